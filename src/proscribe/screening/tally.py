"""Adds up a screening report batch by batch.

Market values are added per currency and never converted. Counts are exact;
what is kept in memory is bounded: the unresolved lines themselves up to
:data:`~proscribe.screening.summary.UNRESOLVED_KEPT`, issuers and deadlines only
for subjects of the ledger.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import polars as pl

from proscribe.model.errors import InternalError
from proscribe.model.verdict import Outcome
from proscribe.screening.report import CASH, FINDINGS, Note, given_columns
from proscribe.screening.summary import (
    MOMENTS,
    UNRESOLVED_KEPT,
    Amounts,
    Deadline,
    IssuerTotal,
    Summary,
    Total,
    UnresolvedLine,
    parse_candidates,
    trimmed,
)

_LINE = ("_file", "line")
_NOT_ALLOWED = pl.col("verdict") != Outcome.ALLOWED.value
_CAPTION = pl.col("issuer").first()


@dataclass(slots=True)
class _Sum:
    """Lines, their value per currency, and their weight."""

    lines: int = 0
    valued: int = 0
    weighed: int = 0
    weight: float = 0.0
    value: dict[str, Decimal] = field(default_factory=dict)

    def add(self, row: dict[str, object]) -> None:
        """Add one group of lines of one currency (columns of :func:`_sums`)."""
        lines, valued, weighed, weight = (row[k] for k in ("lines", "valued", "weighed", "weight"))
        if not isinstance(lines, int) or not isinstance(valued, int):
            raise InternalError("a sum of lines is no number.")
        self.lines += lines
        self.valued += valued
        if isinstance(weighed, int) and isinstance(weight, float) and weighed:
            self.weighed += weighed
            self.weight += weight
        currency, value = row["_currency"], row["market_value"]
        if valued and isinstance(value, Decimal):
            code = str(currency or "")
            self.value[code] = self.value.get(code, Decimal(0)) + value

    @property
    def amounts(self) -> Amounts:
        return tuple((code, trimmed(value)) for code, value in sorted(self.value.items()))

    @property
    def share(self) -> float | None:
        return round(self.weight, 12) if self.weighed else None


def _sums(frame: pl.DataFrame, by: Sequence[str], *extra: pl.Expr) -> list[dict[str, object]]:
    """Add up rows by these columns and by currency."""
    value, weight = pl.col("market_value"), pl.col("_weight")
    summed = frame.group_by(*by, "_currency", maintain_order=True).agg(
        pl.len().cast(pl.Int64).alias("lines"),
        value.count().cast(pl.Int64).alias("valued"),
        value.sum(),
        weight.count().cast(pl.Int64).alias("weighed"),
        weight.sum().alias("weight"),
        *extra,
    )
    return summed.to_dicts()


@dataclass(slots=True)
class Tally:
    """Adds up a report while its batches pass; every batch holds whole lines."""

    rows: int = 0
    cash: int = 0
    not_allowed: int = 0
    unresolved_lines: int = 0
    unresolved: list[UnresolvedLine] = field(default_factory=list)
    all_lines: _Sum = field(default_factory=_Sum)
    by_verdict: Counter[str] = field(default_factory=Counter)
    by_act: dict[tuple[str, str], _Sum] = field(default_factory=lambda: defaultdict(_Sum))
    by_moment: dict[tuple[str, str, str, str], _Sum] = field(
        default_factory=lambda: defaultdict(_Sum)
    )
    by_issuer: dict[str, _Sum] = field(default_factory=lambda: defaultdict(_Sum))
    captions: dict[str, str] = field(default_factory=dict)
    acts: dict[tuple[str, ...], dict[str, None]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, frame: pl.DataFrame) -> None:
        """Add rows (see :mod:`proscribe.screening.report`), whole lines only."""
        self.rows += frame.height
        first = frame.unique(_LINE, keep="first", maintain_order=True)
        for row in _sums(first, ()):
            self.all_lines.add(row)
        self.cash += first.filter(pl.col("matched_by") == CASH).height
        self._add_unresolved(first.filter(pl.col("_unresolved")))
        for row in _sums(frame, ("action", "verdict")):
            self.by_act[str(row["action"]), str(row["verdict"])].add(row)
        for verdict, lines in (
            frame.unique((*_LINE, "verdict"))["verdict"].value_counts().iter_rows()
        ):
            self.by_verdict[verdict] += lines
        barred = frame.filter(_NOT_ALLOWED)
        self.not_allowed += barred.unique(_LINE).height
        self._add_issuers(barred.filter(pl.col("entity_id").is_not_null()))
        self._add_moments(frame.filter(pl.col("entity_id").is_not_null()))

    def summary(self, notes: Sequence[Note], actions: Sequence[str]) -> Summary:
        """Return the totals; acts stand in the order of `actions`."""
        return Summary(
            rows=self.rows,
            lines=self.all_lines.lines,
            cash=self.cash,
            not_allowed=self.not_allowed,
            verdict_lines=tuple(
                (verdict.value, self.by_verdict[verdict.value])
                for verdict in Outcome
                if self.by_verdict[verdict.value]
            ),
            totals=self._totals(actions),
            valued=self.all_lines.valued,
            market_value=self.all_lines.amounts,
            weight=self.all_lines.share,
            deadlines=self._deadlines(actions),
            issuers=self._issuers(actions),
            unresolved_lines=self.unresolved_lines,
            unresolved=tuple(self.unresolved),
            notes=sum(note.kind not in FINDINGS for note in notes),
        )

    def _add_unresolved(self, lines: pl.DataFrame) -> None:
        self.unresolved_lines += lines.height
        given = given_columns(lines)
        for row in lines.head(UNRESOLVED_KEPT - len(self.unresolved)).to_dicts():
            self.unresolved.append(_unresolved_line(row, given))

    def _add_moments(self, frame: pl.DataFrame) -> None:
        for kind in MOMENTS:
            keys = (kind, "regime", "entity_id")
            dated = frame.filter(pl.col(kind).is_not_null())
            for row in _sums(dated.unique((*_LINE, *keys), maintain_order=True), keys, _CAPTION):
                at, regime, entity = (str(row[key]) for key in keys)
                self.by_moment[kind, at, regime, entity].add(row)
                self.captions[entity] = str(row["issuer"])
            for *key, act in dated.select(*keys, "action").unique(maintain_order=True).iter_rows():
                self.acts[kind, *key][act] = None

    def _add_issuers(self, barred: pl.DataFrame) -> None:
        keys = ("entity_id",)
        for row in _sums(barred.unique(_LINE, maintain_order=True), keys, _CAPTION):
            entity = str(row["entity_id"])
            self.by_issuer[entity].add(row)
            self.captions[entity] = str(row["issuer"])
        kept = barred.select("entity_id", "verdict", "action").unique(maintain_order=True)
        for entity, verdict, act in kept.iter_rows():
            self.acts[entity, verdict][act] = None

    def _totals(self, actions: Sequence[str]) -> tuple[Total, ...]:
        def rank(key: tuple[str, str]) -> tuple[int, int]:
            return (_place(key[0], actions), Outcome(key[1]).severity)

        return tuple(
            Total(
                action=key[0],
                verdict=key[1],
                rows=self.by_act[key].lines,
                valued=self.by_act[key].valued,
                market_value=self.by_act[key].amounts,
                weight=self.by_act[key].share,
            )
            for key in sorted(self.by_act, key=rank)
        )

    def _deadlines(self, actions: Sequence[str]) -> tuple[Deadline, ...]:
        found = [
            Deadline(
                kind=kind,
                at=at,
                regime=regime,
                issuer=self.captions[entity],
                entity_id=entity,
                actions=_ordered(self.acts[kind, at, regime, entity], actions),
                lines=total.lines,
                valued=total.valued,
                market_value=total.amounts,
            )
            for (kind, at, regime, entity), total in self.by_moment.items()
            if not self._is_said_closer(kind, (at, regime, entity))
        ]
        return tuple(sorted(found, key=lambda d: (d.instant, d.kind, d.issuer, d.regime)))

    def _is_said_closer(self, kind: str, key: tuple[str, str, str]) -> bool:
        """Tell whether a change of the answer is the very beginning or end named beside it."""
        beside = ("effective_at", "deadline_at") if kind == "next_change_at" else ()
        return any((each, *key) in self.by_moment for each in beside)

    def _issuers(self, actions: Sequence[str]) -> tuple[IssuerTotal, ...]:
        found = []
        for entity, total in self.by_issuer.items():
            verdict = next(each for each in Outcome if (entity, each.value) in self.acts)
            found.append(
                IssuerTotal(
                    entity_id=entity,
                    issuer=self.captions[entity],
                    verdict=verdict.value,
                    actions=_ordered(self.acts[entity, verdict.value], actions),
                    lines=total.lines,
                    valued=total.valued,
                    market_value=total.amounts,
                    weight=total.share,
                )
            )
        return tuple(sorted(found, key=_largest_first(self.all_lines.value)))


def _place(action: str, actions: Sequence[str]) -> int:
    return actions.index(action) if action in actions else len(actions)


def _ordered(found: dict[str, None], actions: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(found, key=lambda action: _place(action, actions)))


def _largest_first(
    values: dict[str, Decimal],
) -> Callable[[IssuerTotal], tuple[float, Decimal, int, str]]:
    """Rank by weight, then by value in the currency most of the portfolio is in."""
    main = max(values, key=lambda code: values[code], default="")

    def rank(total: IssuerTotal) -> tuple[float, Decimal, int, str]:
        value = dict(total.market_value).get(main, Decimal(0))
        return (-(total.weight or 0.0), -value, -total.lines, total.issuer)

    return rank


def _unresolved_line(row: dict[str, object], given: Sequence[str]) -> UnresolvedLine:
    file, line, issuer, reason = (row[k] for k in ("_file", "line", "issuer", "explanation"))
    return UnresolvedLine(
        file=None if file is None else str(file),
        line=int(str(line)),
        issuer=None if issuer is None else str(issuer),
        reason=None if reason is None else str(reason),
        candidates=parse_candidates(row["_candidates"]),
        given=tuple((name, str(row[name])) for name in given if row[name] not in (None, "")),
    )
