"""The pages are whole: nothing stale, nothing undocumented, no link that leads nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from proscribe.interfaces.cli.app import COMMANDS
from proscribe.interfaces.cli.errors import exit_code
from proscribe.law.load import load_regimes
from proscribe.model import errors
from proscribe.model.verdict import Act, Instrument, Investor, Outcome, Reason
from proscribe.registry import source_keys
from proscribe.screening.cases import ATTRIBUTES
from proscribe.screening.evaluation import ADDED, KEPT
from proscribe.screening.plan import Standing
from proscribe.screening.plan_words import DECIDE_FIRST, PLAN_COLUMNS
from proscribe.screening.report import FILE_COLUMN, REPORT_COLUMNS
from proscribe.securities.headers import SPELLINGS
from proscribe.settings import Settings
from tests.docs.markdown import ROOT, anchors, links, pages
from tests.docs.pages import PAGES, REFERENCE

ERRORS = [
    each
    for each in vars(errors).values()
    if isinstance(each, type) and issubclass(each, errors.ProscribeError)
]
# Known in a portfolio so that they are not taken for something else, and read by nobody.
IGNORED = {
    *("notional", "rate", "local_value", "cost", "accrual_date", "coupon", "national_number"),
}


def page(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_written_from_the_code_is_not_stale(name: str) -> None:
    assert page(name) == PAGES[name](), "the page is stale: python -m tests.docs.pages"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("settings.md", [*Settings.model_fields]),
        ("sources.md", [*source_keys()]),
        ("regimes.md", [regime.key for regime in load_regimes()]),
        ("cli.md", [f"proscribe {name}" for name, *_ in COMMANDS]),
        ("verdicts.md", [*Outcome, *Reason]),
        ("cli.md", [*Act, *Investor, *Instrument]),
        ("files.md", [*PLAN_COLUMNS, *Standing, DECIDE_FIRST]),
        ("files.md", [FILE_COLUMN, *REPORT_COLUMNS, *KEPT, *ADDED, *ATTRIBUTES]),
        ("errors.md", [each.__name__ for each in ERRORS]),
    ],
)
def test_everything_is_in_the_reference(name: str, words: list[str]) -> None:
    text = page(name)

    assert [word for word in words if word not in text] == []


def test_every_meaning_of_a_portfolio_column_is_in_the_reference() -> None:
    text = page("files.md")
    read = [meaning for meaning in SPELLINGS if meaning not in IGNORED]

    assert [meaning for meaning in read if f"`{meaning}`" not in text] == []


@pytest.mark.parametrize("error", ERRORS)
def test_the_reference_gives_the_exit_code_of_each_error(error: type[Exception]) -> None:
    (row,) = [line for line in page("errors.md").splitlines() if f"| `{error.__name__}` |" in line]

    assert row.endswith(f"| {exit_code(error('why'))} |")


@pytest.mark.parametrize("source", pages(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(source: Path) -> None:
    broken = []
    for link in links(source):
        target, _, wanted = link.partition("#")
        if target.startswith(("https:", "http:")):
            continue
        place = (source.parent / target).resolve() if target else source
        found = place.is_dir() or (place.is_file() and (not wanted or wanted in anchors(place)))
        if not found:
            broken.append(link)

    assert broken == []
