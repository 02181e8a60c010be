"""Web pages as newspapers and authorities make them, for tests."""

from __future__ import annotations

LISTED = (
    "The Treasury Department on Friday added Acme Shipping Corp. to its list of blocked persons, a "
    "move that freezes whatever the company holds in the United States."
)
DENIED = (
    "Acme said in a statement that it “has never carried goods for any army” and that it would "
    "take the decision to court before the end of the month."
)
TRADED = (
    "Its shares, which are traded in Hong Kong, fell 12% to HK$8.40 before trading was halted at "
    "the request of the exchange."
)
PARAGRAPHS = (LISTED, DENIED, TRADED)


def marked_up(*paragraphs: str) -> str:
    """Return paragraphs as HTML."""
    return "".join(f"<p>{text}</p>\n" for text in paragraphs)


def page(body: str = "", *, head: str = "", title: str = "Acme blacklisted") -> str:
    """Return a page with an article and what usually stands around it."""
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>{title} | The Daily Example</title>{head}</head><body>
<nav class="menu"><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<div class="cookie-banner"><p>We use cookies. <button>Accept all</button></p></div>
<main><article><h1>{title}</h1>{body or marked_up(*PARAGRAPHS)}</article>
<aside class="related"><h3>Related stories</h3><ul><li><a href="/a">Beta Corp. sued over
bribes in Example City</a></li></ul></aside>
<section id="comments" class="comments"><h3>2 comments</h3><p>First! Gamma Ltd. was blacklisted
too, I heard.</p></section></main>
<footer><p>© 2021 The Daily Example. All rights reserved. <a href="/terms">Terms</a></p></footer>
<script>var next = "</p><p>Evil Inc. was blacklisted</p>";</script></body></html>"""


def linked_data(published: str, more: str = "") -> str:
    """Return what a page tells search engines about its article."""
    return (
        '<script type="application/ld+json">{"@context": "https://schema.org", "@graph": '
        f'[{{"@type": "NewsArticle", "datePublished": "{published}"{more}}}]}}</script>'
    )


def meta(published: str) -> str:
    """Return the tag in which most pages say when they were published."""
    return f'<meta property="article:published_time" content="{published}">'
