"""Screens portfolios batch by batch: what lines share is answered once, then joined.

Most lines of a portfolio touch nothing on any list. They differ, for the law,
only in what they are and where; so do lines of one issuer. Each such kind of
line is answered once for each act, whatever the number of lines.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from proscribe.law.regime import RegimeKind
from proscribe.model.verdict import INVESTORS, Act, Instrument, Outcome, Question, Reason
from proscribe.screening.asked import MONEY, AskedNames, IndexedDirectory
from proscribe.screening.candidates import Resolution, Wanted
from proscribe.screening.cases import Facts
from proscribe.screening.clearing import given_line
from proscribe.screening.index import KINDS, KeyIndex
from proscribe.screening.line_question import place_of, question_of
from proscribe.screening.lookthrough import Exposure, LookThrough, asked_too
from proscribe.screening.other_columns import BesideNames
from proscribe.screening.parties import ISSUER, Found, found_by, with_beside, with_party
from proscribe.screening.report import ReportBatch
from proscribe.screening.resolve import resolve_all
from proscribe.screening.rows import (
    ANSWER,
    BY_NOTHING,
    cash_row,
    doubtful_row,
    nothing_asked_row,
    shown_row,
    told_by,
    with_recalled,
    with_terms,
)
from proscribe.screening.stakes import NO_STAKES
from proscribe.screening.supposing import NOTHING_SUPPOSED, Supposing
from proscribe.screening.terms import ByLine, Holder, Terms, TermsReader, binds
from proscribe.screening.verdicts import Ruling, by_strictness, rule_on
from proscribe.securities.headers import PARTIES
from proscribe.securities.weights import FileWeights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proscribe.law.regime import Regime
    from proscribe.screening.cases import FoundOnce
    from proscribe.screening.clearing import Clearances
    from proscribe.screening.directory import Directory
    from proscribe.securities.funds import FundFile

_PROFILE = (
    "kind", "instrument", "location", "isin", "cusip", "sedol", "figi", "lei", "ticker_key",
    "name", *PARTIES, "acquired", "issued", "matures", "problem", "only_days", "terms",
    "fund", "beside",
)  # fmt: skip
_ONLY_TOUCHED = (
    "isin", "cusip", "sedol", "figi", "lei", "ticker_key", "name", *PARTIES, "acquired", "issued",
    "matures",
)  # fmt: skip
_PAPERS = (
    Instrument.DEBT, Instrument.CONVERTIBLE, Instrument.WARRANT, Instrument.DERIVATIVE,
)  # fmt: skip
_CURRENCY_PAIR = "^[A-Z]{3}/[A-Z]{3}$"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a screening asks of every line.

    Attributes:
        question: Investor, moments and location; its act and instrument are replaced.
        acts: The acts asked about.
        regimes: The regimes asked, those not covered by a list on file included.
        explicit: True where the caller named the regimes.
        supposing: What is supposed.
        by_line: What lines may say for themselves.
    """

    question: Question
    acts: tuple[Act, ...]
    regimes: tuple[Regime, ...]
    explicit: bool
    supposing: Supposing = NOTHING_SUPPOSED
    by_line: ByLine = field(default_factory=ByLine)


