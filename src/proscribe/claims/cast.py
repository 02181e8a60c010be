"""Who a text speaks of, and where: names joined to entities, roles and pronouns to names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from proscribe.claims.gazetteer import Found, Gazetteer
from proscribe.claims.groups import find_documents, find_groups, find_missions, find_securities
from proscribe.claims.names import Name, find_people, find_sequences
from proscribe.claims.sentences import split_sentences
from proscribe.model.claim import EntityKind, Mention, Span, TextEntity

_LEGAL = re.compile(
    r"(?:[\s,]+(?:Corp|Corporation|Inc|Incorporated|Ltd|Limited|Co|Company|PLC|plc|LLC|AG|SA|SE|NV|"
    r"Group|Holdings?|JSC|PJSC|OJSC|Technology|Technologies)\.?)+\Z"
)
_PARENTHESIS = re.compile(r"\s*\((?:the )?[\"“]?([A-Z][\w&.-]{1,14})[\"”]?\)")
_COMPANY_WORDS = (
    r"company|firm|manufacturer|chipmaker|phonemaker|maker|giant|carmaker|planemaker|lender|bank|developer|"
    r"conglomerate|operator|carrier|producer|refiner|foundry|builder|airline|shipper|startup|start-up|supplier|"
    r"retailer|insurer|subsidiary|mixer|miner|major|shipyard|Company|Group|Firm|Bank|Issuer|steelmaker|automaker"
)
_PERSON_WORDS = (
    r"executive|founder|chairman|businessman|businesswoman|oligarch|billionaire|CEO|chief executive|"
    r"official|spokes(?:man|woman|person)|tycoon|magnate|banker|entrepreneur|owner|politician|general|"
    r"minister|financier|industrialist|lawmaker|president|leader"
)
_AGENCY_WORDS = (
    r"department|agency|ministry|bureau|office|government agency|regulator|treasury|committee|council|"
    r"commission|administration|embassy|Department|Ministry|Agency|Bureau|Committee"
)
_GROUP_WORDS = (
    r"companies|firms|entities|vessels|ships|tankers|individuals|banks|people|persons|parties|others|men|"
    r"women|businesses|organi[sz]ations|subsidiaries|units|lenders|carriers|executives|bankers|producers|"
    r"securities"
)
# Words between the article and the noun of a role: ``the Shenzhen-based chip maker``.
_QUALITIES = r"(?:(?!(?:of|and|to|in|for|that|by|on|has|had|is|was|said|says|which|who)\b)[\w’'-]+ ){0,3}?"
_COREF = re.compile(
    rf"(?<![\w-])(?:(?P<company>(?:[Tt]he|[Tt]his|[Tt]hat) {_QUALITIES}(?:{_COMPANY_WORDS})|(?:[Aa] )?company(?= "
    r"(?:spokes|representative|official|statement)))|"
    rf"(?P<agency>(?:[Tt]he|[Tt]his|[Tt]hat) (?:{_AGENCY_WORDS}))|"
    r"(?P<court>(?:[Tt]he|[Tt]his|[Aa]n?|[Tt]hat) (?:(?:federal|district|U\.S\.|US|EU|three-judge|appeals|appellate|"
    r"British|London|lower|European|senior|top|Washington) ){0,3}(?:court|judges?|justices?|panel of judges|panel(?! of)|tribunal|Court|Judge)"
    r"(?! filing| paper| document| order| challenge| hearing)|(?:EU|UK|US|U\.S\.|European) (?:appeals |top |general )?(?:court|judges?)|(?:[Aa]ppeals|[Ff]ederal) (?:court|judges?)|[Jj]udges?(?! [A-Z])(?= )|[Cc]ourt(?= [a-z]+s\b))|"
    r"(?P<list>(?:[Tt]he|[Tt]his|[Tt]hat|[Ii]ts) (?:list|blacklist|List))|"
    rf"(?P<person>(?:[Tt]he|[Tt]his) {_QUALITIES}(?:{_PERSON_WORDS}))|"
    rf"(?P<group>(?:[Tt]he|[Tt]hese|[Tt]hose|[Bb]oth|[Aa]ll) {_QUALITIES}(?:{_GROUP_WORDS}))|"
    r"(?P<document>(?:[Tt]he|[Tt]hat|[Tt]his) (?:legal |court |joint |status )*"
    r"(?:filing|report|complaint|letter|notice|document|statement|ruling|order))|"
    r"(?P<it>[Ii]ts?|itself)|(?P<they>[Tt]hey|[Tt]heir|[Tt]hem)|"
    r"(?P<he>[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]im))(?![\w-])"
)
# The full stop of ``Corp.`` is part of the name where the sentence goes on behind it.
_SHORT_FORM = re.compile(r"\b(?:Corp|Inc|Co|Ltd|Cos|Bros|Bhd|Pte|Pty)\Z")
_DOT = re.compile(r"\.(?=,|[’']s|\s+[a-z(])")
_KINDS = {
    "company": EntityKind.COMPANY,
    "agency": EntityKind.AUTHORITY,
    "court": EntityKind.COURT,
    "list": EntityKind.LIST,
    "person": EntityKind.PERSON,
    "group": EntityKind.GROUP,
    "document": EntityKind.DOCUMENT,
    "it": EntityKind.COMPANY,
    "he": EntityKind.PERSON,
}
_BORNE = (EntityKind.PERSON, EntityKind.COMPANY, EntityKind.OTHER, EntityKind.COURT)
_SHARES = re.compile(r"(?:shares|stock|ADRs?|ADSs?|receipts)\b")
# ``Council`` alone is that of the European Union only where the text speaks of that.
_NEEDS = {"authority:eu-council": re.compile(r"\bEU\b|\(EU\)|Europe|restrictive measures")}
_INITIALS_LEAST = 3
_PERSON_WORDS_MOST = 3


@dataclass(slots=True)
class _Member:
    """An entity being put together."""

    id: str
    kind: EntityKind
    name: str
    names: dict[str, None] = field(default_factory=dict)
    ledger_ids: tuple[str, ...] = ()
    country: str | None = None
    mentions: list[Mention] = field(default_factory=list)
    count: int | None = None

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Everybody a text speaks of.

    Attributes:
        entities: By id.
        placed: Mentions in order; none overlap.
        counts: How many a group holds, by the id of the group.
    """

    entities: dict[str, TextEntity]
    placed: tuple[Placed, ...]
    counts: dict[str, int]

    def within(self, start: int, end: int) -> tuple[Placed, ...]:
        """Return the mentions in a part of the text."""
        return tuple(one for one in self.placed if start <= one.start and one.end <= end)


