"""Claims that somebody was put on a list, stands on it, or was taken off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from proscribe.law.load import load_regimes
from proscribe.law.regime import Court, CourtOrder
from proscribe.model.claim import (
    Claim,
    DateRole,
    EntityKind,
    Modality,
    RecordStanding,
    Weighed,
)
from proscribe.model.listing import EndKind
from proscribe.screening.weighing.actors import LISTS, ListOnFile
from proscribe.screening.weighing.fitting import fits, lags, last_day, nearest, nearly, stated
from proscribe.screening.weighing.groups import weigh_group
from proscribe.screening.weighing.view import Found, View
from proscribe.screening.weighing.words import designation_words

_CONFIRMED = RecordStanding.CONFIRMED
_CONTRADICTED = RecordStanding.CONTRADICTED
_OVERSTATED = RecordStanding.OVERSTATED
_UNSURE = (Modality.PLANNED, Modality.POSSIBLE, Modality.CONDITIONAL)
_STANDS = re.compile(
    r"\b(?:remain\w*|stay\w*|still|continu\w+|current\w*|includ\w+|(?:is|are) on|subject to)\b"
    r"|остаётся|остается|по-прежнему|仍|依然|目前",
    re.IGNORECASE,
)
_AGREES = re.compile(r"\bvacat|\bstrike off", re.IGNORECASE)
_RULES_OF_STATE = ("names on a list", "remains on a list", "subject to sanctions")
_MOST_SHOWN, _FULL = 5, len("YYYY-MM-DD")
_FRESH, _PAST = timedelta(days=7), timedelta(days=31)
_WITHOUT_END = (EndKind.REPLACED, EndKind.SUPERSEDED)


def weigh_listed(claim: Claim, view: View) -> Weighed:
    """Return how the record stands to a listing."""
    entity = view.entity(claim.subject)
    if entity is not None and entity.kind is EntityKind.GROUP and not entity.ledger_ids:
        return weigh_group(claim, view)
    if not view.latest(claim.subject):
        return view.nobody(claim)
    found = view.designations(claim.subject)
    scope = view.scope(claim)
    own = [one for one in found if _within(scope, one) and one.record.begins <= view.day]
    if not own and not claim.negated:
        own = [one for one in found if _within(scope, one) and _announced(one, str(view.day))]
    if claim.modality in _UNSURE:
        return _intended(view, own)
    if claim.negated:
        return _not_listed(claim, view, own, scope)
    if not own:
        return _elsewhere(claim, view, found, scope)
    return _dated(claim, view, own, scope) if stated(claim) else _undated(claim, view, own)


def weigh_delisted(claim: Claim, view: View) -> Weighed:
    """Return how the record stands to the end of a listing."""
    entity = view.entity(claim.subject)
    if entity is not None and entity.kind is EntityKind.GROUP and not entity.ledger_ids:
        return view.unknown("Who is meant is not named, so no entry can be looked up.")
    found = view.designations(claim.subject)
    if not found:
        return view.nobody(claim)
    scope = view.scope(claim)
    own = [one for one in found if _within(scope, one) and one.record.begins <= view.day]
    if not own:
        return view.unknown(f"No listing that could have ended is on record. {_short(view, scope)}")
    standing = [one for one in own if one.in_force(view.day)]
    if claim.modality in _UNSURE:
        return _intended(view, standing or own)
    if claim.negated:
        return _not_delisted(view, own, standing)
    return _delisted(claim, view, own, standing)


def _within(scope: Sequence[ListOnFile] | None, found: Found) -> bool:
    record = found.record
    return scope is None or any(one.holds(record.designation, record.entity_id) for one in scope)


def is_state(claim: Claim) -> bool:
    """Return whether a claim tells of what is, not of what was done."""
    if claim.rule.rpartition(": ")[2] in _RULES_OF_STATE:
        return True
    if claim.date is not None and claim.date.role in (DateRole.EVENT, DateRole.EFFECTIVE):
        return False
    return _STANDS.search(claim.quote.text) is not None


def _undated(claim: Claim, view: View, own: Sequence[Found]) -> Weighed:
    standing = [one for one in own if one.in_force(view.day)]
    shown = standing or own
    words = _words(view, shown)
    if standing or not is_state(claim):
        struck = _struck(view, shown)
        return view.weighed(_CONFIRMED, f"{words} {struck}", _listed_on(shown))
    ended = shown[-1].record.ended
    return view.weighed(
        _CONTRADICTED,
        f"It stood on the list and no longer does: {words}",
        None if ended is None else ended.on.day,
    )


def _dated(
    claim: Claim, view: View, own: Sequence[Found], scope: Sequence[ListOnFile] | None
) -> Weighed:
    claimed, when = stated(claim) or "", claim.date
    fitting = [one for one in own if fits(claimed, one.days)]
    fitting = fitting or [one for one in own if nearly(when, one.days)]
    fitting = fitting or [one for one in own if _announced(one, claimed)]
    of_a_day = when is not None and when.role in (DateRole.AS_OF, DateRole.UNTIL)
    if not fitting and (of_a_day or is_state(claim)):
        fitting = [one for one in own if one.in_force(last_day(claimed))]
    if fitting:
        return view.weighed(
            _CONFIRMED, f"{_words(view, fitting)} {_struck(view, fitting)}", _listed_on(fitting)
        )
    undated = [one for one in own if one.listed is None]
    if undated:
        return _without_day(view, undated, claimed)
    if _dates_an_event(claim, view):
        return _undated(claim, view, own)
    if claimed > str(view.day) or _may_date_another(claim, view, own):
        return view.unknown(f"The record has no listing of {claimed}. {_words(view, own)}")
    lists = scope or [one for one in LISTS if any(_within((one,), each) for each in own)]
    short = view.lacking(lists)
    if short is not None:
        return view.unknown(
            f"No listing of {claimed} is on record. {_words(view, own)} Whether there was another "
            f"cannot be told: {short}"
        )
    day = nearest(claimed, [each for one in own for each in one.days])
    return view.weighed(
        _CONTRADICTED, f"The record has another day than {claimed}: {_words(view, own)}", day
    )


_ANOTHER_ACT = re.compile(
    r"\b(?:fil(?:ed|ing)|courts?|judges?|rul(?:ed|ing)|block(?:ed|s)|enjoin\w*|injunction|vacat\w+|"
    r"order\w*|agree\w*|said|told|su(?:ed|it|ing)|lawsuit|announc\w+|statement|report\w*|letter)\b|"
    r"法院|法官|诉|裁|称|表示|公告|суд|иск|заяв|сообщ",
    re.IGNORECASE,
)


def _dates_an_event(claim: Claim, view: View) -> bool:
    """Return whether something else is on record of the day claimed, which a sentence may mean.

    "Removed, according to a paper filed on May 11" gives the day of the paper.
    """
    if _ANOTHER_ACT.search(claim.quote.text) is None:
        return False
    claimed = stated(claim) or ""
    events = [event for one in view.latest(claim.subject) for event in one.events]
    return len(claimed) == _FULL and any(str(event.on.day) == claimed for event in events)


def _may_date_another(claim: Claim, view: View, own: Sequence[Found]) -> bool:
    """Return whether a date of the text's own day is likelier that of something else it tells.

    "X, which was blacklisted, said on Friday" gives the Friday of what X said.
    """
    when = claim.date
    if when is None or when.value is None or not when.inferred_from:
        return False
    fresh = abs(view.day - last_day(when.value)) <= _FRESH
    return fresh and all(view.day - one.record.begins > _PAST for one in own)


def _announced(found: Found, claimed: str) -> bool:
    return found.in_editions and found.listed is not None and lags(claimed, found.listed)


def _without_day(view: View, own: Sequence[Found], claimed: str) -> Weighed:
    seen = min(one.record.begins for one in own)
    words = _words(view, own)
    if seen <= last_day(claimed):
        return view.weighed(
            _CONFIRMED, f"{words} Whether it was on {claimed} the list does not say."
        )
    return view.unknown(f"{words} What it printed on {claimed} is not on file.")


def _elsewhere(
    claim: Claim, view: View, found: Sequence[Found], scope: Sequence[ListOnFile] | None
) -> Weighed:
    begun = [one for one in found if one.record.begins <= view.day]
    other = _words(view, begun)
    if scope is None:
        return view.unknown(f"No listing of it was on record on {view.day}.")
    short = view.lacking(scope)
    name = view.called(claim.subject)
    printed = [one for one in found if _within(scope, one) and one.listed is None]
    if printed and view.hindsight:
        return view.weighed(_CONFIRMED, f"{_words(view, printed)} Since when, it does not say.")
    if short is not None:
        told = f" What is on record: {other}" if begun else ""
        return view.unknown(f"{short[:1].upper()}{short[1:]}{told}")
    lists = " and ".join(dict.fromkeys(one.title for one in scope))
    alike = _alike(claim, view, scope)
    if alike or len(view.latest(claim.subject)) > 1:
        why = f" On it under a like name: {alike}." if alike else ""
        return view.unknown(f"Who “{name}” is, is not certain; not surely on {lists}.{why} {other}")
    says = f"On {view.day} {name} was not on {lists}, which is on file."
    later = [one for one in found if _within(scope, one)]
    if later:
        says = f"{says} It came onto it later: {_words(view, later)}"
    near = [one for one in begun if not stated(claim) or fits(stated(claim) or "", one.days)]
    if near and _same_list(claim, view, near):
        return view.weighed(
            _OVERSTATED, f"{says} Another authority listed it: {_words(view, near)}",
            _listed_on(near),
        )  # fmt: skip
    return view.weighed(_CONTRADICTED, f"{says} {other}", _listed_on(later))


def _alike(claim: Claim, view: View, scope: Sequence[ListOnFile]) -> str:
    """Return who stands on some lists under a name like that of the subject."""
    entity = view.issuer(claim.subject)
    if entity is None:
        return ""
    own = {each for subject in view.latest(claim.subject) for each in subject.referents}
    sources = {source for one in scope for source in one.sources}
    names = {entity.name, *entity.aliases}
    found = [id_ for id_ in view.record.alike(names) - own if id_.partition("-")[0] in sources]
    return ", ".join(sorted(found)[:_MOST_SHOWN])


def _same_list(claim: Claim, view: View, near: Sequence[Found]) -> bool:
    """Return whether the list named, or at least the country, is right; the authority is not."""
    if claim.list is None:
        places = {one.authority.partition("-")[0] for one in view.scope(claim) or ()}
        return any(one.record.designation.authority.partition("-")[0] in places for one in near)
    bare = view.scope(_without_agent(claim))
    return bare is None or any(_within(bare, one) for one in near)


def _without_agent(claim: Claim) -> Claim:
    return replace(claim, agent=None, fact=f"{claim.fact} ")


def _not_listed(
    claim: Claim, view: View, own: Sequence[Found], scope: Sequence[ListOnFile] | None
) -> Weighed:
    standing = [one for one in own if one.in_force(view.day)]
    if standing:
        return view.weighed(
            _CONTRADICTED,
            f"The text says that it was not listed. {_words(view, standing)}",
            _listed_on(standing),
        )
    short = view.lacking(scope) if scope else "it is not said which list is meant."
    if short is not None:
        return view.unknown(f"That somebody is not listed can be told only of a list: {short}")
    past = f" It was before: {_words(view, own)}" if own else ""
    name = view.called(claim.subject)
    return view.weighed(
        _CONFIRMED, f"On {view.day} {name} stood on no such list, as far as on file.{past}"
    )


def _intended(view: View, own: Sequence[Found]) -> Weighed:
    told = f" What is on record: {_words(view, own)}" if own else ""
    return view.unknown(f"The text speaks of what is planned or possible, not of an act.{told}")


def _delisted(claim: Claim, view: View, own: Sequence[Found], standing: Sequence[Found]) -> Weighed:
    ended = [one for one in own if one.record.ended is not None and not one.in_force(view.day)]
    over = [one for one in ended if _ended_kind(one) not in _WITHOUT_END] or ended
    vacated = _made(view, own, CourtOrder.VACATUR)
    claimed = stated(claim)
    days = [*(_end_day(one) for one in over), *(order.on.day for order in vacated)]
    if vacated and (claimed is None or fits(claimed, days) or not over):
        says = f"{vacated[0].says} {vacated[0].cite}. {_words(view, own)}"
        return _by_day(claim, view, says, days)
    if over and (not standing or _is_same_list(over, standing) is False):
        only_gone = all(_ended_kind(one) is EndKind.ABSENT for one in over)
        return _by_day(claim, view, _words(view, over), days, only_gone=only_gone)
    if not standing:
        return view.unknown(_words(view, own))
    return _still_on(claim, view, own, standing)


def _still_on(claim: Claim, view: View, own: Sequence[Found], standing: Sequence[Found]) -> Weighed:
    words = _words(view, standing)
    enjoined = _made(view, own, CourtOrder.INJUNCTION)
    if enjoined:
        says = f"{enjoined[-1].says} The listing itself stands. {words}"
        return view.weighed(_OVERSTATED, says)
    agreed = [
        event
        for event in view.events(claim.subject, "filing")
        if _AGREES.search(event.text) and event.on.day >= standing[0].record.begins
    ]
    if agreed:
        return view.weighed(
            _OVERSTATED, f"Only announced: {agreed[-1].on.day}: {agreed[-1].text} {words}"
        )
    lists = [one for one in LISTS if any(_within((one,), each) for each in standing)]
    short = view.lacking(lists)
    if short is not None:
        return view.unknown(f"{words} Whether it still was on {view.day} cannot be told: {short}")
    return view.weighed(_CONTRADICTED, f"On {view.day} it still stood on the list: {words}")


def _by_day(
    claim: Claim, view: View, says: str, days: Sequence[date], *, only_gone: bool = False
) -> Weighed:
    claimed = stated(claim)
    if (
        claimed is None
        or fits(claimed, days)
        or nearly(claim.date, days)
        or _dates_an_event(claim, view)
    ):
        return view.weighed(_CONFIRMED, says, days[-1] if days else None)
    if only_gone:
        return view.unknown(f"It is gone; on which day, the editions on file do not tell: {says}")
    return view.weighed(
        _CONTRADICTED, f"The record has another day than {claimed}: {says}", nearest(claimed, days)
    )


def _not_delisted(view: View, own: Sequence[Found], standing: Sequence[Found]) -> Weighed:
    if not standing:
        return view.weighed(_CONTRADICTED, f"It had been taken off: {_words(view, own)}")
    vacated = _made(view, own, CourtOrder.VACATUR)
    if vacated:
        return view.weighed(_CONTRADICTED, f"{vacated[0].says} {_words(view, own)}")
    return view.weighed(_CONFIRMED, f"On {view.day} it stood on the list: {_words(view, standing)}")


def _is_same_list(over: Sequence[Found], standing: Sequence[Found]) -> bool:
    return any(
        one.record.designation.program == other.record.designation.program
        for one in over
        for other in standing
    )


def _ended_kind(found: Found) -> EndKind | None:
    return None if found.record.ended is None else found.record.ended.kind


def _end_day(found: Found) -> date:
    ended = found.record.ended
    return found.record.begins if ended is None else ended.on.day


def _struck(view: View, own: Sequence[Found]) -> str:
    orders = [*_orders(view, own, CourtOrder.INJUNCTION), *_orders(view, own, CourtOrder.VACATUR)]
    return " ".join(f"Since then: {order.says}" for order in orders)


def _orders(view: View, own: Iterable[Found], kind: CourtOrder) -> list[Court]:
    entities = {one.record.entity_id for one in own}
    return [
        order
        for order in _all_orders()
        if order.entity in entities
        and order.kind is kind
        and (order.published or order.on).day <= view.known_day
    ]


def _made(view: View, own: Iterable[Found], kind: CourtOrder) -> list[Court]:
    """Return the orders made by the day of the view."""
    return [order for order in _orders(view, own, kind) if order.on.day <= view.day]


def _all_orders() -> dict[Court, None]:
    return {order: None for regime in load_regimes() for order in regime.courts}


def _listed_on(own: Sequence[Found]) -> date | None:
    days = [one.listed for one in own if one.listed is not None]
    return days[0] if days else None


def _words(view: View, own: Sequence[Found]) -> str:
    texts = dict.fromkeys(designation_words(one, view, citing=len(own) == 1) for one in own)
    return " ".join(texts)


def _short(view: View, scope: Sequence[ListOnFile] | None) -> str:
    short = view.lacking(scope) if scope else None
    return "" if short is None else f"{short[:1].upper()}{short[1:]}"
