"""The main job on packaged facts alone: three answers for Xiaomi, a portfolio, an article."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from proscribe.screening.report import AnswerShown
from proscribe.workspace.opening import MEMORY, open_workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from proscribe.screening.summary import Summary
    from proscribe.workspace.articles import ReadArticle
    from proscribe.workspace.results import CheckResult

TRADE = "2021-03-16"
MOMENTS = ("2021-03-06", "2021-03-15", None)
PORTFOLIO_AS_OF = "2021-03-16"
ARTICLE_OF = "2021-03-06"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoResult:
    """What the demonstration found.

    Attributes:
        answers: May Xiaomi be bought on one day, known at three moments.
        summary: Counts and exposure of the example portfolio.
        page: The page of answers and portfolio that was written.
        article: The example article, its claims checked as known on its day.
        article_page: The page of the article that was written.
    """

    answers: tuple[CheckResult, ...]
    summary: Summary
    page: Path
    article: ReadArticle
    article_page: Path

    def to_json(self) -> dict[str, object]:
        """Return it as JSON values."""
        return {
            "answers": [answer.to_json() for answer in self.answers],
            "lines": self.summary.lines,
            "page": str(self.page),
            "article": self.article.to_json(),
            "article_page": str(self.article_page),
        }


def run_demo(out: Path, progress: Callable[[str], None] = lambda _: None) -> DemoResult:
    """Answer for Xiaomi at three moments, screen the example portfolio, read the example article.

    Nothing is read but the package itself, and nothing is written but the two pages: ``out``, and
    beside it one of the article.

    Raises:
        StoreError: The store in memory cannot be made.
    """
    with ExitStack() as stack:
        progress("reading the packaged facts")
        workspace = stack.enter_context(open_workspace(MEMORY))
        answers = tuple(
            workspace.check("Xiaomi", as_of=TRADE, known_at=known, instrument="equity")
            for known in MOMENTS
        )
        progress("screening the example portfolio")
        portfolio = stack.enter_context(
            as_file(files("proscribe.workspace") / "examples" / "portfolio.csv")
        )
        screening = workspace.screen(
            portfolio, as_of=PORTFOLIO_AS_OF, known_at=MOMENTS[0]
        ).with_answers(_shown(answer) for answer in answers)
        progress("reading the example article")
        text = stack.enter_context(
            as_file(files("proscribe.workspace") / "examples" / "article.txt")
        )
        article = workspace.read(text, published=ARTICLE_OF)
        progress("writing the pages")
        summary = screening.write(out)
        page = article.to_html(out.with_name(f"{out.stem}-article.html"))
    return DemoResult(
        answers=answers, summary=summary, page=out, article=article, article_page=page
    )


def _shown(answer: CheckResult) -> AnswerShown:
    verdict = answer.verdict
    return AnswerShown(
        question=f"May a US person buy Xiaomi on {TRADE}, known {_known(answer)}?",
        verdict=verdict.outcome.value,
        reason_code=verdict.reason.value,
        explanation=verdict.explanation,
        citation=verdict.citation,
    )


def _known(answer: CheckResult) -> str:
    known = answer.question.known_at
    return str(known) if known.instant is None else "today"
