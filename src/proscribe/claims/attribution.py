"""On whose word a sentence says what it says: speakers, papers, newspapers that cite them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from proscribe.claims.masked import Masked, rule
from proscribe.claims.phrases import SAID
from proscribe.claims.quoting import OPENING, left_open, place_of_close, quoted_part
from proscribe.model.claim import ARTICLE, EntityKind, Span

_SPOKESMAN = (
    r"(?:(?:[’']s?)? (?:[\w-]+ ){0,2}(?:spokes(?:man|woman|person|people)|"
    r"representatives?|lawyers?|officials?|executives?|solicitors?|counsel|barristers?|"
    r"attorneys?|management|embassy|board|ministry))?"
)
_ASIDE = rf"{_SPOKESMAN}(?:,[^,.;]{{1,90}},| \([^)]{{1,60}}\)|[’']s \w+ \w+| in \w+)?"
_SAID = (
    rf"(?:{SAID}|mentioned|mentions|den(?:ied|ies)|ruled(?! (?:on|against|for|in favou?r)\b)|"
    rf"rules|(?:held|holds)(?= that\b|, |: )|found|"
    rf"finds|concluded|determined(?! to )|wrote|showed|shows|highlighted(?= that\b| "
    rf"[“\"])|underlined|underscored|alleged|alleges|accused(?! (?:of|in)\b)|accuses(?! of\b)|"
    rf"contends?|read|reads)"
)
_SPEAKS = (
    (
        # ``a lawyer for the company, Jane Doe, said``.
        rf"\b(?:for|of|at|lawyer|attorney|solicitor|director|adviser|officer|counsel|chief"
        rf"|chair\w*|president|head|director|"
        rf"[’']s [\w -]{{2,40}}?)(?: (?:the )?{{Y}})?, (?P<who>{{P}}|{{O}})(?: (?:of|from|at) "
        rf"[^,.;]{{1,40}})?, "
        rf"(?:\w+ly |also |has |had )*(?P<verb>{_SAID})\b"
    ),
    (
        rf"(?P<who>{{Y}}){_ASIDE}(?:,(?= (?:wrote|said|says|told|called|described|argued)))?(?: "
        rf"(?:that|who|"
        rf"which))?(?: (?:also|later|previously|then|hereby|further|always|long|again|now|\w+ly|"
        rf"(?:on )?{{T}}(?= (?:said|told|denied)\b)|"
        rf"has|had|"
        rf"have)){{0,3}} "
        rf"(?P<verb>{_SAID})\b"
    ),
    (
        r"(?P<who>{C}|{P}|{O})(?!['’]s)[^.;]{0,90} (?:after|before|while|despite) "
        r"(?P<verb>saying|warning|announcing|disclosing|insisting) (?:that |it |on )"
    ),
    (
        rf"[,”\"’] (?P<verb>{_SAID}) (?:the )?(?:[\w-]+ ){{0,3}}?(?:{{C}}|{{O}}|{{A}}|{{M}})"
        rf"(?:[’']s)? (?:[\w-]+ ){{0,2}}?(?P<who>{{P}})"
    ),
    rf"[,”\"’] (?P<verb>{_SAID}) (?:the )?(?:[\w․-]+ ){{0,4}}?(?P<who>{{Y}})",
    (
        rf"[,”\"’?!]\s?[”\"’]? ?(?:the )?(?:[\w-]+ ){{0,3}}?(?P<who>{{Y}}){_ASIDE} "
        rf"(?P<verb>{_SAID}|reported)\b"
    ),
)
_ACCORDING = (
    r"\b(?P<verb>according to|citing|in the words of) (?:a |an |the |its |people |two |"
    r"sources )*(?:(?!(?:with|for|to|about|from|between|over|against|of|by|in)\b)[\w-]+ "
    r"){0,3}?(?P<who>{Y})"
    r"(?:[^,;.]{0,30}? (?:by|of|from|in) (?:the )?(?P<by>{Y}))?(?:[^,;.]{0,40}?(?:cited|"
    r"seen|reviewed|obtained|reported) by (?P<through>{M}))?"
)
_CITED = (
    r"(?P<who>{M})(?!['’]s)[^.;]{0,20}? (?P<verb>cited|cites|citing|quoted|quoting|"
    r"reported|reports|revealed|ran|running)\b"
)
# ``the newspaper reported that the agency had acted``
_REPORTED = (
    r"(?P<who>{M})(?!['’]s)(?: (?:has|had|first|also|later|earlier|on {T}|{T}))* "
    r"(?P<verb>reported|reports|revealed)(?: (?:on )?{T})? that\b"
)
_OWNED = (
    r"(?P<paper>{D})[^.;,]{0,25}? (?:by|from|of|made (?:with|by)|filed by|"
    r"submitted by) (?:the )?(?P<owner>{A}|{C}|{K}|{P})"
)
_OWN = (
    r"(?P<owner>{A}|{C}|{P})[^.;]{0,40}? (?:responded with|filed|submitted|released|"
    r"published|issued) (?:a |an |its |the |own )*(?:[\w-]+ ){0,2}?(?P<paper>{D})"
)
_FROM = r"\b(?P<verb>{D}) from (?P<who>{Y}) that (?:said|read|stated)"
# Speech that goes on in another paragraph opens there anew.
_APART = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who speaks in a part of the text.

    Attributes:
        chain: Ids, outermost first, without the article.
        start: Where what is said begins.
        end: Where it ends.
        direct: Whether it is quoted speech.
        verb: Where the verb of speech lies; -1 where there is none.
    """

    chain: tuple[str, ...]
    start: int
    end: int
    direct: bool = False
    verb: int = -1


