"""Entities of a model's answer: only those that the text names, found there again by us.

Where our own reading of the text knows the name, ours counts: its id, kind and ledger ids.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from proscribe.model.claim import ARTICLE, EntityKind, Mention, Span, TextEntity

MOST_ENTITIES = 500
_MOST_NAMES, _MOST_MENTIONS = 20, 500
_LONGEST_NAME, _LEAST_NAME, _LONGEST_ID = 200, 2, 200
_FIELDS = frozenset({"id", "kind", "name", "aliases", "accept", "also_accept", "country", "refs",
                     "mentions"})  # fmt: skip
_KINDS = {
    **{str(kind): kind for kind in EntityKind if kind is not EntityKind.ARTICLE},
    "newspaper": EntityKind.MEDIA,
    "agency": EntityKind.AUTHORITY,
    "government": EntityKind.AUTHORITY,
    "exchange": EntityKind.VENUE,
}
_BODIES = frozenset(
    {EntityKind.COMPANY, EntityKind.AUTHORITY, EntityKind.MEDIA, EntityKind.VENUE, EntityKind.COURT}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Whom an answer may speak of.

    Attributes:
        entities: Those the text names, by id.
        ids: By what the answer calls them, their ids; the article is among them.
    """

    entities: Mapping[str, TextEntity]
    ids: Mapping[str, str]

    def find(self, held: object) -> str | None:
        """Return the id of whom an answer means; None where that is nobody it may speak of."""
        return self.ids.get(held) if isinstance(held, str) else None


def name_entities(
    held: object, text: str, own: Sequence[TextEntity], dropped: Counter[str]
) -> Named:
    """Return the entities of an answer that the text names.

    Args:
        held: The list of entities in the answer, whatever it is.
        text: The text.
        own: Whom our own reading found in it.
        dropped: Counts what was not taken, by why.
    """
    known = _by_name(own)
    taken = {one.id for one in own}
    entities: dict[str, TextEntity] = {}
    ids = {ARTICLE: ARTICLE}
    for number, one in enumerate(listed(held, MOST_ENTITIES, "entities", dropped), start=1):
        if not isinstance(one, dict):
            dropped["entities that are none"] += 1
            continue
        called = one.get("id")
        if not isinstance(called, str) or not 0 < len(called) <= _LONGEST_ID or called in ids:
            dropped["entities without an id of their own"] += called != ARTICLE
            continue
        dropped["fields of entities that were not asked for"] += len(one.keys() - _FIELDS)
        names = [name for name in _names(one) if next(_places(text, name), None) is not None]
        if not names:
            dropped["entities whose name does not stand in the text"] += 1
            continue
        entity = _entity(names, _kind(one, dropped), known, _free(f"m{number:02d}", taken))
        merged = entities.get(entity.id, entity)
        entities[entity.id] = replace(
            merged, aliases=tuple(dict.fromkeys((*merged.aliases, *entity.aliases)))
        )
        ids[called] = entity.id
        ids.setdefault(entity.name, entity.id)
    return Named(entities=_mentioned(entities, text), ids=ids)


def listed(held: object, most: int, what: str, dropped: Counter[str]) -> Iterator[object]:
    """Yield what stands in a list of an answer, up to a bound; nothing where it is no list."""
    items: list[object] = held if isinstance(held, list) else []
    dropped[f"{what} beyond the first {most:,}"] += max(0, len(items) - most)
    yield from items[:most]


def _names(held: Mapping[str, object]) -> Iterator[str]:
    several = [held.get(field) for field in ("aliases", "accept")]
    others = [one for part in several if isinstance(part, list) for one in part[:_MOST_NAMES]]
    for name in dict.fromkeys(one for one in (held.get("name"), *others) if isinstance(one, str)):
        if _LEAST_NAME <= len(name.strip()) <= _LONGEST_NAME:
            yield name.strip()


def _kind(held: Mapping[str, object], dropped: Counter[str]) -> EntityKind:
    kind = held.get("kind")
    found = _KINDS.get(kind) if isinstance(kind, str) else None
    if found is None:
        dropped["kinds of entities that are none of ours"] += 1
        return EntityKind.OTHER
    return found


def _entity(
    names: Sequence[str], kind: EntityKind, known: Mapping[str, list[TextEntity]], new_id: str
) -> TextEntity:
    for name in names:
        for one in known.get(_plain(name), ()):
            if _agree(one.kind, kind):
                added = (other for other in map(_one_spaced, names) if other != one.name)
                return replace(one, aliases=tuple(dict.fromkeys((*one.aliases, *added))))
    first, *others = dict.fromkeys(map(_one_spaced, names))
    return TextEntity(id=new_id, kind=kind, name=first, aliases=tuple(others))


def _agree(ours: EntityKind, theirs: EntityKind) -> bool:
    """Bodies are easily taken for each other; a company and its share are not the same."""
    return ours is theirs or EntityKind.OTHER in (ours, theirs) or {ours, theirs} <= _BODIES


def _by_name(own: Iterable[TextEntity]) -> dict[str, list[TextEntity]]:
    found: dict[str, list[TextEntity]] = {}
    for one in own:
        if one.kind is not EntityKind.ARTICLE:
            said = (mention.span.text for mention in one.mentions if not mention.coref)
            for name in {_plain(name) for name in (one.name, *one.aliases, *said)}:
                found.setdefault(name, []).append(one)
    return found


def _free(wanted: str, taken: set[str]) -> str:
    while wanted in taken:
        wanted += "m"
    taken.add(wanted)
    return wanted


def _mentioned(entities: Mapping[str, TextEntity], text: str) -> dict[str, TextEntity]:
    """Return them with where the text speaks of them; the longer of two names that overlap."""
    found: list[tuple[int, int, str, bool]] = []
    for one in entities.values():
        found += ((m.span.start, -m.span.end, one.id, m.coref) for m in one.mentions)
        for name in (one.name, *one.aliases):
            found += ((start, -end, one.id, False) for start, end in _places(text, name))
    mentions: dict[str, list[Mention]] = {key: [] for key in entities}
    at = 0
    for start, end, key, coref in sorted(set(found)):
        if start >= at and len(mentions[key]) < _MOST_MENTIONS:
            at = -end
            span = Span(text=text[start:at], start=start, end=at)
            mentions[key].append(Mention(span=span, coref=coref))
    return {key: replace(one, mentions=tuple(mentions[key])) for key, one in entities.items()}


def _places(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Yield where a name stands on its own: not ``Arm`` in ``Army``."""
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        if not (_joins(text, start) or _joins(text, end)):
            yield start, end
        start = text.find(name, end)


def _joins(text: str, at: int) -> bool:
    """Return whether a word of letters that are set apart runs on across a place."""
    return 0 < at < len(text) and all(_is_spaced(one) for one in text[at - 1 : at + 1])


def _is_spaced(sign: str) -> bool:
    return sign.isalnum() and (sign.isdecimal() or sign.upper() != sign.lower())


def _one_spaced(name: str) -> str:
    return " ".join(name.split())


def _plain(name: str) -> str:
    return _one_spaced(name).casefold().removeprefix("the ")
