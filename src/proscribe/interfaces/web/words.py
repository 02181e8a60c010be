"""Verdicts, acts, people and times as the pages word them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, Protocol

from markupsafe import Markup, escape

from proscribe.interfaces.web.catalogue import FALLBACK
from proscribe.interfaces.web.hints import reworded, told
from proscribe.interfaces.web.totals import answer_of
from proscribe.model.time import zone
from proscribe.model.verdict import Outcome, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from proscribe.interfaces.web.moments import Moments
    from proscribe.interfaces.web.reader import Reader
    from proscribe.interfaces.web.totals import Summary
    from proscribe.model.verdict import Act, Investor, Verdict
    from proscribe.workspace.pages.laws import LawShown

# A sign of its own for each verdict, so that colour is never all that tells them apart.
SIGNS = {
    Outcome.PROHIBITED: "■",
    Outcome.REVIEW: "◆",
    Outcome.ALLOWED_DIVEST: "◐",
    Outcome.ALLOWED_LICENSED: "▲",
    Outcome.ALLOWED_ENJOINED: "◇",
    Outcome.ALLOWED: "○",
}
_ADDRESS = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:)\]]")
_LINK = Markup('<a href="{0}" rel="noreferrer noopener">{0}</a>')
_ENGLISH = Markup('<span lang="en">{0}</span>')
# Grounds that the reasoning, which quotes the law, does not say as plainly.
_PLAINER = frozenset(
    {
        Reason.POSSESSION_BAN,
        Reason.ISSUE_DATE_AND_TENOR,
        Reason.NEW_DEBT_TENOR,
        Reason.NEW_EQUITY,
    }
)
_BADGE = Markup(
    '<span class="badge v-{0}"><span class="sign" aria-hidden="true">{1}</span> {2}</span>'
)


class Named(Protocol):
    """A name of somebody."""

    @property
    def text(self) -> str: ...  # noqa: D102 - as in a list


class Security(Protocol):
    """A security of somebody."""

    @property
    def ticker(self) -> str | None: ...  # noqa: D102 - as on file
    @property
    def isin(self) -> str | None: ...  # noqa: D102


class Dated(Protocol):
    """An answer as far as it speaks of time; moments are RFC 3339."""

    @property
    def verdict(self) -> str: ...  # noqa: D102 - as in a report
    @property
    def regime(self) -> str | None: ...  # noqa: D102
    @property
    def effective_at(self) -> str | None: ...  # noqa: D102
    @property
    def deadline_at(self) -> str | None: ...  # noqa: D102
    @property
    def next_change_at(self) -> str | None: ...  # noqa: D102


class Answered(Protocol):
    """Something that has an answer."""

    @property
    def verdict(self) -> Verdict: ...  # noqa: D102


class Clause(NamedTuple):
    """What an answer rests on: the words of the law, and how they lead to it."""

    regime: str
    reason: str
    citation: str
    explanation: str


class Words:
    """Words for one reader.

    Args:
        reader: The reader.
        laws: The regimes, by their keys.
    """

    def __init__(self, reader: Reader, laws: Mapping[str, LawShown]) -> None:
        self._reader = reader
        self._texts = reader.texts
        self._laws = laws

    def badge(self, outcome: Outcome | str) -> Markup:
        """Return a verdict as an element with its sign and its words."""
        found = Outcome(outcome)
        return _BADGE.format(found.value.lower(), SIGNS[found], self.verdict(found))

    def verdict(self, outcome: Outcome | str) -> str:
        """Return a verdict in a word or two."""
        return str(self._texts(f"verdict.{Outcome(outcome).value}"))

    def sign(self, outcome: Outcome | str) -> str:
        """Return the sign of a verdict."""
        return SIGNS[Outcome(outcome)]

    def headline(self, verdict: Verdict, moments: Moments) -> str:
        """Return a verdict as the first words of an answer, as in *Prohibited today*."""
        when = moments.says(self._reader)
        return str(self._texts(f"headline.{verdict.outcome.value}", when=when))

    def answer(self, verdict: Verdict, *, investor: Investor, act: Act, what: str) -> str:
        """Return a verdict as a sentence: who may, or may not, do what."""
        text = str(
            self._texts(
                f"answer.{verdict.outcome.value}",
                who=self.investor(investor),
                act=self._texts(f"act_of.{act.value}"),
                what=what,
            )
        )
        # A name may end in the stop of an abbreviation; the sentence has one.
        return text[:1].upper() + text[1:].removesuffix("..") + "." * text.endswith("..")

    def act(self, act: Act | str) -> str:
        """Return an act as a label."""
        return str(self._texts(f"act.{getattr(act, 'value', act)}"))

    def investor(self, investor: Investor | str) -> str:
        """Return an investor as a sentence has it."""
        return str(self._texts(f"investor.{getattr(investor, 'value', investor)}"))

    def acts(self, acts: Iterable[Act]) -> list[str]:
        """Return acts as labels."""
        return [self.act(each) for each in acts]

    def investors(self, investors: Iterable[Investor]) -> list[str]:
        """Return investors as a sentence has them."""
        return [self.investor(each) for each in investors]

    def investor_label(self, investor: Investor) -> str:
        """Return an investor as the head of a column."""
        return str(self._texts(f"investor_short.{investor.value}"))

    def instrument(self, instrument: object) -> str:
        """Return a kind of instrument."""
        return str(self._texts(f"instrument.{getattr(instrument, 'value', instrument)}"))

    def names(self, names: Sequence[Named]) -> list[str]:
        """Return what else somebody is called, spellings of one name once; the first is known."""
        found: dict[str, str] = {}
        for each in names:
            found.setdefault("".join(filter(str.isalnum, each.text.casefold())), each.text)
        return [*found.values()][1:]

    def lines(self, securities: Sequence[Security]) -> list[Security]:
        """Return securities without those whose marks another one bears, too."""
        marks = [frozenset(filter(None, (one.ticker, one.isin))) for one in securities]
        return [
            one
            for n, one in enumerate(securities)
            if not any(
                marks[n] < other or (marks[n] == other and m < n) for m, other in enumerate(marks)
            )
        ]

    def reasoning(self, verdict: Verdict) -> Markup:
        """Return why a verdict is given; how its dates were computed is told apart."""
        text = verdict.explanation
        for line in verdict.arithmetic:
            text = text.replace(f"({line})", "")
        return self.linked(" ".join(text.split()))

    def clause(self, verdict: Verdict) -> Clause:
        """Return what an answer rests on."""
        return Clause(verdict.regime, verdict.reason.value, verdict.citation, verdict.explanation)

    def clauses(self, cells: Iterable[Answered]) -> list[Clause]:
        """Return what some answers rest on, each once; who is not bound needs no clause."""
        verdicts = (cell.verdict for cell in cells)
        bound = (one for one in verdicts if one.reason is not Reason.NOT_BOUND)
        return [*dict.fromkeys(self.clause(one) for one in bound)]

    def law(self, key: str) -> LawShown | None:
        """Return a regime; None where there is none of that key."""
        return self._laws.get(key)

    def law_title(self, key: str) -> str:
        """Return the name of a regime, or its key."""
        found = self._laws.get(key)
        return key if found is None else found.title

    def instant(self, value: datetime | str | None, regime: str) -> Markup:
        """Return an instant as clocks show it where a regime is at home."""
        law = self._laws.get(regime)
        return self._reader.when(value, "UTC" if law is None else law.zone)

    def dates(self, answer: Dated) -> list[str | Markup]:
        """Return what an answer says of time, each moment once."""
        barred = answer.verdict == Outcome.PROHIBITED.value
        closing = answer.verdict == Outcome.ALLOWED_DIVEST.value
        told = (
            ("dates.since" if barred or closing else "dates.barred_from", answer.effective_at),
            ("dates.close_by", answer.deadline_at if closing else None),
            ("dates.changes", answer.next_change_at),
        )
        phrases: dict[str, str | Markup] = {}
        for key, moment in told:
            if moment is not None and moment not in phrases:
                when = self.instant(moment, answer.regime or "")
                phrases[moment] = self._texts(key, when=when)
        return [*phrases.values()]

    def day_of(self, value: datetime, regime: str) -> Markup:
        """Return the day of an instant where a regime is at home."""
        law = self._laws.get(regime)
        local = value.astimezone(zone("UTC" if law is None else law.zone))
        return self._reader.when(local.date())

    def all_of(self, texts: Iterable[str]) -> str:
        """Return some texts as a list in a sentence."""
        from babel.lists import format_list

        return format_list([*texts], locale=self._reader.locale)

    def capital(self, text: str) -> str:
        """Return a text that begins with a capital."""
        return text[:1].upper() + text[1:]

    def linked(self, text: str) -> Markup:
        """Return words of an answer with addresses as links, commands as what a page can do."""
        return Markup(" ").join(
            Markup('<span lang="{0}">{1}</span>').format(self._texts.language, part)
            if isinstance(part, Markup)
            else _linked(part)
            for part in reworded(text, self._texts)
        )

    def is_address(self, text: str | None) -> bool:
        """Tell whether a text is an address that a page may link to."""
        return text is not None and _ADDRESS.fullmatch(text) is not None

    def told(self, text: str) -> Markup:
        """Return an error or a warning, with what can be done about it on a page."""
        return told(text, self._texts, self.english)

    def answer_of(self, summary: Summary) -> str:
        """Return what a report comes to, in sentences."""
        return answer_of(summary, self, self._texts)

    def reason(self, code: str) -> str:
        """Return the ground of a verdict in one short sentence."""
        return str(self._texts(f"reason.{code}"))

    def ground(self, code: str | None) -> str:
        """Return the ground of a verdict as it stands before the reasoning.

        Empty where there is none, and where the reasoning says the same in the language of the
        reader: that of the law is English.
        """
        if code is None or (self.reads_english and code not in _PLAINER):
            return ""
        return self.reason(code)

    @property
    def reads_english(self) -> bool:
        """Whether the reader's language is that of the law and the lists."""
        return self._texts.language == FALLBACK

    def english(self, text: str | None) -> str | Markup:
        """Return words of the law or a list, told apart for readers of another language."""
        if not text or self.reads_english:
            return text or ""
        return _ENGLISH.format(text)


def _linked(text: str) -> Markup:
    """Return a text with its web addresses as links, everything escaped."""
    parts, end = [], 0
    for found in _ADDRESS.finditer(text):
        parts += [escape(text[end : found.start()]), _LINK.format(found.group())]
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])
