"""How well Chinese and Russian articles are read: all were written for these tests."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from proscribe.claims.dates import find_dates
from proscribe.claims.gazetteer import Gazetteer
from proscribe.claims.languages import language_of
from proscribe.claims.read import read
from proscribe.model.claim import MEASURES, ClaimType, EntityKind, Modality
from tests.bounded import grows_too_fast, must_end
from tests.claims.test_reading import as_prediction, scores
from tests.claims.written import FOREIGN, Written, load_articles

ARTICLES = load_articles(FOREIGN)
PUBLISHED = date(2021, 3, 6)
HOSTILE = (
    "美国国防部将小米、", "被列入", "公司公司", "小米和", "一家企业",
    "据路透社报道，", "对小米科技",
    "股价下跌5%至3港元",
    "США внесли Альфа, ", "включил в список ", "«Альфа» и ", "Альфа Банка ",
    "санкции против ", "акции упали на 5% до ", "по словам Ивана ",
)  # fmt: skip


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    """The actors, and one company that the ledger knows by several names."""
    company = EntityKind.COMPANY
    return Gazetteer.build(
        [("x-1", company, "SMIC", "cn"), ("x-1", company, "中芯国际", "cn")],
    )


@pytest.mark.parametrize("lang", ["zh", "ru"])
def test_articles_of_all_kinds_are_read(
    shared: Path, tmp_path: Path, gazetteer: Gazetteer, lang: str
) -> None:
    predicted, gold = tmp_path / "predicted", tmp_path / "gold"
    predicted.mkdir()
    gold.mkdir()
    for one in ARTICLES:
        if not one.id.startswith(lang):
            continue
        day = date.fromisoformat(one.published)
        reading = read(one.text, lang=None, published=day, gazetteer=gazetteer)
        assert reading.lang == lang
        prediction = json.dumps(as_prediction(one.id, reading))
        (predicted / f"{one.id}.json").write_text(prediction, encoding="utf-8")
        (gold / f"{one.id}.json").write_text(json.dumps(one.gold), encoding="utf-8")

    found = scores(shared, [gold], predicted, tmp_path / "scores.json")

    assert found["all"]["found"]["f1"] >= FOUND_LEAST
    assert found["all"]["right"]["f1"] >= RIGHT_LEAST
    assert (found["offset_errors"], found["false_alarms"]) == (0, 0)


FOUND_LEAST, RIGHT_LEAST = 0.85, 0.80


@pytest.mark.parametrize("article", [one for one in ARTICLES if one.kind.startswith("no measure")],
                         ids=lambda one: one.id)  # fmt: skip
def test_an_article_about_no_measure_claims_none(article: Written, gazetteer: Gazetteer) -> None:
    day = date.fromisoformat(article.published)
    reading = read(article.text, lang=None, published=day, gazetteer=gazetteer)

    assert [one.rule for one in reading.claims if one.type in MEASURES] == []


@pytest.mark.parametrize(
    ("text", "negated", "modality"),
    [
        ("美国国防部将中芯国际列入黑名单。", False, Modality.ASSERTED),
        ("美国国防部没有将中芯国际列入黑名单。", True, Modality.ASSERTED),
        ("美国国防部考虑将中芯国际列入黑名单。", False, Modality.POSSIBLE),
        ("美國國防部將中芯國際列入黑名單。", False, Modality.ASSERTED),
        ("美國國防部沒有將中芯國際列入黑名單。", True, Modality.ASSERTED),
        ("Минфин США внёс «Альфу» в санкционный список.", False, Modality.ASSERTED),
        ("Минфин США не внёс «Альфу» в санкционный список.", True, Modality.ASSERTED),
        ("Минфин США может внести «Альфу» в санкционный список.", False, Modality.POSSIBLE),
    ],
)
def test_a_listing_keeps_how_it_is_put(
    text: str, gazetteer: Gazetteer, *, negated: bool, modality: Modality
) -> None:
    reading = read(text, lang=None, published=PUBLISHED, gazetteer=gazetteer)

    (claim,) = reading.claims
    assert (claim.type, claim.negated, claim.modality) == (ClaimType.LISTED, negated, modality)
    assert claim.quote.text == text
    assert all(
        text[said.span.start : said.span.end] == said.span.text
        for one in reading.entities
        for said in one.mentions
    )


def test_a_latin_name_is_known_next_to_chinese_signs(gazetteer: Gazetteer) -> None:
    reading = read("OFAC将SMIC列入SDN清单。", lang="zh", published=PUBLISHED, gazetteer=gazetteer)

    (claim,) = reading.claims
    subject = next(one for one in reading.entities if one.id == claim.subject)
    assert (claim.agent, claim.list, subject.ledger_ids) == ("us-ofac", "us-sdn", ("x-1",))


@pytest.mark.parametrize(
    ("text", "subjects", "agent"),
    [
        ("美国商务部将位于瑞典、英国等国的9个实体列入实体清单。", {"9个实体"}, "us-doc"),
        (
            "美国商务部将云岭科技、英国等国的9个实体列入实体清单。",
            {"云岭科技", "9个实体"},
            "us-doc",
        ),
        ("英国将云岭科技列入制裁名单。", {"云岭科技"}, "gb-gov"),
        (
            "Минфин США ввёл санкции. В санкционный список внесено 17 физических лиц.",
            {"17 физических лиц"},
            None,
        ),
        ("Минфин США ввёл санкции. В протокол внесено 17 физических лиц.", set(), None),
        (
            "美国商务部将9个实体列入实体清单，其中包括云岭存储和青禾微电子装备集团。",
            {"9个实体", "云岭存储", "青禾微电子装备集团"},
            "us-doc",
        ),
        (
            "Завод «Камский шинный завод» попал под санкции США вместе с «Волжским банком».",
            {"Камский шинный завод", "Волжским банком"},
            "us-gov",
        ),
    ],
)
def test_countries_of_those_listed_neither_act_nor_are_listed(
    text: str, subjects: set[str], agent: str | None, gazetteer: Gazetteer
) -> None:
    reading = read(text, lang=None, published=PUBLISHED, gazetteer=gazetteer)

    listed = [one for one in reading.claims if one.type is ClaimType.LISTED]
    names = {one.id: one.name for one in reading.entities}
    assert {names[one.subject] for one in listed} == subjects
    assert {one.agent for one in listed} == ({agent} if subjects else set())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("周五公布", "2021-03-05"),
        ("今年1月14日", "2021-01-14"),
        ("去年12月", "2020-12"),
        ("上月", "2021-02"),
        ("昨日", "2021-03-05"),
        ("11月11日前", "2021-11-11"),
        ("11月11日", "2020-11-11"),
        ("в пятницу", "2021-03-05"),
        ("в мае прошлого года", "2020-05"),
        ("в прошлом месяце", "2021-02"),
        ("вчера", "2021-03-05"),
        ("24 февраля 2022 года", "2022-02-24"),
    ],
)
def test_dates_are_read_from_the_day_of_publication(text: str, value: str) -> None:
    (found,) = find_dates(text, published=PUBLISHED)

    assert found.value == value


@pytest.mark.parametrize(
    ("text", "lang", "code"),
    [
        ("美国国防部 added it", None, "zh"),
        ("Минфин США", None, "ru"),
        ("The Treasury added Минфин", None, None),
        ("美国", "zh-CN", "zh"),
        ("美国", "en", None),
    ],
)
def test_the_language_is_given_or_told_by_the_script(
    text: str, lang: str | None, code: str | None
) -> None:
    found = language_of(text, lang)

    assert (None if found is None else found.code) == code


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_ends(piece: str, gazetteer: Gazetteer) -> None:
    def work(length: int) -> None:
        text = piece * (length // len(piece))
        reading = read(text, lang=None, published=PUBLISHED, gazetteer=gazetteer)
        assert all(text[c.quote.start : c.quote.end] == c.quote.text for c in reading.claims)

    with must_end():
        work(60_000)
        assert not grows_too_fast(work, 10_000)
