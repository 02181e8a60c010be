"""Takes the articles out of our pages: `python article_job.py WHO`; prints how well as JSON.

Words are counted as a bag: those of the article that were found (recall), and those found that are
the article's (precision). Chinese characters count as words.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parent.parent)

from benchmarks.article_pages import pages

WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")
ROUNDS = 10


def by_proscribe(html: str) -> str:
    """Take the article as `proscribe read` does."""
    from proscribe.claims.text import extract

    return extract(html.encode(), name="page.html").text


def by_trafilatura(html: str) -> str:
    """Take the article as the library does by default, with the day of publication."""
    import trafilatura

    return trafilatura.extract(html, with_metadata=True, include_comments=False) or ""


def by_nobody(html: str) -> str:
    """Take every word that the page shows."""
    from lxml.html import HtmlElement, document_fromstring

    tree: HtmlElement = document_fromstring(html.encode())
    for hidden in [*tree.iter("script", "style", "title")]:
        hidden.drop_tree()
    return str(tree.text_content())


WHO: dict[str, Callable[[str], str]] = {
    "proscribe": by_proscribe,
    "trafilatura": by_trafilatura,
    "nobody": by_nobody,
}


def words(text: str) -> Counter[str]:
    """Return the words of a text, with how often each stands in it."""
    return Counter(word.lower() for word in WORD.findall(text))


def judge(take: Callable[[str], str]) -> dict[str, float]:
    """Return precision, recall and F1 over the words of all pages."""
    shared, found, wanted = 0, 0, 0
    for page in pages():
        got, has = words(take(page.html)), words(page.article)
        shared += (got & has).total()
        found += got.total()
        wanted += has.total()
    return {
        "precision": shared / max(1, found),
        "recall": shared / wanted,
        "f1": 2 * shared / (found + wanted),
    }


def main(who: str) -> None:
    """Judge, then time what is loaded by then, and print."""
    take = WHO[who]
    judged = judge(take)
    htmls = [page.html for page in pages()]
    began = time.process_time()
    for _ in range(ROUNDS):
        for html in htmls:
            take(html)
    seconds = (time.process_time() - began) / ROUNDS
    print(json.dumps(judged | {"seconds": seconds}))


if __name__ == "__main__":
    main(sys.argv[1])
