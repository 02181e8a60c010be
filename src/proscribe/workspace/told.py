"""What files of claims tell of one subject."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from proscribe.matching.overlong import pieces_of
from proscribe.screening.annotated import build_cards
from proscribe.screening.told import Told, ToldClaim
from proscribe.screening.weighing.issuers import Issuers
from proscribe.workspace.claims_files import read_claims_file
from proscribe.workspace.weighing import link_entities

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from proscribe.ledger.record import Subject
    from proscribe.model.claim import Claim, RecordCheck, TextEntity
    from proscribe.screening.directory import Directory
    from proscribe.workspace.claims_files import ClaimsFile


def read_told(
    files: Sequence[Path | str],
    subject: Subject,
    directory: Directory,
    *,
    known: datetime,
    known_on: date | None,
) -> Told:
    """Return what articles claim of a subject.

    Args:
        files: Files of claims; one named twice counts once.
        subject: The subject.
        directory: Where names without ids of the ledger are looked up.
        known: The moment of knowledge (UTC).
        known_on: The day after which nothing counts that was published; None where all counts.

    Raises:
        InputError: A file cannot be read.
    """
    found: list[ToldClaim] = []
    left_out: list[str] = []
    # Every file is read before any is left out, so that a broken one is never passed over.
    for article in [read_claims_file(path) for path in dict.fromkeys(map(Path, files))]:
        claims = list(_of_subject(article, subject, directory, known=known, known_on=known_on))
        why = _too_late(article, known_on)
        if why is None:
            found += claims
        elif claims:
            left_out.append(f"{article.title or article.id} ({article.file}): {why}")
    return Told(claims=tuple(sorted(found, key=_order)), left_out=tuple(left_out))


def _too_late(article: ClaimsFile, known_on: date | None) -> str | None:
    if known_on is None:
        return None
    if article.published is None:
        return f"its day is not known, so it may not have been public by {known_on}."
    if article.published > known_on:
        return f"published on {article.published}, later than {known_on}."
    return None


def _order(claim: ToldClaim) -> tuple[bool, str, str]:
    return (claim.day is None, claim.day or "", claim.published or "")


def _of_subject(
    article: ClaimsFile,
    subject: Subject,
    directory: Directory,
    *,
    known: datetime,
    known_on: date | None,
) -> Iterator[ToldClaim]:
    ids = {subject.id, *subject.referents}
    linked = {
        one.id: one for one in link_entities(map(_readable, article.entities), directory, known)
    }
    issuers = Issuers(entities=linked, claims=article.claims)
    about = {
        key: tuple(each for each in meant.ledger_ids if each not in ids)
        for key in {one.subject: None for one in article.claims}
        if (meant := issuers.of(key)) is not None and not ids.isdisjoint(meant.ledger_ids)
    }
    claims = [one for one in article.claims if one.subject in about]
    checks = {key: _as_known(check, known_on) for key, check in article.checks.items()}
    counting = {key: check for key, check in checks.items() if check is not None}
    cards = build_cards(claims, article.entities, counting)
    for claim, card in zip(claims, cards, strict=True):
        yield ToldClaim(
            card=card,
            article=article.id,
            file=article.file,
            title=article.title,
            url=article.url,
            published=None if article.published is None else str(article.published),
            on=None if claim.date is None else claim.date.value,
            on_what=_role(claim),
            because=claim.because,
            also=about[claim.subject],
        )


def _role(claim: Claim) -> str:
    if claim.date is None or claim.date.value is None:
        return ""
    return claim.date.role.value.replace("_", " ")


def _readable(entity: TextEntity) -> TextEntity:
    """Return an entity without names too long for any name to be told from them."""
    names = [one for one in (entity.name, *entity.aliases) if pieces_of(one).whole]
    return replace(entity, name=names[0] if names else "", aliases=tuple(names[1:]))


def _as_known(check: RecordCheck, known_on: date | None) -> RecordCheck | None:
    """Return a check without what was found with later knowledge."""
    if known_on is None:
        return check
    day = str(known_on)
    if check.then.known_at > day:
        return None
    later = check.now is not None and check.now.known_at > day
    return replace(check, now=None) if later else check
