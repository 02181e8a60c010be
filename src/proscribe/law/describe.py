"""The reference page of the regimes, written from their files."""

from __future__ import annotations

from dataclasses import fields
from datetime import time
from typing import TYPE_CHECKING

from proscribe.law.regime import CourtOrder, Effect, OwnershipMode, RegimeKind
from proscribe.model.time import format_instant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from proscribe.law.regime import (
        Court,
        FundRule,
        Klass,
        Licence,
        OwnershipRule,
        Permit,
        Point,
        Regime,
        Rule,
        Text,
        Window,
    )
    from proscribe.law.when import Span, When
    from proscribe.model.time import Moment

_OPENING = """\
# Regimes

What each regime forbids, to whom, from when and by which text. The page is written from the files
in `src/proscribe/law/regimes`, which the answers are computed from; `make golden` writes it anew.
The words for verdicts, grounds and acts stand in [verdicts](verdicts.md).

A day without an hour counts from its start for a restriction and from its end for a permission.
Days are calendar days; none is rolled for a weekend or a holiday. A text counts only for questions
that may know it: its publication decides, not its place in a gazette.
"""
_KINDS = {
    RegimeKind.LISTED: "those named on a list",
    RegimeKind.TERRITORIAL: "issuers by their place, without a list",
    RegimeKind.NO_INVESTMENT_BAN: "those named on a list, without any ban on investing",
}
_WORDS = {
    "issued_from_listing_plus": "issued from the issuer's own listing day plus {} days",
    "listed_since": "issuer listed since {}",
    "tenor_over": "more than {} days from issue to maturity",
    "counterparty": "the other side is a {}",
    "removed_from": "once named under {} and no longer",
    "publicly_traded": "publicly traded: {}",
    "primary_market": "part of the issue itself",
    "resemblance": "not listed, but of a name close to a listed one",
    "for_non_us_employer": "in the ordinary course for an employer that is no US person",
    "for_non_us_parties": "between parties none of whom is a US person",
    "for_us_exchange": "as a securities exchange operated by a US person",
    "located_in": "issuer in {}",
    "named": "issuer of one of the names {}",
    "group": "list group {}",
    "group_beyond": "a list group other than {}",
    "instruments": "{}",
    "investors": "{}",
    "acts": "{}",
}


def describe_regimes(regimes: Iterable[Regime]) -> str:
    """Return the page on all regimes, as Markdown."""
    parts = [_OPENING, *("\n".join(_regime(regime)) for regime in regimes)]
    return "\n".join(parts)


def _regime(regime: Regime) -> Iterator[str]:
    yield f"## {regime.key}"
    yield ""
    yield f"**{regime.title}.** {regime.summary.strip()}"
    yield ""
    yield f"- Reaches {_KINDS[regime.kind]}."
    yield f"- Binds {_whom(regime)}."
    if regime.lists:
        lists = ", ".join(f"`{one.authority}/{one.program}`" for one in regime.lists)
        yield f"- Looks at designations under {lists}."
    if regime.sources:
        complete = ", ".join(f"`{key}`" for key in regime.sources)
        yield f"- That someone is not named can be said only with {complete} complete and on file."
    if regime.territory:
        yield f"- Reaches issuers in {', '.join(regime.territory)}."
    if regime.aliases:
        yield f"- Also called {', '.join(regime.aliases)}."
    yield f"- Moments are read in {regime.zone}."
    yield f"- Compared with its texts through {regime.checked_through}."
    yield ""
    for title, lines in _sections(regime):
        if lines:
            yield f"### {regime.key}: {title}"
            yield ""
            yield from lines
            yield ""


