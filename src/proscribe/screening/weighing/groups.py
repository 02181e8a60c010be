"""Claims of so many at once: "along with eight others"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from proscribe.model.claim import (
    Claim,
    ClaimType,
    EntityKind,
    RecordStanding,
    ValueKind,
    Weighed,
)
from proscribe.screening.weighing.actors import ListOnFile
from proscribe.screening.weighing.fitting import fits, stated
from proscribe.screening.weighing.record import Peer
from proscribe.screening.weighing.view import Found, View

_OTHERS = re.compile(
    r"\b(?:other|others|more|further|another|additional|along with|together with|as well as)\b"
    r"|其他|另外|另有|ещё|еще|других|других",
    re.IGNORECASE,
)
_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
_NUMBERS = {word: number for number, word in enumerate(_WORDS.split(" "), start=1)}
_VESSELS = ("vessel", "ship", "tanker")


def weigh_group(claim: Claim, view: View) -> Weighed:
    """Return how the record stands to a number of others named in the same act."""
    count = _count(claim, view)
    if count is None or claim.negated:
        return view.unknown("Who is meant is not named and no number is given to count by.")
    beside, own = _beside(claim, view)
    if own:
        return _in_the_batch(claim, view, own, (count, beside))
    return _on_the_day(claim, view, count)


def _count(claim: Claim, view: View) -> int | None:
    value = claim.value
    if value is not None and value.kind is ValueKind.COUNT and value.amount is not None:
        return int(value.amount)
    for word in view.called(claim.subject).casefold().split():
        if word.isdigit():
            return int(word)
        if word in _NUMBERS:
            return _NUMBERS[word]
    return None


def _beside(claim: Claim, view: View) -> tuple[set[str], list[Found]]:
    """Return who else is said to be listed in the same sentence, and their designations."""
    scope = view.scope(claim)
    named: set[str] = set()
    own: list[Found] = []
    for other in view.claimed.in_sentence(claim.quote):
        entity = view.entity(other.subject)
        if other.type is not ClaimType.LISTED or other is claim:
            continue
        if entity is None or entity.kind is EntityKind.GROUP:
            continue
        named.add(other.subject)
        lists = scope or view.scope(other)
        own += [
            one
            for one in view.designations(other.subject)
            if one.listed is not None and one.record.begins <= view.day and _of(lists, one)
        ]
    return named, own


def _of(lists: Sequence[ListOnFile] | None, found: Found) -> bool:
    record = found.record
    return lists is None or any(one.holds(record.designation, record.entity_id) for one in lists)


def _in_the_batch(
    claim: Claim, view: View, own: Sequence[Found], asked: tuple[int, set[str]]
) -> Weighed:
    count, named = asked
    tried = []
    for one in own:
        designation = one.record.designation
        batch = {
            (peer.entity_id, peer.listed_on): peer
            for peer in view.record.peers(designation.authority, view.known)
            if peer.program == designation.program and peer.listed_on == one.listed
        }
        others = len(batch) - len(named) if _speaks_of_others(claim, view) else len(batch)
        names = ", ".join(sorted(peer.caption for peer in batch.values()))
        says = (
            f"The act of {one.listed} under {designation.program} names {len(batch)}, "
            f"{one.subject.caption} among them: {names}."
        )
        tried.append((others, says, one))
        if others == count:
            return view.weighed(RecordStanding.CONFIRMED, says)
    lists = [lst for lst in view.scope(claim) or () if any(_of((lst,), one) for one in own)]
    others, says, _ = tried[-1]
    if view.lacking(lists) is not None or not lists:
        return view.unknown(f"{says} Whether that is all of them is not certain.")
    return view.weighed(
        RecordStanding.CONTRADICTED, f"The text counts {count}, the record {others}: {says}"
    )


def _speaks_of_others(claim: Claim, view: View) -> bool:
    return _OTHERS.search(f"{view.called(claim.subject)} {claim.quote.text}") is not None


def _on_the_day(claim: Claim, view: View, count: int) -> Weighed:
    lists, claimed = view.scope(claim), stated(claim)
    if lists is None or claimed is None:
        return view.unknown("It is not said which list and which day are meant.")
    named: dict[str, Peer] = {}
    for one in lists:
        for peer in view.record.peers(one.authority, view.known):
            if peer.listed_on is not None and fits(claimed, (peer.listed_on,)):
                named[peer.entity_id] = peer
    if any(word in view.called(claim.subject).casefold() for word in _VESSELS):
        named = {key: peer for key, peer in named.items() if peer.schema == "Vessel"}
    short = view.lacking(lists)
    if not named:
        why = "" if short is None else f" {short[:1].upper()}{short[1:]}"
        return view.unknown(f"No act of {claimed} by that authority is on record.{why}")
    names = ", ".join(sorted(peer.caption for peer in named.values())[:20])
    says = f"Listed on {claimed}, as far as on file: {len(named)} ({names})."
    if len(named) == count:
        return view.weighed(RecordStanding.CONFIRMED, says)
    return view.unknown(f"{says} Who was taken off since may be missing from it.")
