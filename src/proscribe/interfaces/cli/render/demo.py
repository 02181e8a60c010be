"""How the demonstration reads: three answers side by side, a portfolio, an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proscribe.interfaces.cli import words
from proscribe.interfaces.cli.output import Page, styled
from proscribe.interfaces.cli.render.articles import add_claims
from proscribe.interfaces.cli.render.screening import add_totals
from proscribe.model.verdict import INVESTORS

if TYPE_CHECKING:
    from rich.text import Text

    from proscribe.workspace.demo import DemoResult
    from proscribe.workspace.results import CheckResult


def show_demo(result: DemoResult) -> None:
    """Write what the demonstration found to standard output."""
    page = Page()
    question = result.answers[0].question
    asked = (
        f"May {INVESTORS[question.investor]} {words.ACTS[question.act]} "
        f"{result.answers[0].query} on {words.moment(question.as_of)}?"
    )
    page.say((asked, "bold"), " It depends on what was known.")
    page.gap()
    columns = [_column(answer) for answer in result.answers]
    if page.is_terminal:
        head, *rows = zip(*columns, strict=True)
        page.table([cell.plain for cell in head], rows)
    else:
        page.table(("Known", "Verdict", "Reason", "Citation", "Because"), columns)
    page.head("The example portfolio")
    add_totals(page, result.summary)
    page.head("The example article against the record, as known on its day")
    add_claims(page, result.article)
    page.gap()
    page.say("The page: ", (str(result.page.absolute()), "bold"))
    page.say("The article: ", (str(result.article_page.absolute()), "bold"))
    page.say((words.NO_ADVICE, "dim"))
    page.write()


def _column(answer: CheckResult) -> tuple[Text, ...]:
    known, verdict = answer.question.known_at, answer.verdict
    return (
        styled("now" if known.instant is not None else f"by {words.moment(known)}"),
        styled((verdict.outcome.value, words.STYLES[verdict.outcome])),
        styled(verdict.reason.value),
        styled(verdict.citation),
        styled(verdict.explanation),
    )
