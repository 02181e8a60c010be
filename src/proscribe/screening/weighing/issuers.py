"""Whose securities a text speaks of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from proscribe.model.claim import Claim, EntityKind, TextEntity
from proscribe.screening.weighing.claimed import Claimed

_PEOPLE = (
    EntityKind.COMPANY,
    EntityKind.PERSON,
    EntityKind.VESSEL,
    EntityKind.GROUP,
    EntityKind.OTHER,
)


@dataclass(frozen=True, kw_only=True)
class Issuers:
    """The issuers of the securities of one text.

    Attributes:
        entities: Who the text speaks of, by id.
        claims: Everything it claims.
    """

    entities: Mapping[str, TextEntity]
    claims: tuple[Claim, ...]

    @cached_property
    def claimed(self) -> Claimed:
        """The claims of the text, looked up by what they tell."""
        known = (
            id_
            for id_, entity in self.entities.items()
            if entity.kind is EntityKind.COMPANY and entity.ledger_ids
        )
        return Claimed(claims=self.claims, companies=frozenset(known))

    def of(self, id_: str) -> TextEntity | None:
        """Return whom a claim is about: of a security its issuer, where the text tells."""
        entity = self.entities.get(id_)
        if entity is None or entity.kind is not EntityKind.SECURITY or entity.ledger_ids:
            return entity
        if id_ not in self._found:
            self._found[id_] = self._issuer_of(id_, entity)
        return self._found[id_]

    @cached_property
    def _found(self) -> dict[str, TextEntity]:
        return {}

    def _issuer_of(self, id_: str, entity: TextEntity) -> TextEntity:
        for other in self.entities.values():
            names = (other.name, *other.aliases)
            if other.kind in _PEOPLE and any(_within(name, entity) for name in names):
                return other
        return self._by_claims(id_) or self._before(id_) or entity

    def _by_claims(self, id_: str) -> TextEntity | None:
        subjects = {one.subject for one in self.claimed.naming(id_)} - {id_}
        named = [self.entities[one] for one in subjects if one in self.entities]
        companies = [one for one in named if one.kind is EntityKind.COMPANY]
        return companies[0] if len(companies) == 1 else None

    def _before(self, id_: str) -> TextEntity | None:
        """Return the company last spoken of before what is said of a security."""
        starts = [one.quote.start for one in self.claimed.naming(id_)]
        last = self.claimed.company_before(min(starts)) if starts else None
        return None if last is None else self.entities[last]


def _within(name: str, entity: TextEntity) -> bool:
    texts = (entity.name, *entity.aliases)
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for text in texts)
