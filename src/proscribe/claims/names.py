"""Names of a text that no list knows: companies, people, groups, papers, told by their form."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from proscribe.claims.laws import is_law, short_names_of_laws
from proscribe.claims.whereabouts import is_at_or_to, is_land, is_on, is_within
from proscribe.claims.word_lists import breaks_of_names, not_names, places
from proscribe.model.claim import EntityKind

_WORD = r"(?:[A-Z][\w&+'’.-]*[\w&+]|[A-Z]|[A-Z]\.|\d+[A-Z]\w*)"
_JOINT = r"(?:[ \u00a0](?:of|and|&|de|van|von|der|bin|al|for)(?=[ \u00a0][A-Z]))?"
_SEQUENCE = re.compile(
    rf"{_WORD}(?:{_JOINT}(?:[ \u00a0]\([A-Z][\w-]+(?: [A-Z][\w-]+)?\))?[ "
    rf"\u00a0](?:[dDlL][’'])?{_WORD}){{0,14}}(?:[ \u00a0]\((?:Hong Kong|China|HK|Singapore|Beijing|"
    rf"Shanghai|Shenzhen|Dubai|Cyprus|Macau|Asia|UK|International)\))?(?:\.?,? "
    rf"(?:Inc|Corp|Co|Ltd|Bros|S\.A|N\.V|LLC|LLP|LP|PLC|plc|Limited|Incorporated|Pvt|Pte|Pty|Bhd|Sdn|"
    rf"GmbH|JSC|FZE|FZCO|s\.r\.o|d\.o\.o|a\.s|[Ss]\.?r\.l|B\.V|S\.A\.S|Oy)\.?(?!\w))*"
)
_FORMS = (
    r"Corp|Corporation|Inc|Incorporated|Ltd|Limited|Co|Company|PLC|plc|LLC|LLP|LP|AG|SA|S\.A|SE|NV|"
    r"N\.V|BV|B\.V|S\.A\.S|s\.r\.o|d\.o\.o|a\.s|[Ss]\.?r\.l|Oy|GmbH|JSC|PJSC|OJSC|PAO|OAO|AO|ZAO|"
    r"OOO|KG|SpA|S\.p\.A|AB|AS|ASA|Oyj|Pte|Pty|Bhd|"
    r"Group|Holdings|Holding|Bank|Technologies|Technology|Industries|Petroleum|Airlines|Shipping|"
    r"Telecom|Communications|Electronics|Systems|Semiconductor|Motors|Aerospace|Aviation|Energy|"
    r"Semiconductors|Pharmaceutical|Pharmaceuticals|Capital|Securities|Insurance|Partners|Trading|"
    r"Club|FC"
)
_COMPANY = re.compile(rf"(?:.* )?(?:{_FORMS})\.?\Z")
_COURT = re.compile(r"\A(?:\w+ ){0,3}(?:Court|Tribunal)\Z")
_POSSESSIVE = re.compile(r"['’](?:s\b|(?= ))")
# Names of offices hold ``and``: elsewhere it parts two names.
_OFFICE = re.compile(
    r"(?:Ministry|Department|Bureau|Office|Institute|Committee|Commission|Center|Centre|"
    r"Agency|Association|Federation) "
)
# ``on the Moscow Exchange``: a place of trading, and nobody measures are against.
_MARKET = re.compile(r"(?:\A|\s)(?:Exchange|Bourse|Market|Board)\Z")
_PAPER = re.compile(
    r"Daily [A-Z]\w+|(?:[A-Z][\w-]+ ){1,3}(?:Journal|Times|Herald|Tribune|Gazette|Chronicle|"
    r"Telegraph|Observer|Ledger|Daily|Morning Post|News Agency)"
)
_ON_IT = re.compile(r"\b(?:on|at|from|in|via|through) (?:the )?(?:Main )?(?:Stock )?\Z")
_CAPITALS = frozenset({"Washington", "Moscow", "Beijing", "London", "Brussels", "Luxembourg"})
# Alone they stand for one named before.
_OFFICES = frozenset({"Department", "Ministry", "Agency", "Bureau", "Commission", "Committee"})
_ADJECTIVE = re.compile(
    r"[\w.]+-(?:based|listed|owned|linked|backed|born|led|made|run|related|controlled|"
    r"flagged|registered|traded|installed|appointed|speaking)\Z",
    re.IGNORECASE,
)
# ``Hong Kong-based Acme Ltd``: the place has two words.
_BASED = re.compile(r"[A-Z]\w+ [A-Z]\w+-(?:based|listed|owned|backed|registered|traded|linked) ")
_JOINED_MOST = 2
_TITLE = (
    r"(?:[Ff]ounder|CEO|CFO|COO|[Cc]hief [Ee]xecutive(?: [Oo]fficer)?|[Cc]hief "
    r"(?:[Ff]inancial|[Ll]egal|"
    r"[Oo]perating|[Tt]echnology) [Oo]fficer|[Ee]xecutive [Oo]fficer|[Cc]hair(?:man|woman|person)?|"
    r"[Pp]resident|[Dd]irector(?: [Gg]eneral)?|[Ss]ecretary(?: [Gg]eneral)?|[Mm]inister|"
    r"[Jj]udge|[Jj]ustice|"
    r"[Ss]enator|[Rr]epresentative|[Ss]pokes(?:man|woman|person)|[Aa]nalyst|[Ll]awyer|"
    r"[Aa]ttorney(?: [Gg]eneral)?|"
    r"[Oo]fficial|[Hh]ead|[Aa]mbassador|[Gg]overnor|[Oo]ligarch|[Bb]usinessman|"
    r"[Tt]ycoon|[Bb]illionaire|[Mm]agnate|"
    r"[Pp]artner|[Oo]fficer|[Ee]conomist|[Rr]esearcher|[Ee]xecutive|[Oo]wner|"
    r"[Ee]ntrepreneur|[Bb]anker|[Cc]ommissioner|"
    r"[Cc]ommander(?:-in-[Cc]hief)?|Colonel|Brigadier(?: General)?|Admiral|Major General|"
    r"Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Sen\.|Rep\.|Gen\.)"
    r"(?:,? (?:of|for) (?:the )?(?:State|Treasury|Commerce|Defen[cs]e|Energy|War|Industry "
    r"and Security|Foreign Affairs|Homeland Security|Justice|Trade|Agriculture|the Interior|"
    r"Economy|"
    r"Finance|Terrorism and Financial Intelligence|Export Enforcement|Export "
    r"Administration|Terrorist Financing|Indo-Pacific Security Affairs))*"
)
_RANK = (
    r"(?:(?:[Ff]ormer|[Aa]cting|[Dd]eputy|[Vv]ice|[Ss]enior|[Cc]o-?|[Ee]xecutive|"
    r"[Aa]ssistant|[Uu]nder|"
    r"U\.S\.|US|[Dd]istrict|[Ff]ederal|[Cc]hief|[Mm]anaging|[Pp]rime|[Ff]oreign|"
    r"[Dd]efen[sc]e|[Cc]ommerce|"
    r"[Tt]reasury|[Ff]inance|[Gg]eneral|[Mm]inistry|[Cc]ompany|[Dd]epartment|"
    r"[Rr]otating|[Cc]ircuit)[ -]){0,5}"
)
_ROLE = rf"{_RANK}{_TITLE}"
_PERSON = r"(?:[A-Z][\w-]+|[A-Z]\.)(?: (?:[A-Z](?:[’'][A-Z])?[\w-]+|[A-Z]\.)){0,3}"
_TITLED = re.compile(
    rf"(?<![\w-])(?P<role>{_ROLE}(?:(?:,? and |/|, ){_ROLE}){{0,3}})[ \u00a0]+(?P<name>{_PERSON})"
)
_APPOSED = re.compile(
    rf"(?<![\w’'-])(?P<name>[A-Z][\w-]+(?: [A-Z][\w-]+){{1,4}}), (?:[\w’'-]+ "
    rf"){{0,4}}?(?P<role>{_ROLE})(?![\w-])"
)
_SPEAKS = re.compile(
    r"(?<![\w-])(?P<name>[A-Z][\w’'-]+(?: (?:[A-Z]\.|[A-Z][\w-]+)){1,4})"
    r"(?:,(?= )[^,.\n]{3,80},)? (?:said|says|told|wrote|added|argued|warned|tweeted)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name found by its form.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        kind: What it is; ``other`` where its form does not tell.
        role: Where the words of an office before it begin and end.
        count: How many a group holds, where said.
        called: What its bearer is called, where the words are an inflected or a short form.
    """

    start: int
    end: int
    kind: EntityKind
    role: tuple[int, int] | None = None
    count: int | None = None
    called: str | None = None