def _sections(regime: Regime) -> Iterator[tuple[str, list[str]]]:
    yield "texts", _table(_TEXT_HEAD, [_text(regime, one) for one in regime.instruments.values()])
    yield "classes", [f"- `{one.key}`: listed {_class_bounds(one)}" for one in regime.classes]
    yield "rules", _table(_RULE_HEAD, [_rule(regime, rule) for rule in regime.rules])
    yield "trades to divest", [_window(regime, window) for window in regime.windows]
    yield "left free", [_permit(regime, permit) for permit in regime.permits]
    yield "licences", [_licence(regime, licence) for licence in regime.licences]
    yield "not reached", [_permit(regime, permit) for permit in regime.exempt]
    yield (
        "readings",
        [f"- {_title(regime, one.text)}: {one.says} (`{one.reason}`)" for one in regime.glosses],
    )
    yield "owners", [_ownership(regime, rule) for rule in regime.ownership]
    yield "funds", [_fund(regime, rule) for rule in regime.funds]
    yield "courts", [_court(regime, court) for court in regime.courts]
    yield "before and after", [*_neighbours(regime)]
    yield "limits", [f"- After {one.after}: {one.says}" for one in regime.caveats]


_TEXT_HEAD = ("text", "public", "in force", "citation", "note")
_RULE_HEAD = ("clause", "acts", "for", "from", "ground", "what it says")


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    if not rows:
        return []
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    return [*lines, *(f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows)]


def _whom(regime: Regime) -> str:
    whom = ", ".join(f"`{one}`" for one in regime.binds.investors)
    if not regime.binds.territory:
        return whom
    return f"{whom}, and anyone in {', '.join(regime.binds.territory)}"


def _text(regime: Regime, text: Text) -> tuple[str, ...]:
    in_force = "at once" if text.in_force is None else _moment(regime, text.in_force)
    return (text.title, _moment(regime, text.published), in_force, text.cite, text.note)


def _moment(regime: Regime, moment: Moment) -> str:
    if moment.instant is None:
        return str(moment.day)
    return format_instant(moment.instant, regime.zone)


def _class_bounds(klass: Klass) -> str:
    if klass.listed_through is not None:
        return f"through {klass.listed_through}"
    return f"after {klass.listed_after}"


def _rule(regime: Regime, rule: Rule) -> tuple[str, ...]:
    terms = [*_classed(rule.klass), *_conditions(rule.when)]
    if rule.directives is not None:
        terms.insert(0, f"directive {' or '.join(rule.directives)}")
    if rule.unlisted:
        terms.append("though no list names them")
    span = _point(regime, rule.start) or "with its text"
    if rule.until is not None:
        span += f" until {_point(regime, rule.until)}"
    if rule.repealed_by is not None:
        span += f", until {_title(regime, rule.repealed_by)}"
    ground = "REVIEW" if rule.effect is Effect.REVIEW else f"`{rule.reason}`"
    clause = f"{_title(regime, rule.text)} {rule.clause}".strip()
    return (clause, _acts(rule.acts), "; ".join(terms) or "all", span, ground, rule.says)


def _window(regime: Regime, window: Window) -> str:
    held = ""
    if window.held_at is not None:
        held = f", of what was held at {_point(regime, window.held_at)}"
    whom = f" ({', '.join(_classed(window.klass))})" if window.klass is not None else ""
    clause = f"{_title(regime, window.text)} {window.clause}".strip()
    until = _point(regime, window.until)
    return f"- {clause}{whom}: {_acts(window.acts)} solely to divest, before {until}{held}."


def _permit(regime: Regime, permit: Permit) -> str:
    terms = "; ".join(_conditions(permit.when))
    if permit.directives is not None:
        terms = "; ".join(
            part for part in (f"directive {' or '.join(permit.directives)}", terms) if part
        )
    terms = f", {terms}" if terms else ""
    clause = f"{_title(regime, permit.text)} {permit.clause}".strip()
    return f"- {clause}: {_acts(permit.acts)}{terms}. {permit.says} (`{permit.reason}`)"


