"""Names of a text joined to those who bear them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from proscribe.claims.gazetteer import Found
from proscribe.claims.names import Name
from proscribe.claims.openings import acts_as_a_name
from proscribe.model.claim import EntityKind, Mention, Span, TextEntity

_LEGAL = re.compile(
    r"(?:[\s,]+(?:Corp|Corporation|Inc|Incorporated|Ltd|Limited|Co|Company|PLC|plc|LLC|AG|SA|SE|NV|"
    r"Group|Holdings?|JSC|PJSC|OJSC|Technology|Technologies)\.?)+\Z"
)
_LEGAL_NEXT = re.compile(_LEGAL.pattern.removesuffix(r"\Z"))
_PARENTHESIS = re.compile(r"\s*\((?:the )?[\"“]?([A-Z][\w&.-]{1,14})[\"”]?\)")
# The full stop of ``Corp.`` is part of the name where the sentence goes on behind it.
_SHORT_FORM = re.compile(r"\b(?:Corp|Inc|Co|Ltd|Cos|Bros|Bhd|Pte|Pty)\Z")
_DOT = re.compile(r"\.(?=[,;]|[’']s|\s+[a-z($£€])")
_BORNE = (EntityKind.PERSON, EntityKind.COMPANY, EntityKind.OTHER, EntityKind.COURT)
# ``Council`` alone is that of the European Union only where the text speaks of that.
_NEEDS = {
    "authority:eu-council": re.compile(r"\bEU\b|\(EU\)|Europe|restrictive measures|ЕС\b|Евро|欧")
}
_INITIALS_LEAST, _LEGAL_REACH, _CANDIDATES, _SHORT_MOST = 3, 30, 24, 4
_PERSON_WORDS_MOST = 3


@dataclass(slots=True, eq=False)
class Member:
    """An entity being put together; only itself is the same."""

    id: str
    kind: EntityKind
    name: str
    names: dict[str, None] = field(default_factory=dict)
    ledger_ids: tuple[str, ...] = ()
    country: str | None = None
    mentions: list[Mention] = field(default_factory=list)
    count: int | None = None
    parts: tuple[str, ...] = ()

    def sealed(self) -> TextEntity:
        """Return it as it is shown."""
        longest = max((self.name, *self.names), key=len) if not self.ledger_ids else self.name
        return TextEntity(
            id=self.id,
            kind=self.kind,
            name=longest,
            aliases=tuple(one for one in (self.name, *self.names) if one != longest),
            ledger_ids=self.ledger_ids,
            country=self.country,
            mentions=tuple(sorted(self.mentions, key=lambda one: one.span.start)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A mention in its place, with whom it means and the words of an office before it.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        entity: Id of the entity.
        kind: What the entity is.
        coref: Whether a role or pronoun stands for the name.
        role: Words of an office right before it.
    """

    start: int
    end: int
    entity: str
    kind: EntityKind
    coref: bool = False
    role: Span | None = None