_ROLE_AHEAD = re.compile(
    rf"(?:(?<![\w-])(?:[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|A|The|the)|[’']s) (?P<role>(?:[a-z]+ "
    rf")?{_ROLE}), "
    rf"(?P<name>[A-Z][\w-]+(?: [A-Z][\w-]+){{1,2}})(?=, |[.;]|\s*\Z)"
)
# ``ACME LTD, Dubai`` is no person.
_FORM_AHEAD = re.compile(
    rf"\b(?:{_FORMS}|FZE|FZCO|FZC|DMCC|OU|COMPANY|GROUP|LTD|LIMITED|INC|CORP|CO|BANK|TRADING|"
    rf"SHIPPING|"
    rf"HOLDINGS?)\.?,"
)
# ``Garnham J``, as judges are called in English courts.
_JUDGE = re.compile(
    r"(?<![\w’'-])(?P<name>[A-Z][a-z][\w-]+ L?J(?=,? [a-z])|"
    r"(?:Mr|Mrs|Ms|Lord|Lady) (?:Chief )?Justice [A-Z][\w-]+|"
    r"(?:Lord|Lady) [A-Z][\w-]+(?=,? (?:and (?:Lord|Lady) [A-Z][\w-]+,? )?(?:giving|delivering|"
    r"dissenting|held|considered|ruled|concluded|agreed|observed|accepted|found)\b))"
)
_HONOURED = re.compile(
    rf"(?<![\w’'-])(?:Mr|Mrs|Ms|Dr)\.? (?P<name>{_PERSON}), (?P<role>{_ROLE})(?![\w-])"
)
# ``POTAPOVA, Anna Ivanovna``: how official lists name people.
_INVERTED = re.compile(
    r"(?m:^)[ \t]*(?:\d+[.)] )?(?P<name>[A-Z][A-Z’'-]+(?: [A-Z][A-Z’'-]+){0,2}, "
    r"(?!(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]* \d)"
    r"[A-Z][a-z’'-]+(?:[ -][A-Z][a-z’'-]+){0,3})(?=[.,;:(\s]|\Z)"
)


