"""What speakers say where no rule reads more in it: findings, allegations, denials."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Protocol

from proscribe.claims.attribution import Sources, Voice
from proscribe.claims.masked import Masked, rule
from proscribe.claims.rules import Draft
from proscribe.claims.subjects import SUBJECTS
from proscribe.claims.wording import Wording
from proscribe.model.claim import ClaimDate, ClaimType, DateRole, EntityKind, Modality

# Verbs by which one is accused: ``the ships had carried coal``.
DOES = (
    r"(?:manag\w+|support\w*|suppl\w+|help\w*|provid\w+|own\w*|controll?\w*|link\w*|"
    r"tied|ties|work\w*|operat\w+|act\w*|aid\w*|assist\w*|"
    r"evad\w+|violat\w+|ship\w*|transport\w*|carr\w+|financ\w+|fund\w*|steal\w*|"
    r"stole\w*|enabl\w+|involv\w+|responsible|facilitat\w+|part of|"
    r"affiliat\w+|deceiv\w+|threat\w*|smuggl\w+|launder\w*|procur\w*|sell\w*|sold|"
    r"complicit|contribut\w+|spy\w*|used|acquir\w+|collaborat\w+|"
    r"produc\w+|develop\w+|manufactur\w+|engag\w+|role|fail\w*|abus\w+|subject to|"
    r"pose[sd]?|breach\w*|circumvent\w*|benefit\w*)"
)
_ACCUSES = re.compile(rf"\b{DOES}\b", re.IGNORECASE)
_DENIES = re.compile(
    r"\b(?:baseless|groundless|unfounded|unsubstantiated|untrue|false (?:claim|accus|"
    r"alleg)\w*|(?:it|this|that|claims?|allegations?|accusations?|charges?|label) "
    r"(?:is|are|was|were) "
    r"(?:\w+ )?(?:false|wrong|nonsense)|no basis|without (?:basis|merit|"
    r"evidence|foundation)|wrongly|wrongful|mistaken|illegitimate|"
    r"(?:not|never|no|nor|neither|n[’']t|nothing)\b[^.;]{0,60}?\b(?:military|armed forces|"
    r"met|dealt|traded|weapons|ties|links?|linked|"
    r"involved|involvement|owned|controlled|"
    r"affiliated|supplied|violat\w+|connections?|evidence|wrongdoing|part of|support\w*|"
    r"facilitat\w+|evad\w+|sanction\w*|designated|part in|role|targets? of))",
    re.IGNORECASE,
)
_SPEAKERS = frozenset({EntityKind.COMPANY, EntityKind.PERSON, EntityKind.GROUP, EntityKind.OTHER})
_NO_SAYING = frozenset(
    {ClaimType.ROLE, ClaimType.REPORTED, ClaimType.AWARD, ClaimType.PRICE, ClaimType.PRICE_CHANGE}
)
_ASIDE = re.compile(
    r"\b(?:companies|firms|that|which|entities|what) (?:that |which )?(?:the |it "
    r")?[A-Z][\w.’' ]{1,40} \Z"
)
_CITING = ("according to", "According to", "citing", "Citing")
_SPOKEN = frozenset(
    {ClaimType.STATEMENT, ClaimType.DENIAL, ClaimType.ALLEGATION, ClaimType.COURT_FINDING}
)


_SAID_ON = r"\w+ (?:(?:late |early )?(?:on|in) )?(?P<date>{T})"
_ON_SAID = r"\b(?:on|in) (?P<date>{T}) \Z"


class Accusing(Protocol):
    """The words of a language for accusing and denying."""

    @property
    def accuses(self) -> re.Pattern[str]:
        """Words by which an authority accuses."""
        ...

    @property
    def denies(self) -> re.Pattern[str]:
        """Words by which a speaker denies."""
        ...


def find_speech(
    masked: Masked,
    drafts: Sequence[Draft],
    sources: Sources,
    topic: str | None,
    *,
    tongue: Accusing | None = None,
) -> Iterator[Draft]:
    """Yield what is said in a sentence and carried by none of its other claims."""
    kinds = {one.entity: one.kind for one in masked.mentions.values()}
    voices = sources.in_sentence(masked.sentence)
    for voice in voices:
        speaker = voice.chain[-1]
        kind = kinds.get(speaker)
        if kind in (EntityKind.MEDIA, EntityKind.DOCUMENT, EntityKind.LIST, EntityKind.VENUE):
            continue
        if masked.sentence.text[max(0, voice.verb - masked.sentence.start) :].startswith(
            _CITING
        ) and (kind not in (EntityKind.PERSON, EntityKind.COMPANY, EntityKind.AUTHORITY)):
            continue
        if kind in (EntityKind.AUTHORITY, EntityKind.COURT) and _ASIDE.search(
            masked.sentence.text[: max(0, voice.verb - masked.sentence.start)]
        ):
            continue
        if any(_carries(one, voice, speaker) for one in drafts):
            return
        if not voice.direct and voice.verb < 0:
            return
        yield _said(masked, (voice, voices), (kind, topic), tongue)
        return


def _carries(draft: Draft, voice: Voice, speaker: str) -> bool:
    if draft.type in _NO_SAYING:
        return False
    if draft.type in _SPOKEN:
        return True
    if draft.subject == speaker and draft.at < voice.verb:
        return False
    return voice.start <= draft.at < voice.end or draft.at == voice.verb


def _said(
    masked: Masked,
    spoken: tuple[Voice, Sequence[Voice]],
    about: tuple[EntityKind | None, str | None],
    tongue: Accusing | None,
) -> Draft:
    kind, topic = about
    voice, voices = spoken
    accuses, denies = (_ACCUSES, _DENIES) if tongue is None else (tongue.accuses, tongue.denies)
    speaker = voice.chain[-1]
    words = _words(masked, voice, voices)
    type_, subject, modality = ClaimType.STATEMENT, speaker, Modality.ASSERTED
    accused = _accused(masked, voice, speaker)
    if kind is EntityKind.COURT and topic is not None:
        type_, subject = ClaimType.COURT_FINDING, accused or topic
    elif (
        kind is EntityKind.AUTHORITY
        and not voice.direct
        and accused is not None
        and accuses.search(words)
    ):
        type_, subject, modality = ClaimType.ALLEGATION, accused, Modality.ALLEGED
    elif (kind in _SPEAKERS or kind is None) and denies.search(words):
        type_ = ClaimType.DENIAL
    said = "direct speech" if voice.direct else "reported speech"
    when = _day_of_saying(masked, voice)
    return Draft(
        type=type_,
        rule=f"{type_}: {said}",
        sentence=masked.sentence,
        at=voice.start,
        subject=subject,
        agent=speaker if type_ is ClaimType.ALLEGATION else None,
        court=speaker if type_ is ClaimType.COURT_FINDING else None,
        wording=Wording(modality=modality, negated=type_ is ClaimType.DENIAL, aim=False),
        date=when,
    )


def _day_of_saying(masked: Masked, voice: Voice) -> ClaimDate | None:
    """``said in 2016 that``, ``on Friday said``: the day right beside the verb."""
    verb = bisect_left(masked.offsets, voice.verb)
    beside = rule(_SAID_ON).match(masked.text, verb) or rule(_ON_SAID).search(masked.text, 0, verb)
    if voice.verb < 0 or beside is None:
        return None
    told = masked.dates[beside["date"]]
    return ClaimDate(
        span=told.span, value=told.value, role=DateRole.SAID, inferred_from=told.inferred_from
    )


def _words(masked: Masked, voice: Voice, voices: Sequence[Voice]) -> str:
    """Return all that the speaker says in the sentence, quoted or not."""
    start = masked.sentence.start
    own = [one for one in voices if one.chain == voice.chain]
    begin, end = min(one.start for one in own), max(one.end for one in own)
    return masked.sentence.text[begin - start : end - start]


def _accused(masked: Masked, voice: Voice, speaker: str) -> str | None:
    """Return whom what is said is about: the first one named in it."""
    said = [
        one
        for one in masked.mentions.values()
        if voice.start <= one.start < voice.end and one.kind in SUBJECTS and one.entity != speaker
    ]
    return min(said, key=lambda one: one.start).entity if said else None