def _licence(regime: Regime, licence: Licence) -> str:
    terms = "; ".join([*_classed(licence.klass), *_conditions(licence.when)]) or "all"
    until = _point(regime, licence.until)
    text = regime.instruments[licence.text]
    public = _moment(regime, text.published)
    return f"- {text.title}, public {public}: {terms}; until {until} (`{licence.reason}`)."


def _ownership(regime: Regime, rule: OwnershipRule) -> str:
    head = _head(regime, rule.text)
    if rule.mode is OwnershipMode.NONE:
        return f"{head} no owner counts; who is not named is not covered."
    share = f"{'more than' if rule.strict else 'at least'} {float(rule.threshold):.0%}"
    who = "one owner" if rule.mode is OwnershipMode.SINGLE else "all named owners together"
    more = " Whether several add up is open (REVIEW)." if rule.adding_open else ""
    return f"{head} {share} held by {who}, directly or through what they own so.{more}"


def _fund(regime: Regime, rule: FundRule) -> str:
    head = _head(regime, rule.text)
    if rule.at_least is None:
        return f"{head} any part held in a named issuer bars the shares of a fund."
    more = ""
    if rule.unsure_from is not None:
        more = f"; from {float(rule.unsure_from):.0%} on a person decides (REVIEW)"
    return f"{head} shares of a fund are barred from {float(rule.at_least):.0%} by value{more}."


def _court(regime: Regime, court: Court) -> str:
    kind = "injunction" if court.kind is CourtOrder.INJUNCTION else "vacatur"
    which = "" if court.listed_on is None else f", listing of {court.listed_on}"
    ended = "" if court.until is None else f" It ended on {_moment(regime, court.until)}."
    return f"- {_moment(regime, court.on)}, {kind}{which}: {court.says}{ended} {court.cite}."


def _neighbours(regime: Regime) -> Iterator[str]:
    if regime.predecessor is not None:
        earlier = regime.predecessor
        yield f"- {_title(regime, earlier.text)} put it in place of {earlier.regime}."
    if regime.succession is not None:
        later = regime.succession
        yield f"- {_title(regime, later.text)} ended it; {later.successor} followed."
    if regime.resemblance is not None:
        text = _title(regime, regime.resemblance)
        yield f"- {text} reaches names that closely match a named one."


def _head(regime: Regime, key: str) -> str:
    text = regime.instruments[key]
    return f"- {text.title}, from {_moment(regime, text.published)}:"


def _title(regime: Regime, key: str) -> str:
    return regime.instruments[key].title


def _classed(klass: str | None) -> list[str]:
    return [] if klass is None else [f"class `{klass}`"]


def _acts(acts: Iterable[str]) -> str:
    return ", ".join(f"`{act}`" for act in acts)


def _point(regime: Regime, point: Point | None) -> str:
    if point is None:
        return ""
    if point.text is not None:
        return _title(regime, point.text)
    day = str(point.fixed) if point.fixed is not None else f"listing + {point.days} days"
    if point.after is not None and point.days == 0 and point.at == time(0, 0):
        return "the listing day"
    zone = regime.zone if point.zone is None else point.zone
    also = f" (or {', '.join(point.also)}: REVIEW between)" if point.also else ""
    return f"{day}, {point.at:%H:%M} {zone}{also}"


def _conditions(when: When) -> Iterator[str]:
    for field in fields(when):
        value = getattr(when, field.name)
        if value is None:
            continue
        if field.name == "issued":
            yield _issued(value)
        elif field.name in _WORDS:
            yield _WORDS[field.name].format(_value(value))


def _issued(span: Span) -> str:
    bounds = (("from", span.since), ("after", span.after), ("before", span.before))
    parts = [f"{word} {day}" for word, day in (*bounds, ("through", span.through)) if day]
    return f"issued {' and '.join(parts)}"


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(_spoken(str(one)) or "none stated" for one in value)
    return _spoken(str(value))


def _spoken(word: str) -> str:
    return str(word).replace("_", " ")