class Screener:
    """Answers batches of lines.

    Args:
        order: What is asked.
        directory: Subjects of the ledger.
        index: All keys of the ledger.
        clearances: What people decided of names; None where that does not count.
        funds: Funds whose holdings are on file, to be looked through.

    Attributes:
        beside: Whom lines name in columns that are read as nothing else.
    """

    def __init__(
        self,
        order: Order,
        directory: Directory,
        index: KeyIndex,
        clearances: Clearances | None = None,
        *,
        funds: Sequence[FundFile] = (),
    ) -> None:
        self._order = order
        self._clearances = clearances or None
        self._directory = directory
        self._index = index
        self._names = AskedNames(directory, index.numbers())
        self.beside = BesideNames(index, self._names, self._resolved, self._clearances)
        self._weights = FileWeights()
        self._answers: dict[tuple[object, ...], list[dict[str, object]]] = {}
        self._verdicts: dict[str, FoundOnce] = {}
        self._nobody: dict[tuple[Question, str], Ruling] = {}
        self._terms = TermsReader(order.question, order.acts, order.by_line)
        self.funds = LookThrough(funds, self._resolve_touched)

    def screen(self, given: pl.DataFrame, lines: pl.DataFrame) -> ReportBatch:
        """Return the rows of one batch, one for each line and act, in the order of the lines.

        Args:
            given: The columns of the file as given, already named for the report.
            lines: The same lines in canonical columns.
        """
        lines = lines.with_columns(
            self._terms.column(lines).alias("terms"),
            self.funds.column(lines).alias("fund"),
            self.beside.column(lines["beside"]).alias("beside"),
        )
        pairs = (lines["kind"] == "derivative") & lines["name"].str.contains(_CURRENCY_PAIR)
        money = (lines["kind"].is_in(MONEY) | pairs).fill_null(value=False)
        touched = self._touched(lines) | (money & lines["beside"].is_not_null())
        keyed = lines.select(_PROFILE).with_columns(
            pl.when(touched).then(pl.col(column)).otherwise(None).alias(column)
            for column in _ONLY_TOUCHED
            if column != "isin"
        )
        keyed = keyed.with_columns(
            pl.when(pairs).then(pl.lit("currency")).otherwise(pl.col("kind")).alias("kind"),
            touched.alias("touched"),
            told_by(lines),
            pl.when(touched | (lines["isin"].str.slice(0, 2) == "RU").fill_null(value=False))
            .then(pl.col("isin"))
            .otherwise(None)
            .alias("isin"),
        )
        profiles = keyed.unique(maintain_order=True).with_row_index("profile")
        ids = keyed.join(profiles, on=keyed.columns, how="left", nulls_equal=True)["profile"]
        answers = self._answer_all(profiles)
        rows = given.with_columns(
            lines["line"].alias("line"),
            lines["market_value"].alias("market_value"),
            pl.coalesce(lines["issuer"], lines["name"]).alias("_name"),
            lines["currency"].alias("_currency"),
            self._weights.of(lines).alias("_weight"),
            lines["file"].alias("_file"),
            ids.alias("_profile"),
        )
        joined = rows.join(
            answers, left_on="_profile", right_on="profile", how="left", maintain_order="left_right"
        )
        named = joined.with_columns(pl.col("issuer").fill_null(pl.col("_name")))
        return ReportBatch.of(named.drop("_profile", "_name"))

    def _touched(self, lines: pl.DataFrame) -> pl.Series:
        found = self._index.touched(lines) | self._names.touched(lines)
        for column in PARTIES:
            if lines[column].null_count() < lines.height:
                named = lines.with_columns(pl.col(column).alias("name"))
                found |= self._index.touched(named) | self._names.touched(named)
        return found

    def _resolve_touched(
        self, lines: pl.DataFrame
    ) -> tuple[pl.Series, dict[str, dict[int, Resolution]]]:
        """Return which lines touch a list, and by zone and row whom those may mean."""
        touched = self._touched(lines)
        rows = touched.arg_true().to_list()
        given = lines.filter(touched).with_columns(pl.lit(value=True).alias("touched"))
        found = found_by(list(given.iter_rows(named=True)), self._resolve)
        zones = found[0].own if found else {}
        return touched, {
            zone: {row: one.issuer(zone) for row, one in zip(rows, found, strict=True)}
            for zone in zones
        }

    def _answer_all(self, profiles: pl.DataFrame) -> pl.DataFrame:
        fresh = [row for row in profiles.iter_rows(named=True) if _key(row) not in self._answers]
        if fresh:
            self._answer(fresh)
        parts: list[dict[str, object]] = []
        for row in profiles.iter_rows(named=True):
            parts += ({"profile": row["profile"], **one} for one in self._answers[_key(row)])
        schema = {"profile": profiles.schema["profile"]} | ANSWER
        return pl.DataFrame(parts, schema=schema, orient="row")

    def _answer(self, rows: Sequence[dict[str, object]]) -> None:
        every = found_by(rows, self._resolve)
        self._verdicts.clear()
        self._nobody.clear()
        for row, found in zip(rows, every, strict=True):
            terms = self._terms.every[int(str(row["terms"]))]
            self._answers[_key(row)] = [self._row(row, found, terms, act) for act, _ in terms.acts]

    def _resolve(
        self, rows: Sequence[dict[str, object]], column: str = "name"
    ) -> dict[str, tuple[Resolution, ...]]:
        """Return, for each zone, whom each of the rows may mean by the name in a column."""
        return self._resolved([self._wanted(row, column) for row in rows])

    def _resolved(self, wanted: Sequence[Wanted]) -> dict[str, tuple[Resolution, ...]]:
        """Return, for each zone, whom each thing wanted may mean."""
        directory = IndexedDirectory(self._directory, self._index, self._names)
        zones = dict.fromkeys(regime.zone for regime in self._order.regimes)
        found: dict[str, tuple[Resolution, ...]] = {}
        for zone in zones:
            known = self._order.question.known_at.closes(zone)
            found[zone] = resolve_all(wanted, directory, known)
            meant = [one.subject for each in found[zone] for one in each.candidates]
            owners = self._directory.owners(known)
            owners.look_up(meant)
            pairs = zip(wanted, found[zone], strict=True)
            owners.look_up_names({one.name for one, each in pairs if not each.candidates})
        return found

    def _wanted(self, row: dict[str, object], column: str) -> Wanted:
        if not row["touched"]:
            return Wanted(keys=())
        day = self._order.question.as_of.day
        keys = tuple(
            (kind, str(value))
            for kind in KINDS
            if (value := row["ticker_key" if kind == "ticker" else kind]) is not None
        )
        name, country, decided = str(row[column] or ""), place_of(row), None
        if self._clearances is not None:
            # A word that is no country tells nobody apart, and yet nothing was decided of it.
            stated = country or (None if row["location"] is None else str(row["location"]))
            names = [str(row[one] or "") for one in ("name", *PARTIES)]
            decided = self._clearances.about(given_line(*names, keys=keys, country=stated))
            if not decided.words:
                decided = self._clearances.about(given_line(name, keys=keys, country=stated))
        if column != "name":
            own = keys if column == ISSUER else ()
            return Wanted(keys=own, name=name, country=country, decided=decided, day=day)
        paper = row["instrument"] in _PAPERS or row["kind"] == "derivative"
        return Wanted(keys=keys, name=name, country=country, decided=decided, day=day, paper=paper)

    def _row(
        self, row: dict[str, object], found: Found, terms: Terms, act: Act
    ) -> dict[str, object]:
        if row["kind"] in MONEY and not row["touched"] and row["beside"] is None:
            return cash_row(act, str(row["kind"]))
        rulings = self._rulings(row, found, self._question(row, terms, terms.holder, act))
        if not rulings:
            return nothing_asked_row(act)
        doubt = terms.doubt or _doubt(row, told=self._told_of(found))
        barred = rulings[0].verdict.outcome is Outcome.PROHIBITED
        if terms.unsure and not barred:
            doubt = self._barred_for_others(row, found, terms, act) or doubt
        if doubt and rulings[0].verdict.outcome.severity > Outcome.REVIEW.severity:
            answer = doubtful_row(act, doubt, rulings)
        else:
            answer = shown_row(act, rulings, row)
        answer = with_terms(answer, terms.unsure, terms.note)
        recalled = [one for each in found.every() for one in each.recalled]
        return with_recalled(answer, recalled, rulings) if recalled else answer

    def _barred_for_others(
        self, row: dict[str, object], found: Found, terms: Terms, act: Act
    ) -> str | None:
        """Say for whom else, who may be the one who acts, the act would be prohibited."""
        for other in terms.others:
            rulings = self._rulings(row, found, self._question(row, terms, other, act))
            if rulings and rulings[0].verdict.outcome is Outcome.PROHIBITED:
                verdict = rulings[0].verdict
                return f"For {INVESTORS[other.investor]} it is PROHIBITED ({verdict.regime})."
        return None

    def _rulings(
        self, row: dict[str, object], found: Found, question: Question
    ) -> tuple[Ruling, ...]:
        located = question.attribute("located_in") is not None
        fund = None if row["fund"] is None else self.funds.exposure(int(str(row["fund"])))
        holder = Holder(investor=question.investor, location=question.location)
        explicit = self._order.explicit
        asked = [one for one in self._order.regimes if explicit or binds(one, holder)]
        return by_strictness(
            ruling
            for regime in asked or self._order.regimes
            if located or explicit or not regime.territory or asked_too(regime, fund)
            if (ruling := self._ruling(question, regime, found, (row, fund))) is not None
        )

    def _told_of(self, found: Found) -> bool:
        """Return whether a list that was asked names somebody by what the line says, as it is."""
        return any(
            self._facts(regime).counts(one.subject)
            for regime in self._order.regimes
            for each in found.under(regime.zone)
            for one in each.candidates
            if not one.alike
        )

    def _ruling(
        self,
        question: Question,
        regime: Regime,
        found: Found,
        line: tuple[dict[str, object], Exposure | None],
    ) -> Ruling | None:
        row, fund = line
        facts = self._facts(regime, fund)
        name = str(row["name"] or ("The issuer" if fund is None else fund.fund.title))
        ruling = self._answered(question, found.own[regime.zone], facts, name)
        for column, by_zone in found.parties.items():
            named = str(row[column])
            other = self._answered(question, by_zone[regime.zone], self._facts(regime), named)
            ruling = with_party(ruling, other, column, named)
        for one in self.beside.of(row["beside"]):
            other = self._answered(question, one.found[regime.zone], self._facts(regime), one.text)
            ruling = with_beside(ruling, other, one)
        asked = self._order.explicit
        if not ruling.covered and not asked:
            return None
        silent = regime.kind is RegimeKind.NO_INVESTMENT_BAN and not self._order.explicit
        if silent and not _speaks_of(ruling):
            return None
        return self._order.supposing.on(ruling)

    def _answered(self, question: Question, found: Resolution, facts: Facts, name: str) -> Ruling:
        if not self._is_of_nobody(question, found, facts, name):
            return self._ruled(question, found, facts, name)
        key = (question, facts.regime.key)
        if key not in self._nobody:
            self._nobody[key] = self._ruled(question, found, facts, "The issuer")
        return self._nobody[key]

    @staticmethod
    def _is_of_nobody(question: Question, found: Resolution, facts: Facts, name: str) -> bool:
        """Return whether a name is nobody's, so that nothing is answered of it in particular."""
        return (
            facts.fund is None
            and not found.candidates
            and not found.conflicts
            and facts.stakes(name) == NO_STAKES
            and question.attribute("counterparty") is None
        )

    def _ruled(self, question: Question, found: Resolution, facts: Facts, caption: str) -> Ruling:
        return rule_on(
            question,
            found,
            regime=facts.regime,
            facts=facts,
            caption=caption,
            strict=self._order.explicit,
        )

    def _question(self, row: dict[str, object], terms: Terms, holder: Holder, act: Act) -> Question:
        return question_of(row, self._order.question, terms, holder=holder, act=act)

    def _facts(self, regime: Regime, fund: Exposure | None = None) -> Facts:
        known = self._order.question.known_at.closes(regime.zone)
        kept = self._verdicts.setdefault(regime.key, {})
        return Facts(
            directory=self._directory, known=known, regime=regime, fund=fund, verdicts=kept
        )


def _speaks_of(ruling: Ruling) -> bool:
    return any(one.verdict.subject is not None for one in ruling.candidates) and (
        ruling.verdict.reason is not Reason.LIST_WITHOUT_INVESTMENT_BAN
        or "on this list" in ruling.verdict.explanation
    )


def _key(row: dict[str, object]) -> tuple[object, ...]:
    return tuple(value for name, value in row.items() if name != "profile")


def _doubt(row: dict[str, object], *, told: bool) -> str | None:
    """Say why the identity of a line is uncertain though no list names it."""
    if told:
        return None
    if row["problem"] is None:
        nobody = "The line names nobody: it has no identifier, and no name but a legal form."
        return nobody if row["told"] == BY_NOTHING else None
    if row["only_days"]:
        return None
    return f"The line cannot be relied on: {str(row['problem']).rstrip('.')}."
