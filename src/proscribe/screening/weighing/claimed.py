"""What a text claims, looked up by fact, by sentence and by whom it names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from proscribe.model.claim import Claim, Span

_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, kw_only=True)
class Claimed:
    """The claims of a text: a long one has thousands, and each is weighed beside others.

    Attributes:
        claims: All of them, in order.
        companies: Ids of the companies of the text whom the ledger knows.
    """

    claims: tuple[Claim, ...]
    companies: Collection[str]

    def of_fact(self, claim: Claim) -> Sequence[Claim]:
        """Return the claims that tell the same fact of the same subject, in order."""
        return self._by_fact.get((claim.fact, claim.subject), ())

    def in_sentence(self, quote: Span) -> Sequence[Claim]:
        """Return the claims that a sentence bears, in order."""
        return self._by_quote.get(quote, ())

    def naming(self, entity: str) -> Sequence[Claim]:
        """Return the claims with somebody as subject or object, in order."""
        return self._by_name.get(entity, ())

    def of(self, entity: str) -> Sequence[Claim]:
        """Return the claims about somebody, in order."""
        return self._by_subject.get(entity, ())

    def called(self, id_: str | None) -> Claim | None:
        """Return the claim of an id."""
        return None if id_ is None else self._by_id.get(id_)

    def company_before(self, start: int) -> str | None:
        """Return the company that was last spoken of at a place of the text, or before it."""
        starts, claims = self._of_companies
        until = bisect_right(starts, start)
        return None if until == 0 else claims[bisect_left(starts, starts[until - 1])].subject

    @cached_property
    def _by_fact(self) -> Mapping[tuple[str, str], Sequence[Claim]]:
        return _grouped(((one.fact, one.subject), one) for one in self.claims)

    @cached_property
    def _by_quote(self) -> Mapping[Span, Sequence[Claim]]:
        return _grouped((one.quote, one) for one in self.claims)

    @cached_property
    def _by_name(self) -> Mapping[str, Sequence[Claim]]:
        return _grouped(
            (name, one)
            for one in self.claims
            for name in dict.fromkeys((one.subject, one.object))
            if name is not None
        )

    @cached_property
    def _by_subject(self) -> Mapping[str, Sequence[Claim]]:
        return _grouped((one.subject, one) for one in self.claims)

    @cached_property
    def _by_id(self) -> Mapping[str, Claim]:
        return {one.id: one for one in reversed(self.claims)}

    @cached_property
    def _of_companies(self) -> tuple[Sequence[int], Sequence[Claim]]:
        found = [one for one in self.claims if one.subject in self.companies]
        found.sort(key=lambda one: one.quote.start)
        return [one.quote.start for one in found], found


def _grouped(pairs: Iterable[tuple[_Key, Claim]]) -> Mapping[_Key, Sequence[Claim]]:
    found: defaultdict[_Key, list[Claim]] = defaultdict(list)
    for key, claim in pairs:
        found[key].append(claim)
    return found
