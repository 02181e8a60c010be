"""Whom the numbers of a search lead to, by every source on file, as those of ``/match`` do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proscribe.screening.candidates import Wanted
from proscribe.workspace.answers import wanted_of
from proscribe.workspace.service.numbers import KINDS, securities_of

if TYPE_CHECKING:
    from proscribe.workspace.service.asking import Terms
    from proscribe.workspace.service.moments import MomentDesk
    from proscribe.workspace.service.numbers import Key
    from proscribe.workspace.service.standing import Standing


_LONGEST = 200


class Leads:
    """Follows numbers to subjects, as known at one moment.

    Args:
        standing: What is answered from.
        moments: Looks into the ledger.
        terms: The moment.
    """

    def __init__(self, standing: Standing, moments: MomentDesk, terms: Terms) -> None:
        self._standing = standing
        self._moments = moments
        self._terms = terms

    def of_text(self, text: str) -> frozenset[str]:
        """Return the ids of the subjects that a text leads to as the number that it is.

        Raises:
            InputError: A moment cannot be read.
            StoreError: The ledger cannot be read.
        """
        is_one = text.strip() and len(text) <= _LONGEST
        return self._led_to(wanted_of(text).keys) if is_one else frozenset()

    def of_property(self, prop: str, value: str) -> frozenset[str]:
        """Return the ids of the subjects that a value of a property of securities leads to.

        Raises:
            InputError: The value holds too many numbers, or a moment cannot be read.
            StoreError: The ledger cannot be read.
        """
        keys, _ = securities_of({prop: (value,)})
        return self._led_to(tuple(key for key in keys if key[0] == KINDS[prop]))

    def _led_to(self, keys: tuple[Key, ...]) -> frozenset[str]:
        if not keys:
            return frozenset()
        day = self._moments.moment(self._terms.as_of).day
        wanted = Wanted(keys=keys, people=True, exact=True, day=day)
        (found,) = self._moments.resolve(self._standing, [wanted], self._terms)
        ids = {one.subject.id for one in found.candidates}
        if self._terms.is_now:
            return frozenset(one.id for one in self._standing.bearers(ids).values())
        return frozenset(ids)
