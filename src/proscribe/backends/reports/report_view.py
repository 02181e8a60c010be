"""The lines of a report as a page shows them: acts with the same answer stand together."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from sys import intern

import polars as pl

from proscribe.model.errors import InternalError
from proscribe.model.verdict import Outcome
from proscribe.screening.report import given_columns
from proscribe.screening.summary import MOMENTS, Candidate, parse_candidates

Row = dict[str, object]

_SAME_ANSWER = ("verdict", "reason_code", "regime", "citation", *MOMENTS)
_ROWS_AT_ONCE = 8_192


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherRegime:
    """What a regime other than the strictest says of the same act."""

    regime: str
    verdict: str
    reason_code: str
    citation: str
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer, and the acts it is given for."""

    actions: tuple[str, ...]
    verdict: str
    reason_code: str | None
    regime: str | None
    citation: str | None
    effective_at: str | None
    deadline_at: str | None
    next_change_at: str | None
    explanations: tuple[tuple[tuple[str, ...], str], ...]
    others: tuple[OtherRegime, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the portfolio with its answers, the strictest first."""

    file: str | None
    number: int
    issuer: str | None
    entity_id: str | None
    matched_by: str | None
    match_score: float | None
    market_value: Decimal | None
    currency: str | None
    weight: float | None
    given: tuple[tuple[str, str], ...]
    candidates: tuple[Candidate, ...]
    answers: tuple[Answer, ...]

    @property
    def severity(self) -> int:
        """Rank of its strictest verdict; 0 is strictest."""
        return Outcome(self.answers[0].verdict).severity

    @property
    def is_plain(self) -> bool:
        """Tell whether every act is allowed and no date is known that could change it."""
        return all(
            answer.verdict == Outcome.ALLOWED
            and (answer.effective_at, answer.deadline_at, answer.next_change_at) == (None,) * 3
            for answer in self.answers
        )


def lines_of(frame: pl.DataFrame | None) -> Iterator[Line]:
    """Yield the lines of some rows, in their order."""
    if frame is None:
        return
    given = given_columns(frame)
    rows = (row for part in frame.iter_slices(_ROWS_AT_ONCE) for row in part.to_dicts())
    for _, of_line in groupby(rows, key=lambda row: (row["_file"], row["line"])):
        yield _line([*of_line], given)


def _line(rows: list[Row], given: Sequence[str]) -> Line:
    first = rows[0]
    value, score, weight = (first[key] for key in ("market_value", "match_score", "_weight"))
    return Line(
        file=_text(first["_file"]),
        number=int(str(first["line"])),
        issuer=_text(first["issuer"]),
        entity_id=_text(first["entity_id"]),
        matched_by=_text(first["matched_by"]),
        match_score=score if isinstance(score, float) else None,
        market_value=value if isinstance(value, Decimal) else None,
        currency=_text(first["_currency"]),
        weight=weight if isinstance(weight, float) else None,
        given=tuple((name, str(first[name])) for name in given if first[name] not in (None, "")),
        candidates=parse_candidates(first["_candidates"]),
        answers=tuple(sorted(_answers(rows), key=lambda a: Outcome(a.verdict).severity)),
    )


def _answers(rows: Iterable[Row]) -> Iterator[Answer]:
    groups: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(row[key] for key in _SAME_ANSWER), []).append(row)
    for same in groups.values():
        first = same[0]
        yield Answer(
            actions=tuple(str(row["action"]) for row in same),
            verdict=str(first["verdict"]),
            reason_code=_text(first["reason_code"]),
            regime=_text(first["regime"]),
            citation=_text(first["citation"]),
            effective_at=_text(first["effective_at"]),
            deadline_at=_text(first["deadline_at"]),
            next_change_at=_text(first["next_change_at"]),
            explanations=_explanations(same),
            others=_others(same),
        )


def _explanations(rows: Iterable[Row]) -> tuple[tuple[tuple[str, ...], str], ...]:
    texts: dict[str, list[str]] = {}
    for row in rows:
        texts.setdefault(intern(_text(row["explanation"]) or ""), []).append(str(row["action"]))
    return tuple((tuple(acts), text) for text, acts in texts.items() if text)


def _others(rows: Iterable[Row]) -> tuple[OtherRegime, ...]:
    found: dict[OtherRegime, None] = {}
    for row in rows:
        for each in parse_regimes(row["regimes"]):
            if each.regime != row["regime"]:
                found[each] = None
    return tuple(found)


def parse_regimes(text: object) -> tuple[OtherRegime, ...]:
    """Read the JSON of ``regimes``; nothing is an empty tuple.

    Raises:
        InternalError: The text is no JSON array of objects.
    """
    return () if text is None or text == "" else _parsed(str(text))


# The same subject stands in many lines: what is said of it is held once.
@lru_cache(maxsize=4_096)
def _parsed(text: str) -> tuple[OtherRegime, ...]:
    try:
        return tuple(
            OtherRegime(
                regime=str(each["regime"]),
                verdict=str(each["verdict"]),
                reason_code=str(each.get("reason_code") or ""),
                citation=str(each.get("citation") or ""),
                explanation=str(each.get("explanation") or ""),
            )
            for each in json.loads(text)
        )
    except (ValueError, AttributeError, TypeError, KeyError) as error:
        raise InternalError("the regimes of a row are no JSON array of verdicts.") from error


def _text(value: object) -> str | None:
    return None if value is None else str(value)
