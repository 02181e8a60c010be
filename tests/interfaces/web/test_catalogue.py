"""The texts of the pages."""

from __future__ import annotations

import re
import string
from importlib import resources

import pytest
from babel import Locale

from proscribe.interfaces.web.catalogue import (
    Texts,
    choose_locale,
    languages,
    load_texts,
    texts_in,
)
from proscribe.interfaces.web.reader import Reader
from proscribe.model.errors import InternalError
from proscribe.model.verdict import Act, Instrument, Investor, Outcome, Reason

TEMPLATES = resources.files("proscribe.interfaces.web") / "templates"
ENGLISH = load_texts("en")
# Keys as templates write them out; those made of parts are listed below.
USED = re.compile(r"""\bt(?:\.count)?\(["']([a-z_]+\.[A-Za-z_]+)["'](?!\s*~)""")


def test_every_text_a_template_names_is_in_the_english_catalogue() -> None:
    named = {
        key
        for file in TEMPLATES.iterdir()
        for key in USED.findall(file.read_text(encoding="utf-8"))
    }

    assert len(named) > 100
    assert {key for key in named if key not in ENGLISH and f"{key}.other" not in ENGLISH} == set()


@pytest.mark.parametrize(
    ("section", "names"),
    [("verdict", Outcome), ("headline", Outcome), ("answer", Outcome), ("act", Act),
     ("act_of", Act), ("investor", Investor), ("investor_short", Investor),
     ("instrument", Instrument), ("reason", Reason)],
)  # fmt: skip
def test_every_verdict_act_investor_and_instrument_has_its_words(
    section: str, names: type[Outcome | Act | Investor | Instrument | Reason]
) -> None:
    assert {f"{section}.{each.value}" for each in names} <= {*ENGLISH}


@pytest.mark.parametrize("language", ["de", "zh"])
def test_german_and_chinese_have_every_text_in_every_form_they_know(language: str) -> None:
    forms = {*Locale.parse(language).plural_form.tags, "other"}
    # Section, name and form; of others a section and a name.
    counted = {key.rpartition(".")[0] for key in ENGLISH if key.count(".") > 1}
    wanted = {key for key in ENGLISH if key.count(".") == 1}
    wanted |= {f"{key}.{form}" for key in counted for form in forms}

    assert wanted == {*load_texts(language)}


@pytest.mark.parametrize("language", [each for each in languages() if each != "en"])
def test_a_translation_has_no_key_of_its_own_and_the_same_places(language: str) -> None:
    for key, text in load_texts(language).items():
        assert key in ENGLISH
        assert _places(text) <= _places(ENGLISH[key])


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_what_a_translation_lacks_is_english() -> None:
    assert texts_in("de")("site.ask") == "Fragen"
    begun = Texts("de")
    begun._own = {"site.ask": "Fragen"}  # noqa: SLF001 - all of its own are there
    assert begun("site.ask") == "Fragen"
    assert begun("review.empty") == "Nothing waits."
    with pytest.raises(InternalError):
        texts_in("de")("no.such_text")


@pytest.mark.parametrize(
    ("accepted", "language", "locale"),
    [
        ("", "en", "en_GB"),
        ("en", "en", "en_GB"),
        ("en-US,en;q=0.9", "en", "en_US"),
        ("fr-FR,de;q=0.5", "de", "de"),
        ("de-AT", "de", "de_AT"),
        ("zh-CN", "zh", "zh_Hans_CN"),
        ("xx;q=bad,*", "en", "en_GB"),
        ("en-ZZZZZ", "en", "en"),
    ],
)
def test_the_dearest_language_there_are_texts_in_is_chosen(
    accepted: str, language: str, locale: str
) -> None:
    found = choose_locale(accepted)

    assert (found[0], str(found[1])) == (language, locale)


def test_a_score_is_written_as_the_reader_writes_numbers() -> None:
    for accepted, written in (("en-GB", "0.97"), ("de-DE", "0,97"), ("zh-CN", "0.97")):
        assert Reader.of(accepted).score(0.974) == written
    assert Reader.of("de").score(1.0) == "1,00"


@pytest.mark.parametrize("language", languages())
def test_every_ground_of_a_verdict_is_a_sentence_in_every_language(language: str) -> None:
    texts = load_texts(language)

    for each in Reason:
        said = texts[f"reason.{each.value}"]
        assert said[:1] == said[:1].upper()
        assert said.endswith(("。", "."))
    # Some licences differ by their numbers alone; no two grounds are said alike.
    assert len({texts[f"reason.{each.value}"] for each in Reason}) == len(Reason)
