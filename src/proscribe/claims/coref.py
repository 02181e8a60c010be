"""Roles and pronouns of a text: whom ``the company``, ``he`` and ``the court`` stand for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from proscribe.claims.joined import joined_names
from proscribe.claims.members import Member, Members, Placed
from proscribe.claims.roles import COMPANY_WORDS, COREF
from proscribe.model.claim import EntityKind

_KINDS = {
    "company": EntityKind.COMPANY,
    "agency": EntityKind.AUTHORITY,
    "court": EntityKind.COURT,
    "list": EntityKind.LIST,
    "person": EntityKind.PERSON,
    "group": EntityKind.GROUP,
    "document": EntityKind.DOCUMENT,
    "party": EntityKind.COMPANY,
    "it": EntityKind.COMPANY,
    "he": EntityKind.PERSON,
    "judge": EntityKind.PERSON,
}
_PARTIES = (EntityKind.COMPANY, EntityKind.PERSON, EntityKind.OTHER)
# What a name whose form does not tell its kind may be meant by.
_NAMELESS = ("he", "judge", "person", "company", "it", "court or other")
_THINGS = {
    "party": _PARTIES,
    "it": (EntityKind.COMPANY, EntityKind.AUTHORITY, EntityKind.MEDIA),
    "court or other": (
        *(EntityKind.COMPANY, EntityKind.AUTHORITY, EntityKind.MEDIA, EntityKind.COURT),
    ),
}
_FIRST_NAMED = ("company", "agency", "court", "person", "party", "it", "he")
_ISSUERS = (EntityKind.COMPANY, EntityKind.OTHER)
_YIELDING = (EntityKind.OTHER, EntityKind.COMPANY)
_STATES = frozenset({"eu", "un", "au-dfat", "ca-gac", "jp-mof"})
_GROUPS_BACK, _SPOKEN_OF, _PAIR = 4, 12, 2
_WINDOW, _TEXT_WINDOW, _PERSON_WORDS_MOST = 48, 1_000, 3
_COURTS = frozenset({"Court", "Courts", "Circuit", "Tribunal", "Chamber", "Division"})
_JUDGES = re.compile(
    r" (?:also )?(?:wrote|said|ruled|found|held|concluded|added|noted|observed|set|"
    r"quashed|granted|refused|dismissed|rejected|ordered|allowed)\b"
)
_CALLED_SO = re.compile(r"\((?:[^()\n]{0,60}?)[“\"](?:the )?Company[”\"]")
_SO_CALLED = re.compile(r"[Tt]he (?:Company|Group|Board|Issuer)")
_SPOKEN_FOR = ("spokesman", "spokeswoman", "spokesperson", "representative")
_SPOKESMAN = re.compile(r"(?:[’']s)? (?:[\w-]+ )?(?:spokes(?:man|woman|person)|representative)\b")
# ``surveillance firm Dahe Vision`` is no person.
_IS_FIRM = re.compile(rf"\b(?:{COMPANY_WORDS}) \Z")
# What only an authority does: ``It also added``, of the authority named before.
_MEASURING = re.compile(
    r" (?:also |has |had |then |further |later |separately |subsequently |will )*(?:added|adds|"
    r"designat|sanction|blacklist|impos|placed|removed|lifted|delisted|froze|revoked|barred)"
)
_SINGULAR = re.compile(
    r"(?:maker|company|firm|entity|individual|person|vessel|ship|tanker|bank|refiner|refinery|"
    r"supplier|broker|tycoon|oligarch|exporter|trader|airline|insurer|operator|distributor|lender|"
    r"mixer|unit|subsidiary|producer|manufacturer|contractor|terminal|port|giant|importer)\Z"
)
_OF_FIRMS = re.compile(
    r" (?:[\w-]+ )?(?:shares|stock|receipts|ADRs|ADSs|bonds|securities|founder|chief executive|"
    r"chairman|products|revenue|factory|plant|parent|subsidiary|customers|owner)\b"
)
_OBJECT = re.compile(r"\b(?:\w+(?:ed|ing)|put|hit|took|to|from|against|on|with) \Z")
_TWO = re.compile(r"[Bb]oth |[Tt]he (?:two|pair|duo)\b")
_OWNING = re.compile(r"(?:its|his|her|their)\b", re.IGNORECASE)
# ``Acme, it said, hid the buyer``: not Acme says so.
_PARENTHETIC = re.compile(r", it said,")
_TRADES = ("bank", "university", "institute", "refinery", "exchange", "airline")
_SHARES = re.compile(r"(?:shares|stock|ADRs?|ADSs?|receipts)\b")


class Coreference:
    """Lets roles and pronouns stand for the last one named that they fit.

    Args:
        members: Everybody named.
        starts: Where the sentences begin.
        roles: The words that stand for somebody, where they are not English.
    """

    def __init__(
        self, members: Members, starts: Sequence[int], roles: re.Pattern[str] | None = None
    ) -> None:
        self._roles = roles or COREF
        self._all = members
        self._text = members.text
        self._sentences = starts
        self._company: Member | None = None
        self._personal: dict[str, bool] = {}
        self._pairs: dict[tuple[str, ...], Member] = {}

    def refer(self) -> None:
        """Place every role and pronoun that stands for somebody."""
        named = self._not_in_offices()
        starts = [one.start for one in named]
        recent: list[Placed] = []
        taken = 0
        self._company = self._defined()
        for match in self._roles.finditer(self._text):
            start, end = match.span()
            until = bisect_right(starts, start)
            recent += named[taken:until]
            taken = max(taken, until)
            if self._all.is_taken(start, end) and not self._gives_way(match):
                continue
            if match.lastgroup in ("company", "person") and self._is_apposed(end):
                continue
            recent = recent[-_WINDOW:]
            member = self._company if _SO_CALLED.fullmatch(match.group()) else None
            member = member or self._meant(match, [one for one in recent if one.end <= start])
            made = match.lastgroup in ("group", "court") or match.group().endswith("government")
            if member is None and made:
                member = self._all.new(match.group(), _KINDS[match.lastgroup or "group"])
            if member is not None:
                recent.append(self._all.place(member, (start, end), coref=True))

    def _not_in_offices(self) -> list[Placed]:
        """``U.S. District Judge Jane Doe`` names no government that could be ``it``."""
        named = self._all.in_order()
        within = {
            inner.start
            for one in named
            if one.role is not None and one.role.start < one.start
            for inner in self._all.over(one.role.start, one.start)
        }
        return [one for one in named if one.start not in within]

    def _is_apposed(self, end: int) -> bool:
        """``the engine maker Acme`` and ``the Iranian firm, Acme,`` name whom they mean."""
        if self._text[end : end + 2] == ", ":
            aside = self._all.over(end + 2, end + 3)
            return (
                bool(aside)
                and aside[0].kind in _PARTIES
                and not aside[0].coref
                and self._text[aside[0].end : aside[0].end + 1] == ","
            )
        if self._text[end : end + 1] != " " or not self._all.over(end + 1, end + 2):
            return False
        one = self._all.over(end + 1, end + 2)[0]
        return one.kind in _PARTIES and not one.coref

    def _gives_way(self, match: re.Match[str]) -> bool:
        """``The former Chelsea owner`` is a person; the club named inside is not meant."""
        if match.lastgroup not in ("person", "company", "group", "court"):
            return False
        start, end = match.span()
        over = self._all.over(start, end)
        if not over or any(one.end > end or one.kind is EntityKind.GROUP for one in over):
            return False
        if match.lastgroup != "court" and any(one.kind not in _YIELDING for one in over):
            return False
        if match.lastgroup != "court" and over[-1].end == end:
            return False
        if self._all.is_taken(start, over[0].start):
            return False
        for one in over:
            self._all.remove(one)
        return True

    def _defined(self) -> Member | None:
        """Return who is called ``the Company`` all through an announcement."""
        match = _CALLED_SO.search(self._text)
        if match is None:
            return None
        before = [one for one in self._all.in_order() if one.start < match.start()]
        fitting = [one for one in before if one.kind in _ISSUERS]
        return self._all.members[fitting[-1].entity] if fitting else None

    def _meant(self, match: re.Match[str], before: Sequence[Placed]) -> Member | None:
        what = match.lastgroup or ""
        if what == "they":
            return self._they(match, before)
        meant = self._spoken_for(match, before) if what == "person" else None
        if meant is not None:
            return self._all.members[meant.entity]
        kind, what = _KINDS[what], self._exactly(match)
        fitting: Sequence[Placed] = [one for one in before if self._fits(one, kind, what)]
        if kind is EntityKind.COMPANY and what != "party":
            fitting = self._told_of(match.start(), fitting, before)
        if kind is EntityKind.PERSON and what != "person":
            fitting = self._surely_people(match.start(), fitting)
        if what == "group" and (not fitting or _TWO.match(match.group())):
            both = self._both(match, before)
            if both is not None or not fitting:
                return both
        return self._all.members[self._chosen(match, fitting).entity] if fitting else None

    def _exactly(self, match: re.Match[str]) -> str:
        """Return what a word stands for, as far as the words around it tell."""
        what = match.lastgroup or ""
        if what == "it" and self._is_firm(match):
            return "company"
        if what == "agency" and match.group().endswith("government"):
            return "government"
        if what in ("he", "it") and _JUDGES.match(self._text, match.end()) is not None:
            return "judge" if what == "he" else "court or other"
        return what

    def _chosen(self, match: re.Match[str], fitting: Sequence[Placed]) -> Placed:
        what = match.lastgroup or ""
        if what == "group" and not match.group().isascii():
            # In Chinese the last signs tell what is counted: companies, people or ships.
            alike = match.group()[-2:]
            fitting = [
                one for one in fitting if self._text[one.end - 2 : one.end] == alike
            ] or fitting
            return self._salient(match.start(), fitting)
        if what == "group":
            return self._alike(match, fitting)
        if what == "it" and _MEASURING.match(self._text, match.end()):
            fitting = [one for one in fitting if one.kind is EntityKind.AUTHORITY] or fitting
        if what == "agency" and match.group().lower().startswith("this "):
            # ``the Pentagon says this agency``: another than the one that says so.
            number = bisect_right(self._sentences, match.start()) - 1
            others = [one for one in fitting if one.start < self._sentences[max(0, number)]]
            return (others or fitting)[-1]
        if what == "it" and _PARENTHETIC.fullmatch(self._text, match.start() - 2, match.end() + 6):
            fitting = [one for one in fitting if one.kind is EntityKind.AUTHORITY] or fitting
        if what == "company":
            fitting = self._of_that_trade(match, fitting)
        if what in _FIRST_NAMED and not match.group().lower().endswith(("judge", "法官")):
            return self._salient(match.start(), fitting)
        return fitting[-1]

    def _of_that_trade(self, match: re.Match[str], fitting: Sequence[Placed]) -> Sequence[Placed]:
        """``the bank`` is one whose name tells that it is one, where there is such."""
        trade = match.group().rsplit(" ", 1)[-1].lower()
        if trade not in _TRADES:
            return fitting
        return [
            one for one in fitting if trade in self._all.members[one.entity].name.lower()
        ] or fitting

    def _fits(self, one: Placed, kind: EntityKind, what: str) -> bool:
        if one.kind is EntityKind.COURT and what == "judge":
            return self._is_judge(one)
        if one.kind is EntityKind.OTHER and what in _NAMELESS:
            return self._is_personal(one) is (kind is EntityKind.PERSON)
        if what in _THINGS:
            return one.kind in _THINGS[what]
        if kind is EntityKind.GROUP:
            return one.kind is kind and self._is_plural(one)
        if kind is EntityKind.AUTHORITY:
            state = one.entity in _STATES or one.entity.endswith("-gov")
            return one.kind is kind and state is (what == "government")
        return one.kind is kind

    def _is_personal(self, one: Placed) -> bool:
        """A name of two or three words in small letters may be a person's."""
        known = self._personal.get(one.entity)
        if known is None:
            known = self._personal[one.entity] = self._looks_personal(one)
        return known

    def _looks_personal(self, one: Placed) -> bool:
        member = self._all.members[one.entity]
        parts = member.name.split()
        starts = [each.span.start for each in member.mentions[:2]]
        if any(_IS_FIRM.search(self._text, max(0, at - 20), at) for at in starts):
            return False
        return 1 < len(parts) <= _PERSON_WORDS_MOST and (
            member.name.isupper() or all(part.replace("-", "").istitle() for part in parts)
        )

    def _is_firm(self, match: re.Match[str]) -> bool:
        """``barring it`` is not who bars; ``its shares`` are no office's."""
        start, end = match.span()
        return (
            _OBJECT.search(self._text, max(0, start - 20), start) is not None
            or _OF_FIRMS.match(self._text, end) is not None
        )

    def _told_of(
        self, at: int, fitting: Sequence[Placed], before: Sequence[Placed]
    ) -> Sequence[Placed]:
        """Where no company was named of late, a name may be one's that may be a person's too."""
        number = bisect_right(self._sentences, at) - 1
        since = self._sentences[max(0, number - 1)]
        if any(one.start >= since for one in fitting):
            return fitting
        others = [one for one in before if one.kind is EntityKind.OTHER and not one.coref]
        return [one for one in others if one.start >= since] or fitting or others

    def _is_plural(self, one: Placed) -> bool:
        """``a Chinese engine maker`` is not ``they``."""
        member = self._all.members[one.entity]
        if member.count is not None or not member.name.isascii():
            return member.count != 1
        return not _SINGULAR.search(member.name)

    def _is_judge(self, one: Placed) -> bool:
        parts = self._all.members[one.entity].name.split()
        return len(parts) > 1 and all(part.istitle() and part not in _COURTS for part in parts)

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
        return self._most_spoken_of(fitting[-_SPOKEN_OF:])

    def _surely_people(self, at: int, fitting: Sequence[Placed]) -> Sequence[Placed]:
        """Those known to be people come before names that may be a company's."""
        number = bisect_right(self._sentences, at) - 1
        start = self._sentences[max(0, number - 1)]
        sure = [one for one in fitting if one.kind is not EntityKind.OTHER and one.start >= start]
        return sure or [one for one in fitting if one.kind is not EntityKind.COURT]

    def _spoken_for(self, match: re.Match[str], before: Sequence[Placed]) -> Placed | None:
        """``The spokesman`` is the one named as such last, or speaks for whose he was."""
        if not match.group().lower().endswith(_SPOKEN_FOR):
            return None
        for one in reversed(before):
            if one.role is not None and "spokes" in one.role.text:
                return one
            if _SPOKESMAN.match(self._text, one.end) is not None:
                return one
        return None

    def _most_spoken_of(self, fitting: Sequence[Placed]) -> Placed:
        """Whoever is named most often of late, the last of several."""
        often = Counter(one.entity for one in fitting)
        most = max(often.values())
        return next(one for one in reversed(fitting) if often[one.entity] == most)

    def _alike(self, match: re.Match[str], fitting: Sequence[Placed]) -> Placed:
        """``These entities`` are the last ones called so, if that is not long ago."""
        noun = match.group().rsplit(" ", 1)[-1].lower()
        near = [
            one
            for one in fitting[-_GROUPS_BACK:]
            if not one.coref and self._text[one.start : one.end].lower().endswith(noun)
        ]
        return near[-1] if near else fitting[-1]

    def _they(self, match: re.Match[str], before: Sequence[Placed]) -> Member | None:
        number = bisect_right(self._sentences, match.start()) - 1
        sentence = self._text[self._sentences[max(0, number - 1)] : match.start()][-_TEXT_WINDOW:]
        fitting = [one for one in before if self._fits(one, EntityKind.GROUP, "they")]
        securities = [one for one in before if one.kind is EntityKind.SECURITY]
        if securities and _SHARES.search(
            sentence.split(". ")[-2] if ". " in sentence else sentence
        ):
            return self._all.members[securities[-1].entity]
        since = self._sentences[max(0, number - 1)]
        near = self._both(match, [one for one in before if one.start >= self._sentences[number]])
        if near is not None:
            return near
        if not fitting or fitting[-1].start < since:
            both = self._both(match, before)
            if both is not None:
                return both
        return self._all.members[fitting[-1].entity] if fitting else None

    def _both(self, match: re.Match[str], before: Sequence[Placed]) -> Member | None:
        """``Petrov and Orlov … They``: the last names of late that ``and`` joins."""
        number = bisect_right(self._sentences, match.start()) - 1
        since = self._sentences[max(0, number - 1)]
        named = [one for one in before if one.kind in _PARTIES and one.start >= since]
        named = [one for one in named if not _OWNING.match(self._text, one.start)]
        joined = joined_names(self._text, named)
        parts = tuple(dict.fromkeys(one.entity for one in named))
        if joined:
            meant = joined[-_PAIR:] if _TWO.match(match.group()) else joined
            parts = tuple(dict.fromkeys(one.entity for one in meant))
        elif len(parts) != _PAIR or not _TWO.match(match.group()):
            return None
        if parts in self._pairs:
            return self._pairs[parts]
        names = (self._all.members[each].name for each in parts)
        member = self._all.new(" and ".join(names), EntityKind.GROUP)
        member.parts = parts
        self._pairs[parts] = member
        return member