def find_people(text: str) -> Iterator[Name]:
    """Yield people: after the words of an office, before those, or where they speak."""
    yield from _listed_people(text)
    yield from _titled_people(text)
    for pattern in (_APPOSED, _SPEAKS):
        for match in pattern.finditer(text):
            if _personal(match["name"]) == match["name"]:
                start, end = match.span("name")
                role = match.span("role") if pattern is _APPOSED else None
                yield Name(start=start, end=end, kind=EntityKind.PERSON, role=role)


def _listed_people(text: str) -> Iterator[Name]:
    """Yield people as lists name them, English judges, and those behind or before an office."""
    for pattern, kind in ((_INVERTED, EntityKind.PERSON), (_JUDGE, EntityKind.COURT)):
        for match in pattern.finditer(text):
            start, end = match.span("name")
            if _FORM_AHEAD.search(match["name"]) is None:
                yield Name(start=start, end=end, kind=kind)
    for pattern in (_ROLE_AHEAD, _HONOURED):
        for match in pattern.finditer(text):
            name = _personal(match["name"])
            if name is not None:
                start, role = match.start("name"), match.span("role")
                end = start + len(name)
                yield Name(start=start, end=end, kind=EntityKind.PERSON, role=role)


def _titled_people(text: str) -> Iterator[Name]:
    for match in _TITLED.finditer(text):
        name = _personal(match["name"])
        if name is None:
            continue
        if name.startswith("Justice "):
            continue
        judge = match["role"].lower().endswith(("judge", "justice"))
        start = match.start("name")
        yield Name(
            start=start,
            end=start + len(name),
            kind=EntityKind.COURT if judge else EntityKind.PERSON,
            role=match.span("role"),
        )


# ``Judge Temporarily Blocks``
_ADVERB = re.compile(
    r"(?:Temporar|Part|Partial|Permanent|Narrow|Formal|Brief|Unanimous|Preliminar|Final|Again|"
    r"Indefinite|Swift|Quiet)(?:i?ly)?\Z"
)


