"""Pages that stand before an article: logins, consent, checks for people, paywalls."""

from __future__ import annotations

import re
from enum import StrEnum

from lxml.html import HtmlElement


class Wall(StrEnum):
    """What stands in the place of an article."""

    LOGIN = "a login page"
    CHECK = "a page that asks whether a person is reading it"
    CONSENT = "a page that asks for consent to cookies"
    PAYWALL = "a page that shows the article to subscribers only"

    @property
    def may_stand_beside(self) -> bool:
        """Whether a page may show it together with an article, however short."""
        return self in {Wall.CONSENT, Wall.PAYWALL}


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


_WORDS = (
    (_CHECKS, Wall.CHECK),
    (_PAYWALL, Wall.PAYWALL),
    (_LOGIN, Wall.LOGIN),
    (_CONSENT, Wall.CONSENT),
)


def name_wall(tree: HtmlElement) -> Wall | None:
    """Return what a page is that holds no article; None where nothing tells.

    Args:
        tree: The page; its scripts are taken out of it.
    """
    for script in tree.xpath("//script | //style | //template"):
        script.drop_tree()
    if any((field.get("type") or "").lower() == "password" for field in tree.iter("input")):
        return Wall.LOGIN
    seen = str(tree.text_content())[:_SEEN]
    return next((wall for words, wall in _WORDS if words.search(seen)), None)


def is_of_wall(text: str) -> bool:
    """Whether a line speaks of a login, of cookies and the like instead of the news."""
    return any(words.search(text) for words, _ in _WORDS)


def asks_to_subscribe(text: str) -> bool:
    """Whether words that a page shows ask to subscribe in order to read on."""
    return _PAYWALL.search(text) is not None
