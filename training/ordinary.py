"""Names that must not alert: ordinary people and firms, real, invented and recombined."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from faker import Faker

from proscribe.model.script import script_of
from training.folding import words_of
from training.lists import SURNAME_FIRST, Entity, read_strangers
from training.shapes import given_first
from training.wording import LEGAL_FORMS, without_form

if TYPE_CHECKING:
    import icu

# Locale, and how often it is drawn.
_LOCALES = {
    "en_US": 10,
    "en_GB": 5,
    "de_DE": 5,
    "fr_FR": 5,
    "es_ES": 5,
    "es_MX": 4,
    "it_IT": 4,
    "es_CO": 2,
    "pt_BR": 4,
    "pt_PT": 2,
    "nl_NL": 3,
    "sv_SE": 3,
    "no_NO": 2,
    "da_DK": 2,
    "fi_FI": 3,
    "pl_PL": 3,
    "cs_CZ": 2,
    "ro_RO": 2,
    "hu_HU": 2,
    "tr_TR": 3,
    "az_AZ": 2,
    "en_IN": 4,
    "en_PK": 6,
    "id_ID": 3,
    "vi_VN": 2,
    "fil_PH": 2,
    "ha_NG": 2,
    "yo_NG": 1,
    "zu_ZA": 1,
    "fr_DZ": 3,
    "uz_UZ": 1,
    "hr_HR": 2,
    "sq_AL": 1,
    "et_EE": 1,
    "lt_LT": 1,
    "en_KE": 1,
    "es_AR": 2,
    "ga_IE": 1,
    "sk_SK": 1,
    "sl_SI": 1,
    "lv_LV": 1,
    "ru_RU": 6,
    "uk_UA": 4,
    "bg_BG": 2,
    "el_GR": 2,
    "ar_SA": 3,
    "ar_EG": 2,
    "ar_AA": 2,
    "fa_IR": 4,
    "hi_IN": 2,
    "ne_NP": 2,
    "zh_CN": 5,
    "zh_TW": 3,
    "ja_JP": 3,
    "ko_KR": 4,
    "he_IL": 2,
    "th_TH": 1,
    "ka_GE": 1,
    "hy_AM": 1,
    "bn_BD": 1,
    "ta_IN": 1,
}
# Scripts whose transliteration gives what their readers would write in Latin letters.
_ROMANISED = frozenset(
    {"Cyrl", "Grek", "Hani", "Hang", "Kana", "Hira", "Deva", "Thai", "Geor", "Armn"}
)
_COMPANIES = "sec_company_tickers/2023-02-08/company_tickers.json"
_BUSINESS = (
    *("Trading", "Group", "Holdings", "Consulting", "Logistics", "Foods", "Textiles", "Capital"),
    *("Partners", "Solutions", "Systems", "Enterprise", "Enterprises", "Commercial", "Services"),
    *("Industries", "International", "Global", "Energy", "Shipping", "Transport", "Investment"),
    *("Development", "Construction", "Engineering", "Pharma", "Medical", "Media", "Motors"),
    *("Electronics", "Software", "Technology", "Agro", "Import Export", "General Trading"),
    *("Properties", "Real Estate", "Insurance", "Finance", "Bank", "Foundation", "Association"),
    *("Charity", "Relief", "University", "Institute", "Hotel", "Travel", "Airlines", "Petroleum"),
)
_COMMONEST = 12
_SHARE_ROMANISED = 0.7


def invented_people(count: int, seed: str) -> Iterator[str]:
    """Yield names of people of many countries, in the shapes that forms and lists have."""
    random = Random(f"{seed} people")
    makers = _makers(_LOCALES, f"{seed} people")
    latin = _transliterator()
    for locale in random.choices(list(_LOCALES), weights=list(_LOCALES.values()), k=count):
        yield _person(makers[locale], random, latin)


def invented_organizations(count: int, seed: str, listed: Sequence[Entity]) -> Iterator[str]:
    """Yield names of firms: a family name or an invented word, common words, a legal form.

    Args:
        count: How many.
        seed: What the chance starts from.
        listed: Subjects of lists; common words of theirs are used.
    """
    random = Random(f"{seed} organizations")
    words = [*_BUSINESS, *_common_words(listed)]
    makers = _makers(_LOCALES, f"{seed} organizations")
    latin = _transliterator()
    for locale in random.choices(list(_LOCALES), weights=list(_LOCALES.values()), k=count):
        maker = makers[locale]
        if random.random() < 0.25:
            yield maker.company()
            continue
        head = _romanised(maker.last_name(), latin)
        tail = random.sample(words, random.choice((1, 1, 2, 2, 3)))
        form = [random.choice(LEGAL_FORMS)] if random.random() < 0.7 else []
        yield " ".join([head, *tail, *form])


def recombined(count: int, seed: str, listed: Sequence[Entity]) -> Iterator[str]:
    """Yield the given names of one listed person with the last name of another."""
    random = Random(f"{seed} recombined")
    split = [
        words
        for entity in listed
        if entity.schema == "Person"
        if entity.schema == "Person" and not entity.id.startswith(SURNAME_FIRST)
        for name in entity.names[:1]
        if script_of(name.text) == "Latn" and 1 < len(words := given_first(name.text).split()) < 6
    ]
    for _ in range(count):
        given, last = random.sample(split, 2)
        kept = random.randint(1, len(given) - 1)
        yield " ".join([*given[:kept], last[-1]])


def real_people(data: Path) -> Iterator[str]:
    """Yield the names of people of lists that the index does not hold."""
    for entity in read_strangers(data):
        if entity.schema == "Person":
            yield from (name.text for name in entity.names)


def real_companies(data: Path, count: int, seed: str) -> Iterator[str]:
    """Yield the names of firms whose shares are traded in the United States."""
    records = json.loads((data / _COMPANIES).read_text(encoding="utf-8")).values()
    names = sorted({record["title"] for record in records})
    yield from Random(f"{seed} companies").sample(names, count)


def _makers(locales: Iterable[str], seed: str) -> dict[str, Faker]:
    makers = {locale: Faker(locale) for locale in locales}
    for locale, maker in makers.items():
        maker.seed_instance(f"{seed} {locale}")
    return makers


def _person(maker: Faker, random: Random, latin: icu.Transliterator) -> str:
    given, last = maker.first_name(), maker.last_name()
    second, surname = maker.first_name(), maker.last_name()
    if random.random() < _SHARE_ROMANISED:
        given, last, second, surname = (
            _romanised(each, latin) for each in (given, last, second, surname)
        )
    shapes = (
        *(f"{given} {last}",) * 3,
        *(f"{given} {second} {last}",) * 2,
        f"{given} {second[0]}. {last}",
        f"{given} {last} {surname}",
        f"{last}, {given}",
        f"{last} {given}".upper(),
        maker.name(),
    )
    return random.choice(shapes)


def _transliterator() -> icu.Transliterator:
    import icu

    return icu.Transliterator.createInstance("Any-Latin; Latin-ASCII")


def _romanised(name: str, latin: icu.Transliterator) -> str:
    if script_of(name) not in _ROMANISED:
        return name
    return re.sub(r"[^A-Za-z-]", "", latin.transliterate(name)).capitalize()


def _common_words(listed: Sequence[Entity]) -> list[str]:
    counts = Counter(
        word
        for entity in listed
        if entity.schema == "Organization"
        for name in entity.names[:1]
        for word in set(words_of(without_form(name.text)))
        if word.isascii() and word.isalpha() and len(word) > 3
    )
    return sorted(word.title() for word, count in counts.items() if count >= _COMMONEST)