def _personal(words: str) -> str | None:
    """Return a person's name without what is none; None where it is not a person's."""
    name = _POSSESSIVE.split(words)[0]
    parts = name.split()
    if (
        not parts
        or _ADVERB.match(parts[0])
        or parts[0] in not_names()
        or parts[0] in breaks_of_names()
        or _COMPANY.match(name)
    ):
        return None
    for place, part in enumerate(parts):
        if place and part in breaks_of_names():
            return " ".join(parts[:place])
    return None if name in not_names() else name


def find_sequences(text: str) -> Iterator[Name]:
    """Yield words with capitals, parted where they are several names, and no places."""
    found = _with_institutes(text, [*_sequences(text)])
    others = [one for one in found if one.kind is EntityKind.OTHER]
    elsewhere = {text[one.start : one.end] for one in others if not is_at_or_to(text, one.start)}
    within = {text[one.start : one.end] for one in others if is_within(text, one.start)}
    for one in found:
        words = text[one.start : one.end]
        place = words in within and words not in elsewhere
        land = is_land(words) and is_on(text, one.start)
        if one.kind is not EntityKind.OTHER or not (place or land):
            yield one


def _with_institutes(text: str, names: list[Name]) -> list[Name]:
    """Return names in order, those of numbered institutes in place of their parts."""
    whole = [
        Name(start=match.start(), end=match.end(), kind=EntityKind.COMPANY)
        for match in _INSTITUTE.finditer(text)
    ]
    if not whole:
        return names
    starts = [one.start for one in whole]
    parts = [(one, bisect_right(starts, one.start) - 1) for one in names]
    apart = [one for one, at in parts if at < 0 or whole[at].end <= one.start]
    return sorted((*apart, *whole), key=lambda one: one.start)


# ``Acme Corporation 9th Academy 772 Research Institute`` is one body, and not Acme.
_INSTITUTE = re.compile(
    r"(?<![\w-])[A-Z][\w&-]*(?: (?:(?:of|and|for) )?(?:[A-Z][\w&-]*|\([A-Z]{2,8}\))){0,12}"
    r"(?: \d{1,3}(?:st|nd|rd|th)?(?: Research| Design| Scientific)? (?:Academy|Institute))+\b"
)
# ``General License 1B``
_NUMBER = re.compile(r"\d+[A-Z]?")


def _sequences(text: str) -> Iterator[Name]:
    laws = short_names_of_laws(text)
    for match in _SEQUENCE.finditer(text):
        for start, words in _parted(match.start(), match.group()):
            begin, name = _without_openings(start, words)
            end = begin + len(name)
            if not name or name in not_names() or name in breaks_of_names() or name in places():
                continue
            if text[end : end + 1] == "$" or name in _OFFICES or name in _CAPITALS:
                continue
            if ("-" in name and _ADJECTIVE.match(name)) or is_law(name) or name in laws:
                continue
            on_it = _ON_IT.search(text, max(0, begin - 24), begin) is not None
            kind = _kind_of(name, on_it=on_it)
            if kind is not EntityKind.OTHER or (len(name) > 1 and not _NUMBER.fullmatch(name)):
                yield Name(start=begin, end=end, kind=kind)


def _kind_of(name: str, *, on_it: bool) -> EntityKind:
    """Return what bears a name, by its form."""
    if on_it and _MARKET.search(name):
        return EntityKind.VENUE
    if _PAPER.fullmatch(name):
        return EntityKind.MEDIA
    if _COURT.search(name):
        return EntityKind.COURT
    if _COMPANY.match(name) and " " in name:
        return EntityKind.COMPANY
    return EntityKind.OTHER


def _parted(start: int, words: str) -> Iterator[tuple[int, str]]:
    """Part ``Acme and Beta Bank``, ``Acme's Beta`` and, in a headline, ``Acme Sanctions Beta``."""
    at = 0
    for cut, after in _cuts(words):
        if words[at:cut]:
            yield start + at, words[at:cut]
        at = after
    if words[at:]:
        yield start + at, words[at:]


def _cuts(words: str) -> Iterator[tuple[int, int]]:
    office = 0
    for match in _PARTS.finditer(words):
        piece = words[office : match.start()]
        if match["and"] is not None:
            after = words[match.end() :].split(" and ", maxsplit=1)[0].split()
            if _OFFICE.match(_without_openings(0, piece)[1] + " ") and len(after) <= _JOINED_MOST:
                continue
        elif match["word"] is not None and (
            match["word"] not in breaks_of_names()
            or _is_joint(match)
            or _CLEARING.match(words, match.start())
        ):
            continue
        yield match.start(), match.end()
        office = match.end()