class Members:
    """Everybody of a text while they are being put together.

    Args:
        text: The text.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.members: dict[str, Member] = {}
        self._placed: dict[int, Placed] = {}
        self._covered = bytearray(len(text))
        self._by_known: dict[str, str] = {}
        self._by_word: dict[str, list[Member]] = {}
        self._made = 0

    def in_order(self) -> list[Placed]:
        """Return the mentions in order."""
        return [self._placed[start] for start in sorted(self._placed)]

    def add_known(self, found: Sequence[Found], names: Sequence[Name]) -> None:
        """Place the names that are known, each widened by its legal form."""
        companies = [one for one in names if one.kind is EntityKind.COMPANY]
        starts = [one.start for one in companies]
        lengths = {one.start: one.end for one in names if one.kind in _NAMED_AFTER}
        roles = {one.start: one.role for one in names if one.role is not None}
        for one in found:
            needed = _NEEDS.get(one.known[0].id)
            if (needed is not None and not needed.search(self.text)) or _is_place(self.text, one):
                continue
            if one.known[0].actor and _begins_name(self.text, one, lengths):
                continue
            near = bisect_right(starts, one.start) - 1
            around = companies[near] if near >= 0 and companies[near].end > one.end else None
            end = one.end
            if around is not None and not one.known[0].actor:
                rest = self.text[one.end : around.end]
                if one.start != around.start or not _LEGAL.fullmatch(rest):
                    continue
                end = around.end
            elif not one.known[0].actor:
                after = self.text[one.end : one.end + _LEGAL_REACH].split("\n")[0]
                form = _LEGAL_NEXT.match(after)
                end += 0 if form is None else form.end()
            member = self._known(one)
            if not self.text[one.start : end].isascii():
                self._remember(member, self.text[one.start : end])
            self.place(member, (one.start, end), role=roles.get(one.start))

    def _known(self, found: Found) -> Member:
        first = found.known[0]
        key = self._by_known.get(first.id)
        if key is None:
            key = first.id.partition(":")[2] if first.actor else self._id()
            ids = tuple(dict.fromkeys(one.id for one in found.known if not one.actor))
            self.members[key] = Member(
                id=key, kind=first.kind, name=first.name, ledger_ids=ids, country=first.country
            )
            self._remember(self.members[key], first.name)
            for one in found.known:
                self._by_known.setdefault(one.id, key)
        return self.members[key]

    def add_names(self, names: Sequence[Name]) -> None:
        """Place the names told by their form, the surest first."""
        for one in sorted(names, key=lambda each: (_sureness(each), each.start)):
            if self.is_taken(one.start, one.end) and not self._takes_over(one):
                continue
            words = one.called or self.text[one.start : one.end]
            member = self._bearer(words, one.kind)
            if member is None and one.kind is EntityKind.OTHER and not self._is_name(one):
                continue
            if member is None:
                member = self.new(words, one.kind)
            if one.count is not None:
                member.count = one.count
                member.names.setdefault(words.split(" and ")[0])
            self.place(member, (one.start, one.end), role=one.role)
        self._take_short_forms()

    def _takes_over(self, name: Name) -> bool:
        """``10 U.S. defence firms`` are the firms; the United States only tells whose."""
        over = self.over(name.start, name.end)
        if (
            name.kind is not EntityKind.GROUP
            or not over
            or self.is_taken(name.start, over[0].start)
        ):
            return False
        if any(self.text[one.start : one.end] not in _WHOSE or one.end >= name.end for one in over):
            return False
        for one in over:
            self.remove(one)
        return True

    def is_taken(self, start: int, end: int) -> bool:
        """Return whether a mention lies in a part of the text."""
        return self._covered.find(1, start, end) >= 0

    def over(self, start: int, end: int) -> list[Placed]:
        """Return the mentions that begin in a part of the text."""
        return [self._placed[at] for at in range(start, end) if at in self._placed]

    def remove(self, one: Placed) -> None:
        """Take a mention away: it is part of a longer one."""
        del self._placed[one.start]
        self._covered[one.start : one.end] = bytes(one.end - one.start)

    def turn(self, member: Member, kind: EntityKind) -> None:
        """Let somebody be of another kind than the form of the name tells."""
        member.kind = kind
        for mention in member.mentions:
            at = mention.span.start
            if at in self._placed and self._placed[at].entity == member.id:
                self._placed[at] = replace(self._placed[at], kind=kind)

    def new(self, words: str, kind: EntityKind) -> Member:
        """Return somebody new."""
        member = Member(id=self._id(), kind=kind, name=words)
        self.members[member.id] = member
        self._remember(member, words)
        return member

    def _id(self) -> str:
        self._made += 1
        return f"e{self._made}"

    def _remember(self, member: Member, words: str) -> None:
        bare = _LEGAL.sub("", words)
        parts = bare.split()
        called = [part.title() for part in parts[-1:] if part.isupper() and len(part) > _SHORT_MOST]
        for key in dict.fromkeys((bare, *parts[:1], *parts[-1:], *called)):
            known = self._by_word.setdefault(key, [])
            if member not in known and len(known) < _CANDIDATES:
                known.append(member)

    def _near(self, words: str) -> Iterator[Member]:
        parts = words.split()
        seen: set[str] = set()
        for key in dict.fromkeys((words, *parts[:1], *parts[-1:])):
            for one in self._by_word.get(key, ()):
                if one.id in self.members and one.id not in seen:
                    seen.add(one.id)
                    yield one

    def _bearer(self, words: str, kind: EntityKind) -> Member | None:
        """Return whom a name means that the text has named already."""
        if kind in (EntityKind.GROUP, EntityKind.DOCUMENT):
            return next((m for m in self._near(words) if m.name == words), None)
        if kind is EntityKind.AUTHORITY:
            near = (m for m in self._near(words) if m.kind is kind)
            return next((m for m in near if words in m.names), None)
        bare = _LEGAL.sub("", words)
        for member in self._near(bare):
            if member.kind not in _BORNE or kind not in (EntityKind.OTHER, member.kind):
                continue
            for name in (member.name, *member.names):
                known = _LEGAL.sub("", name)
                if (
                    bare == known
                    or _is_part(bare, name, member.kind)
                    or (_is_surname(known, bare) and not _has_first_name(member, known))
                ):
                    self._remember(member, words)
                    return member
        return None

    def _is_name(self, name: Name) -> bool:
        """A word with a capital is a name, unless it only begins a sentence."""
        words = self.text[name.start : name.end]
        if " " in words or words.isupper():
            return len(words) > 1
        before = self.text[max(0, name.start - 2) : name.start]
        begins = not before.strip() or before.strip()[-1:] in ".!?”\"'“‘:–—-•\n" or "\n" in before
        if self._is_word(words.lower()):
            return False
        return not begins or acts_as_a_name(self.text, name.start, name.end)

    def _is_word(self, small: str) -> bool:
        """Return whether the text has a word in small letters too."""
        return f" {small} " in self.text or f" {small}," in self.text or f" {small}." in self.text

    def _take_short_forms(self) -> None:
        """``Semiconductor Manufacturing International Corp (SMIC)`` makes SMIC its short form."""
        for one in self.in_order():
            short = _PARENTHESIS.match(self.text, one.end)
            member = self.members.get(one.entity)
            if short is None or member is None:
                continue
            member.names.setdefault(short[1])
            self._merge(short[1], member)
        for member in list(self.members.values()):
            if member.id not in self.members:
                continue
            if member.kind in (EntityKind.PERSON, EntityKind.COURT) and " " not in member.name:
                for whole in list(self._near(member.name)):
                    if whole.kind is EntityKind.OTHER and _is_surname(member.name, whole.name):
                        self._merge(whole.name, member)
        self._take_initials()

    def _take_initials(self) -> None:
        spelt: dict[str, Member] = {}
        for member in self.members.values():
            initials = "".join(word[0] for word in member.name.split() if word[0].isupper())
            for least in range(_INITIALS_LEAST, len(initials) + 1):
                spelt.setdefault(initials[:least], member)
        for member in list(self.members.values()):
            short = member.kind in (EntityKind.OTHER, EntityKind.COMPANY) and member.name.isupper()
            whole = spelt.get(member.name) if short and not member.ledger_ids else None
            if whole is not None and whole is not member and whole.id in self.members:
                self._merge(member.name, whole)

    def _merge(self, name: str, into: Member) -> None:
        for member in list(self._near(name)):
            if member is into or member.name != name or member.kind is EntityKind.GROUP:
                continue
            into.names.setdefault(name)
            into.ledger_ids = tuple(dict.fromkeys((*into.ledger_ids, *member.ledger_ids)))
            into.mentions += member.mentions
            for mention in member.mentions:
                at = mention.span.start
                if at in self._placed:
                    self._placed[at] = replace(self._placed[at], entity=into.id, kind=into.kind)
            for key, known in list(self._by_known.items()):
                if known == member.id:
                    self._by_known[key] = into.id
            del self.members[member.id]
        self._remember(into, name)

    def place(
        self, member: Member, span: tuple[int, int], *, coref: bool = False,
        role: tuple[int, int] | None = None,
    ) -> Placed:  # fmt: skip
        """Place a mention of somebody."""
        start, end = span
        if _DOT.match(self.text, end) and _SHORT_FORM.search(self.text, start, end):
            end += 1
        words = Span(text=self.text[start:end], start=start, end=end)
        if not coref and words.text != member.name:
            member.names.setdefault(words.text)
        member.mentions.append(Mention(span=words, coref=coref))
        office = None
        if role is not None:
            office = Span(text=self.text[slice(*role)], start=role[0], end=role[1])
        one = Placed(
            start=start, end=end, entity=member.id, kind=member.kind, coref=coref, role=office
        )
        self._placed[start] = one
        self._covered[start:end] = b"\x01" * (end - start)
        return one


def _sureness(name: Name) -> int:
    """Return how soon a name is placed: after words of an office it is surely a person's."""
    if name.role is not None:
        return 0
    order = (
        EntityKind.PERSON,
        EntityKind.AUTHORITY,
        EntityKind.GROUP,
        EntityKind.COMPANY,
        EntityKind.SECURITY,
    )
    return order.index(name.kind) + 1 if name.kind in order else len(order) + 1


