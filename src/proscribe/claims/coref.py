"""Roles and pronouns of a text: whom ``the company``, ``he`` and ``the court`` stand for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from proscribe.claims.members import Member, Members, Placed
from proscribe.model.claim import EntityKind

_COMPANY_WORDS = (
    r"company|firm|manufacturer|chipmaker|phonemaker|maker|giant|carmaker|planemaker|"
    r"lender|bank|developer|"
    r"conglomerate|operator|carrier|producer|refiner|foundry|builder|airline|shipper|"
    r"startup|start-up|supplier|"
    r"retailer|insurer|subsidiary|mixer|miner|major|shipyard|Company|Group|Firm|Bank|"
    r"Issuer|steelmaker|automaker|yard|refinery|trader|broker|exchange|university|institute"
)
_PERSON_WORDS = (
    r"executive|founder|chairman|businessman|businesswoman|oligarch|billionaire|CEO|"
    r"chief executive|"
    r"official|spokes(?:man|woman|person)|representative|tycoon|magnate|banker|entrepreneur|owner|"
    r"politician|general|"
    r"minister|financier|industrialist|lawmaker|president|leader"
)
_AGENCY_WORDS = (
    r"department|agency|ministry|bureau|office|government agency|regulator|treasury|"
    r"committee|council|"
    r"commission|administration|embassy|Department|Ministry|Agency|Bureau|Committee"
)
_GROUP_WORDS = (
    r"companies|firms|entities|vessels|ships|tankers|individuals|banks|people|persons|"
    r"parties|others|men|"
    r"women|businesses|organi[sz]ations|subsidiaries|units|lenders|carriers|executives|"
    r"bankers|producers|"
    r"securities|issuers|applicants|plaintiffs|stocks|refiners|makers|manufacturers|"
    r"pair|duo|trio|insurers|instruments"
)
# Words between the article and the noun of a role: ``the Shenzhen-based chip maker``.
_QUALITIES = (
    r"(?:(?!(?:the|a|an|its|their|his|of|and|to|in|for|that|by|on|has|had|is|as|being|are|were|be|"
    r"was|said|says|which|who|from|with|at|or)\b)[\w’'-]+ ){0,3}?"
)
_COREF = re.compile(
    rf"(?<![\w-])(?:(?P<company>(?:[Tt]he|[Tt]his|[Tt]hat) "
    rf"{_QUALITIES}(?:{_COMPANY_WORDS})|[Tt]he Board(?! of [A-Z])|(?:[Aa] )?company(?= "
    r"(?:spokes|representative|official|statement)))|"
    rf"(?P<agency>(?:[Tt]he|[Tt]his|[Tt]hat) (?:{_AGENCY_WORDS}))|"
    r"(?P<court>(?:[Tt]he|[Tt]his|[Aa]n?|[Tt]hat) (?:(?:federal|district|U\.S\.|US|EU|"
    r"[A-Z]\w+-based|three-judge|appeals|appellate|"
    r"British|London|trial|highest|lower|European|senior|top|Washington) ){0,3}(?:court|judges?|"
    r"justices?|panel of judges|panel(?! of)|tribunal|Court|Judge)|(?:[Tt]wo|[Tt]hree|"
    r"[Ss]everal|[Bb]oth) "
    r"(?:(?:federal|district|U\.S\.|US|EU|appeals|lower) ){0,2}(?:courts|judges)"
    r"(?! filing| paper| document| order| challenge| hearing)|(?:EU|UK|US|U\.S\.|"
    r"European) (?:appeals |top |general )?(?:court|judges?)|(?:[Aa]ppeals|[Ff]ederal) "
    r"(?:court|judges?)|[Jj]udges?(?! [A-Z])(?= )|[Cc]ourt(?= [a-z]+s\b))|"
    r"(?P<list>(?:[Tt]he|[Tt]his|[Tt]hat|[Ii]ts) (?:list|blacklist|List))|"
    rf"(?P<person>(?:[Tt]he|[Tt]his) {_QUALITIES}(?:{_PERSON_WORDS}))|"
    rf"(?P<group>(?:[Tt]he|[Tt]hese|[Tt]hose|[Bb]oth|[Aa]ll) {_QUALITIES}(?:{_GROUP_WORDS})|"
    r"[Tt]he (?:two|three|four|five|six|seven|eight|nine)(?= (?:were|are|have|had|will)\b))|"
    r"(?P<document>(?:[Tt]he|[Tt]hat|[Tt]his) (?:legal |court |joint |status )*"
    r"(?:filing|report|complaint|letter|notice|document|statement|ruling|order))|"
    r"(?P<party>(?:[Tt]he )?(?:Plaintiff|Petitioner|Appellant|Applicant)(?! [A-Z])|"
    r"[Tt]he (?:plaintiff|petitioner|appellant|applicant|claimant))|"
    r"(?P<it>[Ii]ts?|itself)|(?P<they>[Tt]hey|[Tt]heir|[Tt]hem)|"
    r"(?P<he>[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]im))(?![\w-])"
)
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
    "it": (EntityKind.COMPANY, EntityKind.AUTHORITY, EntityKind.MEDIA),
    "court or other": (
        *(EntityKind.COMPANY, EntityKind.AUTHORITY, EntityKind.MEDIA, EntityKind.COURT),
    ),
}
_FIRST_NAMED = ("company", "agency", "court", "person", "party", "it", "he")
_ISSUERS = (EntityKind.COMPANY, EntityKind.OTHER)
_YIELDING = (EntityKind.OTHER, EntityKind.COMPANY)
_GROUPS_BACK, _SPOKEN_OF = 4, 12
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
_IS_FIRM = re.compile(rf"\b(?:{_COMPANY_WORDS}) \Z")
# What only an authority does: ``It also added``, of the authority named before.
_MEASURING = re.compile(
    r" (?:also |has |had |then |further |later |separately |subsequently |will )*(?:added|adds|"
    r"designat|sanction|blacklist|impos|placed|removed|lifted|delisted|froze|revoked|barred)"
)
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
        self._roles = roles or _COREF
        self._all = members
        self._text = members.text
        self._sentences = starts
        self._company: Member | None = None
        self._personal: dict[str, bool] = {}

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
            if member is None and match.lastgroup in ("group", "court"):
                member = self._all.new(match.group(), _KINDS[match.lastgroup])
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
        """``the engine maker Acme`` names whom it means."""
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
        if meant is None:
            if what in ("he", "it") and _JUDGES.match(self._text, match.end()) is not None:
                what = "judge" if what == "he" else "court or other"
            kind = _KINDS[match.lastgroup or ""]
            fitting: Sequence[Placed] = [one for one in before if self._fits(one, kind, what)]
            if what in ("company", "it"):
                fitting = self._or_nameless(match.start(), before, fitting)
            if kind is EntityKind.PERSON and what != "person":
                fitting = self._surely_people(match.start(), fitting)
            meant = self._chosen(match, fitting) if fitting else None
        return None if meant is None else self._all.members[meant.entity]

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
        if what in _FIRST_NAMED and not match.group().lower().endswith(("judge", "法官")):
            return self._salient(match.start(), fitting)
        return fitting[-1]

    def _fits(self, one: Placed, kind: EntityKind, what: str) -> bool:
        if one.kind is EntityKind.COURT and what == "judge":
            return self._is_judge(one)
        if what == "party":
            return one.kind in _PARTIES
        if one.kind is EntityKind.OTHER and what in _NAMELESS:
            return self._is_personal(one) is (kind is EntityKind.PERSON)
        if what in _THINGS:
            return one.kind in _THINGS[what]
        if kind is EntityKind.AUTHORITY:
            return one.kind is kind and one.entity not in ("us-gov", "gb-gov", "eu", "un")
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
        return 1 < len(parts) <= _PERSON_WORDS_MOST and all(part.istitle() for part in parts)

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

    def _or_nameless(
        self, at: int, before: Sequence[Placed], fitting: Sequence[Placed]
    ) -> Sequence[Placed]:
        """``Acme Micro sued. The company said``: a name that might be a person's is none."""
        number = bisect_right(self._sentences, at) - 1
        start = self._sentences[max(0, number - 1)]
        if any(one.start >= start for one in fitting):
            return fitting
        near = [one for one in before if one.start >= start and one.kind is EntityKind.OTHER]
        return near or fitting

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
        fitting = [one for one in before if one.kind is EntityKind.GROUP]
        securities = [one for one in before if one.kind is EntityKind.SECURITY]
        if securities and _SHARES.search(
            sentence.split(". ")[-2] if ". " in sentence else sentence
        ):
            return self._all.members[securities[-1].entity]
        return self._all.members[fitting[-1].entity] if fitting else None