# ``the National Settlement Depository``; ``OFAC Settlement`` tells of a settlement.
_CLEARING = re.compile(r"Settlement (?:Depository|Bank|Cent(?:er|re))\b")


def _is_joint(match: re.Match[str]) -> bool:
    """``of`` and ``for`` in small letters join."""
    return match["word"].islower()


_PARTS = re.compile(r"(?P<and> and )|(?P<owner>['’]s?(?= ) ?)|(?<!\w)(?P<word>[A-Z]\w+)(?![\w’'-])")


# ``Acme Lines of India`` is Acme Lines; the Bank of India is itself.
_IN_A_LAND = re.compile(
    r"(?<=\w)(?: of (?:China|Russia|Iran|India|Turkey|Dubai|Cyprus|Hong Kong|Singapore|Malaysia|"
    r"Syria|"
    r"Lebanon|Iraq|Oman|Belarus|Ukraine|Kazakhstan|Switzerland|Germany|Britain|Japan|Taiwan))\Z"
)
# ``Jane Doe of Doe & Roe`` is Jane Doe.
_OF_A_FIRM = re.compile(r"(?P<name>[A-Z]\w+(?: [A-Z][\w.]*){1,2}) of [A-Z]\w+(?:,? [A-Z]\w+)* & .+")
_BODY = re.compile(
    r"Bank|Republic|Government|Ministry|Universit|Institut|Academy|Association|Federation|Council|"
    r"Council|Party|Army|Corporation of|Company of|Department|Office|Commission|Society|Union|"
    r"Chamber"
)


def _without_openings(start: int, words: str) -> tuple[int, str]:
    """``The``, ``On Friday``, ``China-based`` and ``Chinese`` before a name are no part of it."""
    start += len(words) - len(words.lstrip())
    words = words.lstrip()
    while words:
        first, _, rest = words.partition(" ")
        hyphened = "-" in words
        known = first.strip(".,") in not_names() or (hyphened and _ADJECTIVE.match(first))
        if (not known and not first.islower()) or (first == "Bank" and rest.startswith("of ")):
            break
        two = " ".join(words.split(" ", maxsplit=2)[:2])
        if hyphened and _BASED.match(words) is not None:
            start += len(two) + 1
            words = words[len(two) + 1 :]
            continue
        if words == "US" or (rest and two not in not_names() and _begins(first, rest, words)):
            break
        start += len(first) + (1 if rest else 0)
        words = rest
    if " of " in words and _BODY.search(words) is None:
        words = _IN_A_LAND.sub("", words)
    of_firm = _OF_A_FIRM.fullmatch(words)
    words = words if of_firm is None else of_firm["name"]
    bare = words.lstrip(" ,")
    kept = bare.rstrip(" ,&").removesuffix("'s").removesuffix("’s")
    return start + len(words) - len(bare), kept


def _begins(first: str, rest: str, words: str) -> bool:
    """``China Telecom`` and ``Northern Trust Bank`` begin so; ``Chinese Acme Ltd`` does not."""
    if rest.startswith(("of ", "and ")):
        return False
    if first in _PLACES:
        return rest.split(" ", maxsplit=1)[0] not in not_names()
    return first in _BEGIN_COMPANIES and _COMPANY.match(words) is not None


_PLACES = frozenset(
    (
        *("China", "Russia", "Iran", "Korea", "India", "Syria", "Dubai", "Shanghai", "Beijing"),
        *("Nanjing", "Dalian", "Wuhan", "Moscow", "Hong", "Hangzhou", "Guangzhou", "Shenzhen"),
        *("Tehran", "Minsk", "Istanbul", "Sharjah", "Samara", "Pyongyang", "Damascus", "Seoul"),
    )
)
_BEGIN_COMPANIES = frozenset(
    (
        *("Northern", "Southern", "Eastern", "Western", "Central", "National"),
        *("American", "Russian", "Belarusian", "State", "Bank", "Security"),
        *("First", "Islamic", "Natural", "Industrial", "International", "Shenzhen"),
        *("Guangzhou", "Hangzhou", "Tehran", "Economic", "Group"),
    )
)
