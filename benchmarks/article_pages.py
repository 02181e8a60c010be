"""Web pages with an article each, made by us, and the words that the article has.

Five texts (a newspaper's, an authority's, an exchange's, a Chinese and a Russian one), each on the
four kinds of pages that such texts stand on, with the furniture of those pages. The words are ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

TEXTS = (
    """Shipping group vows to fight blacklisting

Nordwind Carriers said on Tuesday that it would challenge a decision by the Treasury
Department to put it and six of its vessels on a list of blocked persons.

The department had said a day earlier that the group moved crude oil for a state company under
false papers, and that two of its managers had known about it since 2019.

“We have never broken the law of any country we sail to,” the group said in a statement. Its
shares fell 14 per cent to $6.12 before trading was halted.

Lawyers who have brought such cases said that courts seldom look behind the decisions of the
department, but have sent some back for want of reasons.

The list names 31 companies. Four of them have sued; one was taken off in May.""",
    """Notice of additions to the Entity List

In this rule, the Bureau adds nine entities under the destinations of two countries to the
list, having determined that they act against the foreign policy of the country.

A license is required for all items subject to the regulations. No exception is available for
exports to the entities that are added by this rule.

1. Aurora Precision Optics Co., Ltd.

2. Baltic Machine Trading OÜ, also known as BMT

3. Harbin Second Instrument Works

Shipments that were on their way on the day this rule takes effect may proceed under the
former rules until April 30, 2024.""",
    """Suspension of trading in the shares of three issuers

The Exchange announced today that it will suspend trading in the shares of three issuers in
order to comply with an order of the President.

Trading will be suspended at 4 a.m. on January 11. The issuers may ask a committee of the
board to review the decision within ten business days.

The Exchange had withdrawn an earlier notice after it asked the regulator what the order
meant, and has now been told that it covers these issuers.""",
    """商务部将五家企业列入不可靠实体清单

商务部星期三发布公告，决定将参与对台军售的五家外国企业列入不可靠实体清单，自公布之日起施行。

公告称，上述企业不得从事与中国有关的进出口活动，也不得在中国境内新增投资。

其中一家企业回应说，公司在中国没有业务，此举不会对其经营产生重大影响，股价当天下跌百分之二。

分析人士指出，这是该清单设立以来第六次增加企业，此前有两家企业经申请后被移出。""",
    """Суд отказался исключить завод из санкционного списка

Суд Европейского союза в среду отклонил иск машиностроительного завода, который требовал
исключить его из санкционного списка.

Завод утверждал, что не поставляет продукцию военным и попал в список по ошибке, однако суд
счел доказательства Совета ЕС достаточными.

«Мы обжалуем это решение в течение двух месяцев», — заявил представитель завода.

В список внесены 1 700 человек и компаний; за год из него исключили одиннадцать.""",
)

PAPER = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title} - The Example</title>
<meta property="article:published_time" content="2024-03-05T10:00:00Z"></head><body>
<header><a href="/">The Example</a><nav><a href="/w">World</a> <a href="/m">Markets</a>
<a href="/o">Opinion</a> <a href="/s">Sign in</a></nav></header>
<div class="ticker">Gold 2,031.10 +0.4% Oil 78.20 -1.1%</div>
<article class="story"><h1>{title}</h1><div class="byline">By A. Writer and B. Reporter</div>
<div class="share"><a>Share on Facebook</a><a>Tweet</a><a>Print</a></div>
<figure><img src="x.jpg"><figcaption>A view of the harbour. Photo: Example Agency</figcaption>
</figure>{first}<div class="newsletter"><p>Sign up for our morning newsletter and never miss a
story.
</p></div>{rest}<p class="tags">Tags: shipping, courts</p></article>
<aside><h2>Most read</h2><ol><li><a>Ten gardens to see before summer</a></li><li><a>Why your
tea goes cold</a></li></ol></aside><section class="comments"><h2>Comments (2)</h2><div
class="comment"><p>Anna: about time somebody looked into this business.</p></div></section>
<footer>© 2024 The Example. All rights reserved. Terms of use. Privacy
policy.</footer></body></html>
"""
AUTHORITY = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title} |
Bureau</title></head>
<body><div class="banner">An official website of the government. Here is how you know.</div>
<div id="nav"><ul><li><a href="/a">About</a></li><li><a href="/l">Lists</a></li><li>
<a href="/f">Forms</a></li></ul></div><div class="breadcrumb"><a>Home</a> / <a>News</a></div>
<main id="content"><div class="region"><h1>{title}</h1><div class="field field--date">March 5, 2024
</div><div class="field field--body">{first}{rest}</div></div></main>
<div class="sidebar"><h3>Related documents</h3><a href="/1.pdf">Form 12 (PDF, 300 kB)</a>
<a href="/2.pdf">Guidance on voluntary disclosure</a></div>
<div class="footer"><ul><li><a>Accessibility</a></li><li><a>Contact us</a></li><li><a>Site map</a>
</li></ul><p>1 Example Avenue, Example City. Telephone 555 0100.</p></div></body></html>"""
OLD = """<html><head><meta charset="utf-8"><title>{title}</title></head><body bgcolor=white>
<table width=100%><tr><td colspan=2><a href=/>Main page</a> | <a href=/n>News</a> | <a href=/c>
Contacts</a></td></tr><tr><td width=180 valign=top><b>Sections</b><br><a href=/1>Economy</a><br>
<a href=/2>Society</a><br><a href=/3>Sport</a><br><a href=/4>Weather</a></td><td valign=top>
<h1>{title}</h1>{first}{rest}<hr><a href=/p>Print version</a> <a href=/b>Back</a></td></tr><tr>
<td colspan=2><font size=1>Copyright 2024. Reproduction with permission only.</font></td></tr>
</table></body></html>"""
APP = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{title}",
"datePublished": "2024-03-05"}}</script></head><body><div id="root"><div class="css-1a"><div
class="css-2b" role="banner"><span>Menu</span><span>Subscribe</span></div><div class="css-3c"><div
class="cookie-consent" role="dialog"><p>We value your privacy. We and our partners store cookies on
your device.</p><button>Accept all</button><button>Manage</button></div><div
class="css-4d"><h1>{title}
</h1><div class="css-5e">{first}<div class="ad-slot">Advertisement</div>{rest}</div></div><div
class="css-6f" data-module="recommended"><h3>You may also like</h3><div><a><p>Storm closes three
airports in the north</p></a></div><div><a><p>A film about bees wins the prize</p></a></div></div>
</div><div class="css-7g" role="contentinfo">Follow us on social media. About. Careers. Help.</div>
</div></div><script>window.__STATE__ = {{"body": "<p>not shown</p>"}}</script></body></html>"""
KINDS = (PAPER, AUTHORITY, OLD, APP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page and the text of its article, headline first."""

    html: str
    article: str


def pages() -> Iterator[Page]:
    """Yield each text on each kind of page."""
    for text in TEXTS:
        title, *paragraphs = (" ".join(part.split("\n")) for part in text.split("\n\n"))
        first, *rest = (f"<p>{each}</p>\n" for each in paragraphs)
        for kind in KINDS:
            html = kind.format(title=title, first=first, rest="".join(rest))
            yield Page(html=html, article="\n".join((title, *paragraphs)))
