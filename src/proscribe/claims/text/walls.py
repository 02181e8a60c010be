"""Pages that stand before an article: logins, consent, checks for people, paywalls."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

SHORT = 600
"""Characters of a text that such a page may have; what has more is an article beside it."""

_SEEN = 6_000
_CHECKS = re.compile(
    r"enable javascript|javascript (?:is|must be) (?:disabled|enabled|required)|"
    r"verif(?:y|ying) (?:that )?you are (?:a )?human|are you a robot|not a robot|"
    r"checking your browser|just a moment\.\.\.|access denied|unusual traffic|captcha|"
    r"请开启 ?javascript|验证码|включите javascript|проверк[аи] браузера",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"before you continue|(?:accept|manage|reject) (?:all )?(?:cookies|consent)|"
    r"your privacy choices|we (?:and our partners )?(?:value your privacy|use cookies)|"
    r"cookie (?:consent|settings|preferences)|datenschutzeinstellungen|accepter (?:les|et)|"
    r"使用 ?cookie|файлы cookie",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"\b(?:log ?in|sign ?in) to (?:your|continue|read|view|access)|(?:log|sign) in with|"
    r"forgot(?:ten)? (?:your )?password|create an account|请(?:先)?登录|用户登录|"
    r"войдите(?:,| в)|вход в личный кабинет|забыли пароль",
    re.IGNORECASE,
)
_PAYWALL = re.compile(
    r"(?:subscribe|sign up|register|log in|sign in)(?: now| today)? to "
    r"(?:continue|keep|read|unlock)|"
    r"to (?:continue|keep) reading|to read the (?:full|rest|whole)|"
    r"(?:article|content|story) is (?:for|only for|reserved for|exclusive to|"
    r"available (?:only )?to) (?:our )?(?:subscribers|members)|"
    r"already a (?:subscriber|member)|subscribers only|"
    r"you(?:'|’)ve reached your (?:article )?limit|free articles? (?:left|remaining)|"
    r"订阅后(?:继续|可)阅读|成为会员|付费(?:阅读|内容)|(?:доступно|только) (?:для )?подписчик",
    re.IGNORECASE,
)


def name_wall(tree: HtmlElement) -> str | None:
    """Return what a page is that holds no article, in words; None where nothing tells."""
    for script in tree.xpath("//script | //style | //template"):
        script.drop_tree()
    seen = str(tree.text_content())[:_SEEN]
    if any((field.get("type") or "").lower() == "password" for field in tree.iter("input")):
        return "a login page"
    for words, name in (
        (_CHECKS, "a page that asks whether a person is reading it"),
        (_PAYWALL, "a page that shows the article to subscribers only"),
        (_LOGIN, "a login page"),
        (_CONSENT, "a page that asks for consent to cookies"),
    ):
        if words.search(seen):
            return name
    return None


def asks_to_subscribe(text: str) -> bool:
    """Whether words that a page shows ask to subscribe in order to read on."""
    return _PAYWALL.search(text) is not None