class Speech(Protocol):
    """How a language says who speaks: ``cites``, ``speaks`` and ``spoken`` of a language."""

    @property
    def cites(self) -> Sequence[str]:
        """Expressions of ``according to``."""
        ...

    @property
    def speaks(self) -> Sequence[str]:
        """Expressions of a speaker before what is said."""
        ...

    @property
    def spoken(self) -> Sequence[str]:
        """Expressions of a speaker behind it."""
        ...


@dataclass(slots=True)
class Sources:
    """Who speaks where in a text; sentences are given in order.

    Attributes:
        voices: What was found so far, by where its sentence begins.
        tongue: The language, where it is not English.
    """

    voices: dict[int, list[Voice]] = field(default_factory=dict)
    tongue: Speech | None = None
    _stories: set[str] = field(default_factory=set)
    _origins: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _owners: dict[str, str] = field(default_factory=dict)
    _open: tuple[str, ...] | None = None
    _end: int = 0

    def read(self, masked: Masked) -> None:
        """Find who speaks in the next sentence."""
        sentence = masked.sentence
        apart, self._end = sentence.start - self._end >= _APART, sentence.end
        if apart and sentence.text[:1] not in OPENING:
            self._open = None
        if self._open is not None:
            self._go_on(masked)
            return
        self._know_papers(masked)
        found = [*self._speakers(masked)]
        self.voices.setdefault(sentence.start, []).extend(found)
        chain = found[0].chain if found else None
        opened = left_open(sentence.text)
        if opened is not None and chain is not None:
            self.voices[sentence.start].append(
                Voice(chain=chain, start=sentence.start + opened, end=sentence.end, direct=True)
            )
            self._open = chain

    def of(self, at: int, sentence: Span) -> Voice | None:
        """Return who says what stands at a place of a sentence; None: the article itself."""
        within = [one for one in self.in_sentence(sentence) if one.start <= at < one.end]
        return max(within, key=lambda one: (one.direct, len(one.chain)), default=None)

    def in_sentence(self, sentence: Span) -> tuple[Voice, ...]:
        """Return everybody who speaks in a sentence."""
        return tuple(self.voices.get(sentence.start, ()))

    def behind(self, entity: str, kind: EntityKind) -> tuple[str, ...]:
        """Return the chain of who speaks: a paper is cited by somebody, and is somebody's."""
        if kind is not EntityKind.DOCUMENT:
            return (entity,)
        origin = self._origins.get(entity, ())
        owner = self._owners.get(entity)
        own = () if origin and origin[-1] != entity and entity in self._stories else (entity,)
        return (*origin, *own, *(() if owner is None or owner in origin else (owner,)))

    def _go_on(self, masked: Masked) -> None:
        sentence, chain = masked.sentence, self._open or ()
        closed = place_of_close(sentence.text)
        end = sentence.end if closed is None else sentence.start + closed
        going_on = Voice(chain=chain, start=sentence.start, end=end, direct=True)
        self.voices.setdefault(sentence.start, []).append(going_on)
        if closed is not None:
            self._open = None

    def _know_papers(self, masked: Masked) -> None:
        """Learn whose a paper is, and which newspaper cites it."""
        if not masked.holds(EntityKind.DOCUMENT):
            return
        for pattern in (_OWNED, _OWN):
            for match in rule(pattern).finditer(masked.text):
                paper, owner = masked.mentions[match["paper"]], masked.mentions[match["owner"]]
                self._owners.setdefault(paper.entity, owner.entity)
        papers = [
            one
            for _, one in masked.entities(0, len(masked.text))
            if one.kind is EntityKind.DOCUMENT
        ]
        for match in rule(_CITED).finditer(masked.text):
            medium = masked.mentions[match["who"]].entity
            sources = [one for one in papers if not _is_story(masked, one.start, one.end)]
            for one in papers:
                if one in sources:
                    self._origins.setdefault(one.entity, (medium,))
                else:
                    chain = (medium, *(each.entity for each in sources))
                    self._origins.setdefault(one.entity, chain)
                    self._stories.add(one.entity)

    def _speakers(self, masked: Masked) -> Iterator[Voice]:
        sentence = masked.sentence
        if self.tongue is not None:
            yield from self._foreign(masked, self.tongue)
            return
        for match in rule(_ACCORDING).finditer(masked.text):
            chain = self._chain(masked, match)
            yield Voice(
                chain=chain,
                start=sentence.start,
                end=sentence.end,
                verb=masked.offsets[match.start()],
            )
            return
        told = rule(_REPORTED).search(masked.text)
        cited = () if told is None else self._chain(masked, told)
        if told is not None:
            start, end = _what_is_said(masked, told.end())
            yield Voice(chain=cited, start=start, end=end, verb=masked.offsets[told.start("verb")])
        for pattern in (_FROM, *_SPEAKS):
            spoken = rule(pattern).search(masked.text)
            if spoken is None or _denied(masked.text, spoken):
                continue
            match = spoken
            verb = masked.offsets[match.start("verb")]
            chain = self._chain(masked, match)
            if told is not None and told.end() <= match.start():
                chain = (*cited, *(one for one in chain if one not in cited))
            quoted = quoted_part(sentence)
            if quoted is not None:
                yield Voice(chain=chain, start=quoted[0], end=quoted[1], direct=True, verb=verb)
            if (pattern in _SPEAKS[:3] and not _trails(masked.text, match)) or pattern is _FROM:
                start, end = _what_is_said(masked, match.end("verb"))
                yield Voice(chain=chain, start=start, end=end, verb=verb)
            else:
                end = masked.offsets[match.start()] + 1
                yield Voice(chain=chain, start=sentence.start, end=end, verb=verb)
            return

    def _foreign(self, masked: Masked, tongue: Speech) -> Iterator[Voice]:
        """Who speaks in a sentence of another language."""
        sentence = masked.sentence
        cited: tuple[str, ...] = ()
        for pattern in tongue.cites:
            match = rule(pattern).search(masked.text)
            if match is not None:
                cited = self._chain(masked, match)
                break
        for pattern in (*tongue.speaks, *tongue.spoken):
            match = rule(pattern).search(masked.text)
            if (
                match is None
                or rule(_NOTED).match(masked.text, match.start("verb")) is not None
                or masked.mentions[match["who"]].entity in cited
            ):
                continue
            verb = masked.offsets[match.start("verb")]
            chain = (*cited, *self._chain(masked, match))
            quoted = quoted_part(sentence)
            if quoted is not None:
                yield Voice(chain=chain, start=quoted[0], end=quoted[1], direct=True, verb=verb)
            after = min(match.end("verb"), len(masked.offsets) - 1)
            start, end = masked.offsets[after], sentence.end
            if pattern in tongue.spoken:
                start, end = sentence.start, masked.offsets[match.start()] + 1
            yield Voice(chain=chain, start=start, end=end, verb=verb)
            return
        if cited:
            yield Voice(chain=cited, start=sentence.start, end=sentence.end, verb=sentence.start)

    def _chain(self, masked: Masked, match: re.Match[str]) -> tuple[str, ...]:
        groups = match.re.groupindex
        who = masked.mentions[match["who"]]
        chain = self.behind(who.entity, who.kind)
        by = match["by"] if "by" in groups else None
        through = match["through"] if "through" in groups else None
        if by and masked.mentions[by].entity not in chain:
            chain = (*chain, masked.mentions[by].entity)
        if through and masked.mentions[through].entity not in chain:
            chain = (masked.mentions[through].entity, *chain)
        return chain


