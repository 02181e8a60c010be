"""Lines that name more than the security: its issuer, and who stands behind that.

Each name of a line is resolved by itself, and the strictest answer counts. A company that is
barred and named as the issuer bars the line; one that is only likely, or named as the parent or
guarantor, leaves it to a person, and so do two names that surely mean two parties.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from proscribe.model.verdict import Outcome, Reason
from proscribe.screening.candidates import Candidate, Resolution, ordered
from proscribe.screening.mastering import names_agree
from proscribe.screening.verdicts import Ruling, by_strictness
from proscribe.securities.headers import PARTIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from proscribe.screening.other_columns import NamedBeside

    Row = dict[str, object]
    Resolve = Callable[[Sequence[Row], str], Mapping[str, Sequence[Resolution]]]

ISSUER = "issuer"
_AS = {ISSUER: "its issuer", "parent": "its parent or guarantor"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Whom a line may mean.

    Attributes:
        own: By its identifiers and the name of the security, by zone.
        parties: By each further name it gives, by column and zone.
    """

    own: Mapping[str, Resolution]
    parties: Mapping[str, Mapping[str, Resolution]]

    def every(self) -> Iterator[Resolution]:
        """Yield every resolution, whatever of the line led to it."""
        for found in (self.own, *self.parties.values()):
            yield from found.values()

    def under(self, zone: str) -> Iterator[Resolution]:
        """Yield every resolution of one zone."""
        yield from (found[zone] for found in (self.own, *self.parties.values()))

    def issuer(self, zone: str) -> Resolution:
        """Return whom all the line says of its issuer may mean, as of one zone."""
        named = self.parties.get(ISSUER)
        return self.own[zone] if named is None else _joined(self.own[zone], named[zone])


def found_by(rows: Sequence[Row], resolve: Resolve) -> list[Found]:
    """Return whom each line may mean, by each name it gives.

    Args:
        rows: The lines, in canonical columns.
        resolve: Returns by zone whom each of some lines may mean by the name in a column.
    """
    own = resolve(rows, "name")
    parties: list[dict[str, dict[str, Resolution]]] = [{} for _ in rows]
    for column in PARTIES:
        named = [place for place, row in enumerate(rows) if row[column] is not None]
        found = resolve([rows[place] for place in named], column) if named else {}
        for at, place in enumerate(named):
            parties[place][column] = {zone: every[at] for zone, every in found.items()}
    return [
        Found(own={zone: every[place] for zone, every in own.items()}, parties=parties[place])
        for place in range(len(rows))
    ]


def with_party(own: Ruling, party: Ruling, column: str, given: str) -> Ruling:
    """Return a regime's answer on a line that names a further party.

    Args:
        own: The answer by what was looked at before.
        party: The answer on the party by itself.
        column: Which party it is: one of ``securities.headers.PARTIES``.
        given: How the line names it.
    """
    first, second = by_strictness((own, party))
    barred = first.verdict.outcome is Outcome.PROHIBITED
    named = f"The line names “{given}” as {_AS[column]}."
    if column == ISSUER and barred and _is_another(first, second):
        says = "That and its other name surely mean two parties"
        return _review((first, second), f"{named} {says}: {_told(own)}; {_told(party)}.")
    if first is own:
        return own
    if column == ISSUER:
        return _said(first, named) if first.candidates else first
    return _for_a_person(own, party, named)


def with_beside(own: Ruling, party: Ruling, named: NamedBeside) -> Ruling:
    """Return a regime's answer on a line that names somebody in a column read as nothing else.

    Args:
        own: The answer by what was looked at before.
        party: The answer on whom that column names, by itself.
        named: What stands there, and in which column.
    """
    if by_strictness((own, party))[0] is own and own.verdict.outcome is not Outcome.REVIEW:
        return own
    says = f"The line names “{named.shown}” in the column “{named.column}”."
    if own.verdict.outcome is Outcome.REVIEW and party.verdict.outcome is not Outcome.ALLOWED:
        return _said(own, f"{says} That alone: {_told(party)}.")
    return _for_a_person(own, party, says)


def _for_a_person(own: Ruling, party: Ruling, named: str) -> Ruling:
    """Return the answer on a line where what bears on a party need not bear on the line."""
    first, second = by_strictness((own, party))
    if first is own or first.verdict.outcome is second.verdict.outcome:
        return own
    says = "Whether what bears on that party reaches this line must be looked at"
    return _review((first, second), f"{named} {says}: {_told(party)}.")


def _joined(own: Resolution, issuer: Resolution) -> Resolution:
    """Return whom a line may mean by all it says; nobody is certain where that is two parties."""
    known = {one.subject.id for one in own.candidates}
    more = [one for one in issuer.candidates if one.subject.id not in known]
    every = (*own.candidates, *more)
    if any(one.certain for one in own.candidates) and any(one.certain for one in more):
        every = tuple(replace(one, certain=False) for one in every)
    return Resolution(
        candidates=ordered(every),
        recalled=(*own.recalled, *issuer.recalled),
        conflicts=tuple(dict.fromkeys((*own.conflicts, *issuer.conflicts))),
    )


def _is_another(barred: Ruling, other: Ruling) -> bool:
    """Return whether two names, neither of them a number, surely mean two parties."""
    if other.verdict.outcome is Outcome.PROHIBITED:
        return False
    one, two = _meant(barred), _meant(other)
    if one is None or two is None or not (one.by_name and two.by_name):
        return False
    if not {one.subject.id, *one.subject.referents}.isdisjoint(
        (two.subject.id, *two.subject.referents)
    ):
        return False
    return not names_agree(one.subject.caption, two.subject.caption)


def _meant(ruling: Ruling) -> Candidate | None:
    """Return the one who is meant for certain; None for nobody, or several."""
    certain = [one.candidate for one in ruling.candidates if one.candidate.certain]
    return certain[0] if len(certain) == 1 else None


def _told(ruling: Ruling) -> str:
    names = ", ".join(one.candidate.subject.caption for one in ruling.candidates) or "nobody surely"
    return f"{names}: {ruling.verdict.outcome.value}"


def _said(ruling: Ruling, says: str) -> Ruling:
    verdict = replace(ruling.verdict, explanation=f"{says} {ruling.verdict.explanation}")
    candidates = tuple(
        replace(one, verdict=verdict) if one.verdict is ruling.verdict else one
        for one in ruling.candidates
    )
    return replace(ruling, verdict=verdict, candidates=candidates)


def _review(rulings: tuple[Ruling, Ruling], says: str) -> Ruling:
    """Return the first ruling as one that a person must look at, with whom either may mean."""
    first, second = rulings
    verdict = replace(
        first.verdict,
        outcome=Outcome.REVIEW,
        reason=Reason.IDENTITY_UNCERTAIN,
        explanation=says,
        subject=None,
    )
    candidates = {one.candidate.subject.id: one for one in (*first.candidates, *second.candidates)}
    return replace(first, verdict=verdict, candidates=tuple(candidates.values()))