def build_cast(text: str, gazetteer: Gazetteer, skipped: Iterable[tuple[int, int]] = ()) -> Cast:
    """Return everybody a text speaks of.

    Args:
        text: The text.
        gazetteer: The names that are known.
        skipped: Parts that are no part of the article.
    """
    builder = _Builder(text)
    left_out = tuple(skipped)

    def counts(start: int) -> bool:
        return not any(begin <= start < end for begin, end in left_out)

    names = [
        one
        for find in (find_people, find_missions, find_groups, find_securities, find_documents, find_sequences)
        for one in find(text)
        if counts(one.start)
    ]
    names.sort(key=lambda one: (one.start, -one.end))
    known = [one for one in gazetteer.find(text) if counts(one.start)]
    builder.add_known(known, names)
    builder.add_names(names)
    builder.refer()
    return builder.cast()


class _Builder:
    def __init__(self, text: str) -> None:
        self._text = text
        self._members: dict[str, _Member] = {}
        self._by_known: dict[str, str] = {}
        self._placed: list[Placed] = []
        self._sentences = [one.start for one in split_sentences(text)]

    def cast(self) -> Cast:
        order = sorted(self._placed, key=lambda one: one.start)
        return Cast(
            entities={key: member.sealed() for key, member in self._members.items()},
            placed=tuple(order),
            counts={k: m.count for k, m in self._members.items() if m.count is not None},
        )

    def add_known(self, found: Sequence[Found], names: Sequence[Name]) -> None:
        """Place the names that are known, each widened by its legal form."""
        companies = [one for one in names if one.kind is EntityKind.COMPANY]
        roles = {one.start: one.role for one in names if one.role is not None}
        for one in found:
            if one.known[0].id in _NEEDS and not _NEEDS[one.known[0].id].search(self._text):
                continue
            if _is_place(self._text, one):
                continue
            around = next((n for n in companies if n.start <= one.start and one.end < n.end), None)
            end = one.end
            if around is not None and not one.known[0].actor:
                rest = self._text[one.end : around.end]
                if one.start != around.start or not _LEGAL.fullmatch(rest):
                    continue
                end = around.end
            elif (
                legal := _LEGAL.search(self._text[one.end : one.end + 30].split("\n")[0])
            ) is not None:
                end = one.end if legal.start() else one.end + len(legal.group())
            self._place(self._known(one), (one.start, end), role=roles.get(one.start))

    def _known(self, found: Found) -> _Member:
        first = found.known[0]
        key = self._by_known.get(first.id)
        if key is None:
            key = first.id.partition(":")[2] if first.actor else f"e{len(self._members) + 1}"
            ids = tuple(dict.fromkeys(one.id for one in found.known if not one.actor))
            self._members[key] = _Member(
                id=key, kind=first.kind, name=first.name, ledger_ids=ids, country=first.country
            )
            for one in found.known:
                self._by_known.setdefault(one.id, key)
        return self._members[key]

    def add_names(self, names: Sequence[Name]) -> None:
        """Place the names told by their form, the surest first."""
        for one in sorted(names, key=lambda each: (_sureness(each), each.start)):
            if self._is_taken(one.start, one.end):
                continue
            words = self._text[one.start : one.end]
            member = self._bearer(words, one.kind)
            if member is None and one.kind is EntityKind.OTHER and not self._is_name(one):
                continue
            if member is None:
                member = self._new(words, one.kind)
            if one.count is not None:
                member.count = one.count
            self._place(member, (one.start, one.end), role=one.role)
        self._take_short_forms()

    def _is_taken(self, start: int, end: int) -> bool:
        return any(one.start < end and start < one.end for one in self._placed)

    def _new(self, words: str, kind: EntityKind) -> _Member:
        member = _Member(id=f"e{len(self._members) + 1}", kind=kind, name=words)
        self._members[member.id] = member
        return member

    def _bearer(self, words: str, kind: EntityKind) -> _Member | None:
        """Return whom a name means that the text has named more fully."""
        if kind in (EntityKind.GROUP, EntityKind.DOCUMENT):
            return next((m for m in self._members.values() if m.name == words), None)
        bare = _LEGAL.sub("", words)
        for member in self._members.values():
            if member.kind not in _BORNE:
                continue
            if kind not in (EntityKind.OTHER, member.kind):
                continue
            for name in (member.name, *member.names):
                known = _LEGAL.sub("", name)
                if bare == known or _is_part(bare, name, member.kind) or _is_surname(known, bare):
                    return member
        return None

    def _is_name(self, name: Name) -> bool:
        """A word with a capital is a name, unless it only begins a sentence."""
        words = self._text[name.start : name.end]
        if " " in words or words.isupper():
            return len(words) > 1
        before = self._text[max(0, name.start - 2) : name.start]
        begins = not before.strip() or before.strip()[-1:] in ".!?”\"'“‘:–—-•\n" or "\n" in before
        return not begins and not re.search(rf"(?<!\w){re.escape(words.lower())}(?!\w)", self._text)

    def _take_short_forms(self) -> None:
        """``Semiconductor Manufacturing International Corp (SMIC)`` makes SMIC its short form."""
        for one in list(self._placed):
            short = _PARENTHESIS.match(self._text, one.end)
            member = self._members.get(one.entity)
            if short is None or member is None:
                continue
            member.names.setdefault(short[1])
            self._merge(short[1], member)
        for member in list(self._members.values()):
            if member.kind in (EntityKind.PERSON, EntityKind.COURT) and " " not in member.name:
                for whole in list(self._members.values()):
                    if whole.kind is EntityKind.OTHER and _is_surname(member.name, whole.name):
                        self._merge(whole.name, member)
            if member.kind in (EntityKind.OTHER, EntityKind.COMPANY) and member.name.isupper():
                whole = self._spelt_out(member)
                if whole is not None:
                    self._merge(member.name, whole)

    def _spelt_out(self, short: _Member) -> _Member | None:
        if len(short.name) < _INITIALS_LEAST or short.ledger_ids:
            return None
        for member in self._members.values():
            initials = "".join(word[0] for word in member.name.split() if word[0].isupper())
            if member is not short and initials.startswith(short.name):
                return member
        return None

    def _merge(self, name: str, into: _Member) -> None:
        for key, member in list(self._members.items()):
            if member is into or member.name != name or member.kind is EntityKind.GROUP:
                continue
            into.names.setdefault(name)
            into.ledger_ids = tuple(dict.fromkeys((*into.ledger_ids, *member.ledger_ids)))
            into.mentions += member.mentions
            self._placed = [one if one.entity != key else _moved(one, into) for one in self._placed]
            self._by_known = {k: into.id if v == key else v for k, v in self._by_known.items()}
            del self._members[key]

    def _place(
        self, member: _Member, span: tuple[int, int], *, coref: bool = False,
        role: tuple[int, int] | None = None,
    ) -> None:  # fmt: skip
        start, end = span
        if _DOT.match(self._text, end) and _SHORT_FORM.search(self._text, start, end):
            end += 1
        words = Span(text=self._text[start:end], start=start, end=end)
        if not coref and words.text != member.name:
            member.names.setdefault(words.text)
        member.mentions.append(Mention(span=words, coref=coref))
        office = (
            None
            if role is None
            else Span(text=self._text[slice(*role)], start=role[0], end=role[1])
        )
        self._placed.append(
            Placed(
                start=start, end=end, entity=member.id, kind=member.kind, coref=coref, role=office
            )
        )

    def refer(self) -> None:
        """Let roles and pronouns stand for the last one named that they fit."""
        for match in _COREF.finditer(self._text):
            start, end = match.span()
            if self._is_taken(start, end) and not self._gives_way(match):
                continue
            member = self._meant(match)
            if member is None and match.lastgroup in ("group", "court"):
                member = self._new(match.group(), _KINDS[match.lastgroup])
            if member is not None:
                self._place(member, (start, end), coref=True)

    def _gives_way(self, match: re.Match[str]) -> bool:
        """``The former Chelsea owner`` is a person; the club named inside is not meant."""
        if match.lastgroup not in ("person", "company", "group", "court"):
            return False
        start, end = match.span()
        over = [one for one in self._placed if one.start < end and start < one.end]
        if not all(start <= one.start and one.end <= end for one in over):
            return False
        if any(one.kind is EntityKind.GROUP for one in over):
            return False
        self._placed = [one for one in self._placed if one not in over]
        return True

    def _meant(self, match: re.Match[str]) -> _Member | None:
        what = match.lastgroup or ""
        before = [one for one in self._placed if one.end <= match.start()]
        before.sort(key=lambda one: one.start)
        if what == "they":
            return self._they(match, before)
        kind = _KINDS[what]
        fitting = [one for one in before if self._fits(one, kind, what)]
        if not fitting:
            return None
        if kind in (EntityKind.COMPANY, EntityKind.AUTHORITY, EntityKind.PERSON):
            return self._members[self._salient(match.start(), fitting).entity]
        return self._members[fitting[-1].entity]

    def _fits(self, one: Placed, kind: EntityKind, what: str) -> bool:
        if what in ("he", "person"):
            return one.kind is kind or (one.kind is EntityKind.OTHER and self._is_personal(one))
        if what == "company":
            return one.kind is kind or (one.kind is EntityKind.OTHER and not self._is_personal(one))
        if what == "it":
            return one.kind in (EntityKind.COMPANY, EntityKind.AUTHORITY, EntityKind.MEDIA)
        if kind is EntityKind.AUTHORITY:
            return one.kind is kind and one.entity not in ("us-gov", "gb-gov", "eu", "un")
        return one.kind is kind

    def _is_personal(self, one: Placed) -> bool:
        """A name of two or three words in small letters may be a person's."""
        parts = self._members[one.entity].name.split()
        return 1 < len(parts) <= _PERSON_WORDS_MOST and all(part.istitle() for part in parts)

    def _salient(self, at: int, fitting: Sequence[Placed]) -> Placed:
        """The first one named in this sentence or the one before, else the last one named."""
        number = bisect_right(self._sentences, at) - 1
        for back in (number, number - 1):
            if back < 0:
                break
            start = self._sentences[back]
            end = self._sentences[back + 1] if back < number else at
            named = [one for one in fitting if start <= one.start < end]
            if named:
                return named[0]
        return fitting[-1]

    def _they(self, match: re.Match[str], before: Sequence[Placed]) -> _Member | None:
        number = bisect_right(self._sentences, match.start()) - 1
        sentence = self._text[self._sentences[max(0, number - 1)] : match.start()]
        fitting = [one for one in before if one.kind is EntityKind.GROUP]
        securities = [one for one in before if one.kind is EntityKind.SECURITY]
        if securities and _SHARES.search(
            sentence.split(". ")[-2] if ". " in sentence else sentence
        ):
            return self._members[securities[-1].entity]
        return self._members[fitting[-1].entity] if fitting else None