def _what_is_said(masked: Masked, after: int) -> tuple[int, int]:
    """Return where what is said begins and ends: up to ``after the ministry`` did something."""
    last = masked.sentence.end
    start = masked.offsets[after] if after < len(masked.offsets) else last
    own = rule(_OWN_VOICE).search(masked.text, after)
    end = last if own is None else masked.offsets[own.start()]
    return min(start, last - 1), end


_OWN_VOICE = (
    r",? (?:(?:a|two|three|four|\w+) (?:hours?|days?|weeks?|months?|years?) )?after (?:the )?{A}"
)


def _trails(text: str, match: re.Match[str]) -> bool:
    """``Acme shipped coal, the ministry said on Friday``: what is said stands before."""
    after = text[match.end("verb") :]
    return (
        _BEFORE_IT.search(text, 0, match.start()) is not None
        and _RELATIVE.search(text, 0, match.start()) is None
        and len(after) <= _TAIL
        and _GOES_ON.match(after) is None
    )


# ``brokers, who it said sold arms``: no more is on its word than what they did.
_RELATIVE = re.compile(r"\b(?:who|whom|which|that|whose) (?:the |an? )?(?:[\w-]+ ){0,2}\Z")
_BEFORE_IT = re.compile(
    r"[,”\"’?!] ?(?!(?:but|and|yet|while|although|though|whereas)\b)"
    r"(?:the |a |an |[\ue000-\uf8ff] (?:at|from|with) )?(?:[\w-]+ ){0,3}"
    r"(?:[\ue000-\uf8ff][’']s )?\Z"
)
_GOES_ON = re.compile(
    r":| [\ue000-\uebff] \w| (?:that|it|the (?!statement)|he|she|they|its|there)\b"
)
_TAIL = 60


