"""Programme tags, directives and their dates, brought together as designations.

Where the list prints directives of an order, each directive is a designation of
its own under that order's programme; a programme without directives is one
designation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from proscribe.model.listing import Designation
from proscribe.sources.us.ofac.dates import full_day
from proscribe.sources.us.ofac.labels import DAY_LABEL, DIRECTIVE_LABEL
from proscribe.sources.us.ofac.legal_basis import basis_by_program
from proscribe.sources.us.ofac.list_days import program_days
from proscribe.sources.us.ofac.measures import measures_of, menus_of
from proscribe.sources.us.ofac.programs import BLOCKING, canonical, of_order
from proscribe.sources.us.ofac.record import Fact, Record

_SUBJECT_TO = re.compile(r"Subject to Directive (\d+[A-Za-z]?)\b")
_ORDER_SCOPE = re.compile(r"EO (\d{5})(?: Directive (\d+[A-Za-z]?))?\Z")
_LIST_SCOPES = {"CCMC": "CCMC-EO13959", "CMIC": "CMIC-EO13959"}
_FIELDS = {
    "Listing": "listed_on",
    "Effective": "effective_on",
    "Divestment": "divest_on",
    "Purchase/Sales For Divestment": "divest_on",
}

Scope = tuple[str, str | None]


@dataclass(slots=True)
class Terms:
    """What a record prints of its designations.

    Attributes:
        programs: Programme tags, canonical.
        dates: Printed dates, by programme and directive.
        directives: Programme and directive, where a directive is named.
    """

    programs: list[str]
    dates: dict[Scope, dict[str, date]] = field(default_factory=dict)
    directives: set[Scope] = field(default_factory=set)

    def read_directive(self, fact: Fact) -> bool:
        """Take in ``Subject to Directive 1``; False where it names no directive of a programme."""
        label, value = DIRECTIVE_LABEL.fullmatch(fact.label), _SUBJECT_TO.match(fact.value)
        program = None if label is None else of_order(label.group(1), self.programs)
        if value is None or program is None:
            return False
        self.directives.add((program, value.group(1).upper()))
        return True

    def read_day(self, fact: Fact) -> bool:
        """Take in a printed date; False where it is no whole day or of no programme here."""
        label = DAY_LABEL.fullmatch(fact.label)
        day = full_day(fact.value.removesuffix("."))
        scope = None if label is None else self._scope(label.group(2))
        if label is None or day is None or scope is None:
            return False
        if scope[1] is not None:
            self.directives.add(scope)
        self.dates.setdefault(scope, {})[_FIELDS[label.group(1)]] = day
        return True

    def _scope(self, text: str) -> Scope | None:
        program = _LIST_SCOPES.get(text)
        if program is not None:
            return (program, None) if program in self.programs else None
        match = _ORDER_SCOPE.match(text)
        if match is None:
            return None
        order, directive = match.groups()
        program = of_order(order, self.programs)
        return None if program is None else (program, directive and directive.upper())

    def is_also_blocked(self) -> bool:
        """Tell whether a tag of the SDN list stands here for itself, without a directive."""
        return any(program in BLOCKING for program in self._plain())

    def is_restricted_otherwise(self) -> bool:
        """Tell whether a directive, or a tag of a list that blocks nothing, stands here."""
        return bool(self.directives) or any(each not in BLOCKING for each in self.programs)

    def scopes(self, *, blocking: bool) -> list[Scope]:
        """Return the designations, sorted.

        Args:
            blocking: The list blocks, so that one programme at least stands for itself
                even where all of them have directives.
        """
        plain = self._plain() or (self.programs if blocking else [])
        return sorted(
            {*self.directives, *((program, None) for program in plain)},
            key=lambda scope: (scope[0], scope[1] or ""),
        )

    def _plain(self) -> list[str]:
        divided = {program for program, _ in self.directives}
        return [program for program in self.programs if program not in divided]


def terms_of(record: Record) -> Terms:
    """Return the terms of a record before its facts are read."""
    return Terms(list(dict.fromkeys(canonical(tag) for tag in record.programs)))


def build_designations(
    record: Record, terms: Terms, *, authority: str, blocking: bool
) -> tuple[Designation, ...]:
    """Return one designation for each programme, or for each directive of it."""
    days = program_days(record.list_days, terms.programs)
    scopes = terms.scopes(blocking=blocking)
    chosen = menus_of(record, terms.programs)
    basis = basis_by_program(record.acts, terms.programs)
    on_both = terms.is_restricted_otherwise()
    built: list[Designation] = []
    for program, directive in scopes:
        dates = terms.dates.get((program, directive), {})
        blocked = blocking or (on_both and program in BLOCKING)
        built.append(
            Designation(
                authority=authority,
                program=program,
                authority_id=record.uid,
                listed_on=dates.get("listed_on", _entry_day(days, scopes, program)),
                effective_on=dates.get("effective_on"),
                divest_on=dates.get("divest_on"),
                directive=directive,
                measures=measures_of(program, directive, chosen, blocked=blocked),
                legal_basis=basis.get(program, ()),
            )
        )
    return tuple(built)


def _entry_day(days: dict[str, str], scopes: list[Scope], program: str) -> date | None:
    """Return the day of the list entry; of several directives it would be a guess which."""
    same = [scope for scope in scopes if scope[0] == program]
    return date.fromisoformat(days[program]) if program in days and len(same) == 1 else None