def _sureness(name: Name) -> int:
    """Return how soon a name is placed: after words of an office it is surely a person's."""
    if name.role is not None:
        return 0
    order = (EntityKind.PERSON, EntityKind.AUTHORITY, EntityKind.GROUP, EntityKind.COMPANY, EntityKind.SECURITY)
    return order.index(name.kind) + 1 if name.kind in order else len(order) + 1


def _is_place(text: str, one: Found) -> bool:
    """``in Washington`` is a place; ``Washington`` that acts is a government."""
    if not one.known[0].actor or text[one.start : one.end] not in _CAPITALS:
        return False
    return _AT_A_PLACE.search(text, max(0, one.start - 8), one.start) is not None


_CAPITALS = frozenset({"Washington", "Moscow", "Beijing", "Kremlin", "London", "Brussels"})
_AT_A_PLACE = re.compile(r"\b(?:in|from|to|near|at|outside|of|around) \Z")


def _moved(one: Placed, into: _Member) -> Placed:
    return Placed(
        start=one.start, end=one.end, entity=into.id, kind=into.kind, coref=one.coref, role=one.role
    )


def _is_surname(short: str, name: str) -> bool:
    """``Aven`` in a headline is ``Petr Aven`` further down."""
    parts = name.split()
    return (
        1 < len(parts) <= _PERSON_WORDS_MOST
        and short == parts[-1]
        and all(part.istitle() for part in parts)
        and not _LEGAL.search(name)
    )


def _is_part(short: str, name: str, kind: EntityKind) -> bool:
    """``Lei`` is part of ``Lei Jun``, ``Luokung`` the beginning of ``Luokung Technology Corp.``"""
    parts, whole = short.split(), name.split()
    if len(parts) >= len(whole):
        return False
    if kind in (EntityKind.PERSON, EntityKind.COURT):
        return len(parts) == 1 and parts[0] in (whole[0], whole[-1])
    if kind is EntityKind.OTHER and len(parts) == 1 and short == whole[-1]:
        return len(whole) <= _PERSON_WORDS_MOST and not short.isupper()
    return whole[: len(parts)] == parts and len(short) >= _INITIALS_LEAST