def _is_story(masked: Masked, start: int, end: int) -> bool:
    words = masked.sentence.text[start - masked.sentence.start : end - masked.sentence.start]
    return words.lower().endswith(("report", "story", "article"))


# ``the company noted that the Pentagon listed it``: it only tells what another did.
_NOTED = (
    r"(?:noted|notes|is aware|was informed) that (?:on {T},? )?(?:the )?(?:{A} )?{A}|"
    r"\w{1,3}[，,]?(?:{X}|公司|董事会)?(?:注意到|获悉)"
)
# ``data from Acme showed``: nobody speaks.
_DATA = re.compile(r"\b(?:data|figures|prices|charts|records) (?:from|by|of|on) (?:the )?\Z")


def _denied(text: str, match: re.Match[str]) -> bool:
    if _DATA.search(text, 0, match.start("who")) is not None:
        return True
    if rule(_NOTED).match(text, match.start("verb")) is not None:
        return True
    return (
        re.search(r"\b(?:not|declined|n[’']t)\b", text[match.start() : match.start("verb")])
        is not None
    )


def chain_of(voice: Voice | None, also: Sequence[str] = ()) -> tuple[str, ...]:
    """Return a chain of attribution, beginning with the article."""
    inner = () if voice is None else voice.chain
    return (ARTICLE, *inner, *(one for one in also if one not in inner))
