"""Claims of what exchanges and makers of indices did, and where a security trades."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from proscribe.model.claim import Claim, Modality, RecordStanding, Weighed
from proscribe.model.listing import Event, SecurityLine, SecurityType
from proscribe.screening.weighing.actors import actor_key
from proscribe.screening.weighing.fitting import fits, nearly, stated
from proscribe.screening.weighing.view import View
from proscribe.screening.weighing.words import event_words

_CONFIRMED = RecordStanding.CONFIRMED
_CONTRADICTED = RecordStanding.CONTRADICTED
_OVERSTATED = RecordStanding.OVERSTATED
_EXCHANGE, _INDEX = "exchange", "index"
_REMOVES = re.compile(r"\bdelist|\bstop|\bsuspend|\bhalt|\bremov|\bdelet|\bdrop", re.IGNORECASE)
_STOPS = re.compile(r"\bstop|\bsuspend|\bhalt", re.IGNORECASE)
_WITHDRAWS = re.compile(r"\bwithdraw", re.IGNORECASE)
_ISO = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_VENUES = {
    "otc": (re.compile(r"over the counter|\bOTC\b|pink", re.IGNORECASE), ()),
    "nasdaq": (re.compile(r"nasdaq", re.IGNORECASE), ()),
    "nyse": (re.compile(r"new york stock exchange|nyse", re.IGNORECASE), ()),
    "hkex": (re.compile(r"hong kong", re.IGNORECASE), (".HK", " HK")),
    "sse": (re.compile(r"shanghai", re.IGNORECASE), (".SS", ".SH")),
    "szse": (re.compile(r"shenzhen", re.IGNORECASE), (".SZ",)),
    "lse": (re.compile(r"london stock exchange", re.IGNORECASE), (".L", " LN")),
    "moex": (re.compile(r"moscow", re.IGNORECASE), (".ME", " RM")),
}
_MAKERS = {
    "nyse": re.compile(r"NYSE|New York Stock Exchange"),
    "nasdaq": re.compile(r"Nasdaq", re.IGNORECASE),
    "msci": re.compile(r"MSCI"),
    "ftse": re.compile(r"FTSE"),
    "spdji": re.compile(r"S&P"),
}


def weigh_exchange_removed(claim: Claim, view: View) -> Weighed:
    """Return how the record stands to an exchange that takes a security off."""
    return _weigh_act(claim, view, _EXCHANGE, _REMOVES)


def weigh_trading_halt(claim: Claim, view: View) -> Weighed:
    """Return how the record stands to a halt of trading."""
    return _weigh_act(claim, view, _EXCHANGE, _STOPS)


def weigh_index_removed(claim: Claim, view: View) -> Weighed:
    """Return how the record stands to an index that drops a security."""
    return _weigh_act(claim, view, _INDEX, _REMOVES)


def weigh_traded_on(claim: Claim, view: View) -> Weighed:
    """Return how the record stands to where a security is said to trade."""
    if not view.latest(claim.subject):
        return view.nobody(claim)
    key = actor_key(view.entity(claim.object) or view.entity(claim.agent))
    lines = [line for one in view.latest(claim.subject) for line in one.securities]
    told = "; ".join(dict.fromkeys(_line(line) for line in lines if line.ticker))
    if key not in _VENUES:
        return view.unknown(f"Which market is meant is not known. Lines on record: {told}")
    found = [line for line in lines if _trades(line, key) and _alive(line, view.day)]
    over = [line for line in lines if _trades(line, key) and not _alive(line, view.day)]
    if found and not claim.negated:
        return view.weighed(_CONFIRMED, f"{'; '.join(_line(one) for one in found)}")
    if over and not found and not claim.negated:
        return view.weighed(_CONTRADICTED, "; ".join(_line(one) for one in over))
    return view.unknown(f"No line on record says so. Lines on record: {told or 'none'}.")


def _weigh_act(claim: Claim, view: View, kind: str, does: re.Pattern[str]) -> Weighed:
    if not view.latest(claim.subject):
        return view.nobody(claim)
    acts = [one for one in view.events(claim.subject, kind) if _made_by(claim, view, one)]
    if not acts:
        what = "index" if kind == _INDEX else "exchange"
        return view.unknown(f"No act of such an {what} is on record for it.")
    begun = [one for one in acts if does.search(one.text) and not _WITHDRAWS.search(one.text)]
    last = max(acts, key=lambda one: (one.published.day, one.on.day))
    withdrawn = _WITHDRAWS.search(last.text) is not None
    words = _told(acts)
    if claim.negated:
        standing = _CONFIRMED if withdrawn or not begun else _CONTRADICTED
        return view.weighed(standing, words)
    if not begun:
        return view.unknown(f"No such act is on record. {words}")
    return _dated(claim, view, begun, withdrawn=withdrawn)


def _dated(claim: Claim, view: View, begun: Sequence[Event], *, withdrawn: bool) -> Weighed:
    claimed, words = stated(claim), _told(begun)
    days = [day for one in begun for day in _days(one)]
    fitting = claimed is None or fits(claimed, days) or nearly(claim.date, days)
    if withdrawn and claim.modality not in (Modality.PLANNED, Modality.POSSIBLE):
        return view.weighed(_OVERSTATED, f"It was announced and withdrawn again: {words}")
    if fitting:
        since = " It was withdrawn afterwards." if withdrawn else ""
        return view.weighed(_CONFIRMED, f"{words}{since}")
    return view.unknown(f"No such act of {claimed} is on record. {words}")


def _days(event: Event) -> Iterable[date]:
    yield event.on.day
    yield event.published.day
    for found in _ISO.findall(event.text):
        yield date.fromisoformat(found)


def _made_by(claim: Claim, view: View, event: Event) -> bool:
    keys = (actor_key(view.entity(claim.agent)), actor_key(view.entity(claim.object)))
    wanted = [_MAKERS[key] for key in keys if key in _MAKERS]
    text = f"{event.said_by or ''} {event.text}"
    return not wanted or any(one.search(text) for one in wanted)


def _trades(line: SecurityLine, key: str) -> bool:
    name, endings = _VENUES[key]
    if line.name is not None and name.search(line.name):
        return True
    return line.ticker is not None and line.ticker.endswith(endings or ("\0",))


def _alive(line: SecurityLine, day: date) -> bool:
    begun = line.since is None or line.since <= day
    return begun and (line.until is None or line.until > day)


def _line(line: SecurityLine) -> str:
    kind = "ADR" if line.type is SecurityType.ADR else line.type.value
    ratio = f", {line.ratio}" if line.ratio else ""
    return f"{line.ticker or line.isin} ({line.name or kind}{ratio})"


def _told(events: Iterable[Event]) -> str:
    return " ".join(f"{event_words(one)}." for one in events).replace("..", ".")