def _is_place(text: str, one: Found) -> bool:
    """``in Washington`` is a place; ``Washington`` that acts is a government."""
    if not one.known[0].actor or text[one.start : one.end] not in _CAPITALS:
        return False
    return _AT_A_PLACE.search(text, max(0, one.start - 8), one.start) is not None


def _begins_name(text: str, one: Found, lengths: dict[int, int]) -> bool:
    """``Beijing Acme Technology`` is named after a town; Beijing itself does nothing."""
    words = text[one.start : one.end]
    rest = text[one.end : lengths.get(one.start, one.end)]
    return words in _CAPITALS and len(rest.split()) > 1


_NAMED_AFTER = (EntityKind.COMPANY, EntityKind.OTHER)
_WHOSE = frozenset({"U.S.", "US", "UK", "U.K.", "EU", "American"})
_CAPITALS = frozenset({"Washington", "Moscow", "Beijing", "Kremlin", "London", "Brussels"})
_AT_A_PLACE = re.compile(r"\b(?:in|from|to|near|at|outside|of|around) \Z")


def _is_surname(short: str, name: str) -> bool:
    """``Aven`` in a headline is ``Petr Aven`` further down."""
    parts = name.split()
    return (
        1 < len(parts) <= _PERSON_WORDS_MOST
        and short.title() == parts[-1].title()
        and (all(part.istitle() for part in parts) or (name.isupper() and short.istitle()))
        and not _LEGAL.search(name)
    )


def _has_first_name(member: Member, surname: str) -> bool:
    """``Petr Aven``, once called ``Aven``, is not ``Mikhail Aven`` as well."""
    return any(_is_surname(surname, _LEGAL.sub("", one)) for one in (member.name, *member.names))


def _is_part(short: str, name: str, kind: EntityKind) -> bool:
    """``Lei`` is part of ``Lei Jun``, ``Luokung`` of ``Luokung Technology Corp``."""
    parts, whole = short.split(), name.split()
    if len(parts) >= len(whole):
        return False
    if kind is EntityKind.COURT and len(whole) > _PERSON_WORDS_MOST:
        return False
    if kind in (EntityKind.PERSON, EntityKind.COURT):
        return len(parts) == 1 and parts[0] in (whole[0], whole[-1])
    if kind is EntityKind.OTHER and len(parts) == 1 and short == whole[-1]:
        return len(whole) <= _PERSON_WORDS_MOST and not short.isupper()
    return whole[: len(parts)] == parts and len(short) >= _INITIALS_LEAST
