"""Lets a model read an article, and keeps of its answer what the article bears out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from proscribe.backends.fetch.addresses import place
from proscribe.backends.readers.endpoint import Endpoint
from proscribe.claims.dates import DATELINE, PUBLICATION
from proscribe.claims.gazetteer import Gazetteer
from proscribe.claims.model_answer import ModelAnswer, Setting, parse_answer
from proscribe.claims.model_question import build_question
from proscribe.claims.read import Reading, read
from proscribe.claims.relevance import is_about_measures
from proscribe.model.claim import MEASURES
from proscribe.model.errors import InputError, SourceError
from proscribe.settings import Settings

MOST_CHARACTERS = 200_000


def read_with_model(
    text: str,
    *,
    lang: str | None,
    published: date | None,
    settings: Settings,
    gazetteer: Gazetteer,
) -> Reading:
    """Read a text with the model of the settings.

    The text is sent to their endpoint. Names are joined to the ledger by our own reading of the
    text, made beforehand on this machine.

    Args:
        text: The text, newlines untouched.
        lang: ISO 639-1 code of its language, None where unknown.
        published: The day it was published, None where unknown: a dateline then counts.
        settings: Which endpoint and model, with which key.
        gazetteer: The names that are known.

    Returns:
        What it says; the warnings tell what of the answer was dropped, and why.

    Raises:
        InputError: No model is set, or the text is too long for one.
        SourceError: The endpoint does not answer, or not with claims.
    """
    endpoint = Endpoint.of(settings)
    _check_length(text)
    own = read(text, lang=lang, published=published, gazetteer=gazetteer)
    source = DATELINE if published is None else PUBLICATION
    answer = _ask(endpoint, text, own, lang=lang, source=source)
    return replace(
        own,
        entities=answer.entities,
        claims=answer.claims,
        warnings=(*own.warnings, *_warnings(answer, own, text)),
    )


def _check_length(text: str) -> None:
    if len(text) > MOST_CHARACTERS:
        raise InputError(
            f"the text holds {len(text):,} characters; no more than {MOST_CHARACTERS:,} are sent "
            "to a model.",
            remedy="Give it the article alone, or read without a model.",
        )


def _ask(
    endpoint: Endpoint, text: str, own: Reading, *, lang: str | None, source: str
) -> ModelAnswer:
    setting = Setting(
        text=text,
        model=endpoint.model,
        published=own.published,
        source=source,
        entities=own.entities,
        leftovers=own.leftovers,
    )
    content = endpoint.ask(build_question(text, lang=lang, published=own.published))
    try:
        return parse_answer(content, setting)
    except SourceError as error:
        raise SourceError(error.what, where=place(endpoint.url), remedy=error.remedy) from error


def _warnings(answer: ModelAnswer, own: Reading, text: str) -> list[str]:
    """Say what was dropped; and where we see no measure in the text, but the model does."""
    told = [
        f"the model's answer: {count:,} dropped or corrected: {why}"
        for why, count in answer.dropped.items()
    ]
    measures = sum(one.type in MEASURES for one in answer.claims)
    if measures and not is_about_measures(text, own.entities):
        told.append(
            f"the model claims {measures:,} government measures in a text that by our own rules is "
            "about none: its quotes stand in the text, but read them before you rely on them"
        )
    return told
