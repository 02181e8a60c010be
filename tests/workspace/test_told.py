"""What articles claim of a subject joins its dossier and time line, apart from facts."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from proscribe.model.errors import InputError
from proscribe.workspace import Workspace
from proscribe.workspace import claims_files as reader
from proscribe.workspace.articles import write_article
from proscribe.workspace.claims_files import read_claims_file

STORY = (
    "On January 14, 2021, the U.S. Department of Defense blacklisted Xiaomi. According to a court "
    "filing, Xiaomi was blacklisted because of an award to its founder Lei Jun. Investors must "
    "sell their shares of Xiaomi by November 11th. The Pentagon also blacklisted Hikvision.\n"
)
TEXT = "The Pentagon blacklisted Xiaomi because of <script>alert(1)</script> on Friday."


def written(changes: dict[str, Any] | None = None, **claim: object) -> dict[str, Any]:
    """Return a file of one claim as ``read`` writes it, with changes."""
    return {
        "schema": "proscribe.claims/1",
        "doc": {"id": "a", "published": "2021-03-06", "text": TEXT},
        "entities": [
            {"id": "e1", "kind": "company", "name": "Xiaomi", "refs": {"proscribe": []}},
        ],
        "claims": [
            {
                "id": "c1",
                "type": "reason",
                "subject": "e1",
                "because": "<script>alert(1)</script>",
                "attribution": ["article"],
                "quote": TEXT,
                "start": 0,
                "end": len(TEXT),
                **claim,
            }
        ],
        **(changes or {}),
    }


def put(path: Path, document: object) -> Path:
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


@pytest.fixture
def claims(packaged: Workspace, tmp_path: Path) -> Path:
    article = tmp_path / "story.txt"
    article.write_text(STORY, encoding="utf-8")
    out = tmp_path / "story.json"
    write_article(packaged.read(article, published="2021-03-06"), out)
    return out


def test_claims_stand_apart_with_their_words_and_no_verdict_changes(
    packaged: Workspace, claims: Path
) -> None:
    moment = {"as_of": "2021-03-16", "known_at": "2021-03-16"}
    without = packaged.dossier("Xiaomi", **moment).to_json()
    told = packaged.dossier("Xiaomi", **moment, claims=[claims]).to_json()

    assert {key: told[key] for key in without} == without
    assert set(told) - set(without) == {"claims", "claims_left_out"}
    found: Any = told["claims"]
    assert all(STORY.find(one["quote"]) >= 0 for one in found)
    deadline = next(one for one in found if one["type"] == "divest_by")
    assert deadline["date"] == "2021-11-11"
    assert deadline["record_check"]["standing"] == "contradicted"
    assert deadline["record_check"]["expected_date"] == "2022-01-14"
    days = [one["date"] or one["article"]["published"] for one in found]
    assert days == sorted(days)


def test_a_claim_of_another_company_stays_in_that_ones_dossier(
    packaged: Workspace, claims: Path
) -> None:
    xiaomi = packaged.timeline("Xiaomi", claims=[claims]).told
    hikvision = packaged.timeline("Hikvision", claims=[claims]).told
    nobody = packaged.timeline("SMIC", claims=[claims]).told

    assert xiaomi is not None
    assert hikvision is not None
    assert nobody is not None
    assert [one.card.quote for one in hikvision.claims] == [
        "The Pentagon also blacklisted Hikvision."
    ]
    assert not any("Hikvision" in one.card.quote for one in xiaomi.claims)
    assert nobody.claims == ()


def test_what_is_said_of_a_security_joins_the_dossier_of_its_issuer(
    packaged: Workspace, tmp_path: Path
) -> None:
    article = tmp_path / "exchange.txt"
    article.write_text(
        "The Pentagon blacklisted Hikvision on January 14, 2021. The Pentagon blacklisted Luokung "
        "Technology Corp. on the same day. Luokung's American depositary shares were delisted by "
        "Nasdaq on May 7.\n",
        encoding="utf-8",
    )
    out = tmp_path / "exchange.json"
    write_article(packaged.read(article, published="2021-05-10"), out)

    def kinds(name: str) -> list[str]:
        told = packaged.timeline(name, claims=[out]).told
        assert told is not None
        return [one.card.type for one in told.claims]

    assert "exchange_removed" in kinds("Luokung Technology Corp.")
    assert kinds("Hikvision") == ["listed"]


def test_reasons_that_articles_give_are_collected_and_official_ones_stay(
    packaged: Workspace, claims: Path
) -> None:
    from proscribe.workspace.dossiers import dossier_page

    plain = dossier_page(packaged.dossier("Xiaomi"))
    page = dossier_page(packaged.dossier("Xiaomi", claims=[claims]))

    assert page.reasons == plain.reasons
    assert plain.told is None
    assert page.told is not None
    assert [one.because for one in page.told.reasons] == ["an award to its founder Lei Jun"]
    assert {one.card.type for one in page.told.claims} > {"reason"}


def test_a_time_line_marks_claims_and_keeps_the_order_of_days(
    packaged: Workspace, claims: Path
) -> None:
    from proscribe.workspace.dossiers import dossier_page

    entries = dossier_page(packaged.dossier("Xiaomi", claims=[claims])).timeline

    assert [one.on[:10] for one in entries] == sorted(one.on[:10] for one in entries)
    first = [(one.claimed, one.source) for one in entries if one.on == "2021-01-14"]
    assert first == [(False, "us_dod_1237"), (True, "story")]


def test_what_was_published_or_found_later_than_known_is_left_out(
    packaged: Workspace, claims: Path
) -> None:
    early = packaged.timeline("Xiaomi", known_at="2021-03-05", claims=[claims]).told
    on_the_day = packaged.timeline("Xiaomi", known_at="2021-03-06", claims=[claims]).told
    late = packaged.timeline("Xiaomi", claims=[claims]).told

    assert early is not None
    assert on_the_day is not None
    assert late is not None
    assert early.claims == ()
    assert "published on 2021-03-06, later than 2021-03-05" in early.left_out[0]
    assert len(on_the_day.claims) == len(late.claims)
    assert not any(one.now_standing for one in on_the_day.claims)
    assert any(one.now_standing for one in late.claims)


def test_an_article_without_a_day_counts_only_where_no_day_is_asked(
    packaged: Workspace, tmp_path: Path
) -> None:
    file = put(tmp_path / "a.json", written({"doc": {"id": "a", "text": TEXT}}))

    asked = packaged.timeline("Xiaomi", known_at="2021-03-10", claims=[file]).told
    plain = packaged.timeline("Xiaomi", claims=[file, file]).told

    assert asked is not None
    assert plain is not None
    assert (len(asked.claims), len(plain.claims)) == (0, 1)
    assert "day is not known" in asked.left_out[0]


def test_an_entity_is_meant_by_its_ids_before_its_name(packaged: Workspace, tmp_path: Path) -> None:
    entity = {"id": "e1", "kind": "company", "name": "the maker of phones"}
    ids = ["us_dod_1237-xiaomi", "other-1"]
    meant = written({"entities": [entity | {"refs": {"proscribe": ids}}]})
    other = written({"entities": [entity | {"name": "Xiaomi", "refs": {"proscribe": ["other-1"]}}]})

    by_id = packaged.timeline("Xiaomi", claims=[put(tmp_path / "a.json", meant)]).told
    by_other = packaged.timeline("Xiaomi", claims=[put(tmp_path / "b.json", other)]).told

    assert by_id is not None
    assert by_other is not None
    assert [one.also for one in by_id.claims] == [("other-1",)]
    assert by_other.claims == ()


def test_words_of_a_file_cannot_write_into_the_page(packaged: Workspace, tmp_path: Path) -> None:
    doc = {
        "id": "a",
        "title": "<img src=x onerror=alert(2)>",
        "url": "javascript:alert(3)",
        "text": TEXT,
    }
    check = {"verdict": "confirmed", "as_of": "2021-03-06", "record": "<b>bold</b>"}
    file = put(tmp_path / "a.json", written({"doc": doc}, record_check=check | {"now": check}))

    dossier = packaged.dossier("Xiaomi", claims=[file])
    page = dossier.to_html(tmp_path / "page.html").read_text(encoding="utf-8")

    assert "What articles claim" in page
    assert "Reasons that articles give" in page
    assert "&lt;script&gt;alert(1)" in page
    for bad in ("<script>alert", "<img src=x", 'href="javascript', "<b>bold"):
        assert bad not in page


def test_unknown_fields_are_passed_over(tmp_path: Path) -> None:
    document = written({"later": 1}, mood="grim") | {"doc": written()["doc"] | {"x": [1]}}

    found = read_claims_file(put(tmp_path / "a.json", document))

    assert [one.because for one in found.claims] == ["<script>alert(1)</script>"]


_SPAN = {"text": "Friday", "start": 0, "end": 6, "role": "event", "value": "2021-03-05"}


@pytest.mark.parametrize(
    ("document", "told"),
    [
        ([], "the file is no object"),
        (written({"schema": "proscribe.claims/2"}), "schema is not proscribe.claims/1"),
        (written({"schema": None}), "schema is not proscribe.claims/1"),
        (written({"doc": {"id": "a"}}), "doc.text is missing"),
        (written({"claims": None}), "claims is missing"),
        (written({"claims": [3]}), r"claims\[0\] is no object"),
        (written(quote=None), r"claims\[0\].quote is missing"),
        (written(quote=TEXT[1:]), "is not what doc.text has from 0"),
        (written(start=1), "is not what doc.text has from 1"),
        (written(start=-len(TEXT)), "start is missing or no whole number"),
        (written(start=False), "start is missing or no whole number"),
        (written(end=len(TEXT) + 1), "is not what doc.text has"),
        (written(date=_SPAN), r"claims\[0\].date.text is not what doc.text has"),
        (written(date={"role": "event", "value": "2021-13"}), "is no date"),
        (written(date={"role": "event", "value": "2021-W03-1"}), "is no date"),
        (written(date={"role": "event", "value": "March"}), "is no date"),
        (written(type="rumour"), "'rumour', which is no ClaimType"),
        (written(subject="e9"), "subject is none of the entities"),
        (written(negated="no"), "neither true nor false"),
        (written(attribution=[1]), "attribution holds what is no text"),
        (written(value={"kind": "count", "amount": "NaN"}), "no number an article can state"),
        (written(value={"kind": "count", "amount": "1E+999999"}), "no number an article can state"),
        (written(value={"kind": "count", "amount": "many"}), "amount is no number"),
        (written({"claims": written()["claims"] * 2}), "several claims have the same id"),
        (written({"entities": written()["entities"] * 2}), "several entities have the same id"),
        (
            written({"doc": {"id": "a", "text": TEXT, "sha256": sha256(b"").hexdigest()}}),
            "changed after it was read",
        ),
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_refused_by_name(
    packaged: Workspace, tmp_path: Path, document: object, told: str
) -> None:
    file = put(tmp_path / "claims.json", document)

    with pytest.raises(InputError, match=told) as refused:
        packaged.dossier("Xiaomi", claims=[file])

    assert str(file) in str(refused.value)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"schema": NaN}', b'"\\ud800"'],
    ids=["empty", "cut", "bytes", "deep", "nan", "surrogate"],
)
def test_a_file_that_is_no_json_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "claims.json"
    file.write_bytes(content)

    with pytest.raises(InputError, match="not JSON"):
        read_claims_file(file)


def test_a_file_too_large_or_not_there_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = put(tmp_path / "claims.json", written())
    monkeypatch.setattr(reader, "MOST_BYTES", file.stat().st_size)
    assert read_claims_file(file).id == "a"
    monkeypatch.setattr(reader, "MOST_BYTES", file.stat().st_size - 1)

    with pytest.raises(InputError, match="larger than"):
        read_claims_file(file)
    with pytest.raises(InputError, match="cannot be opened"):
        read_claims_file(tmp_path / "none.json")
    with pytest.raises(InputError, match="cannot be opened"):
        read_claims_file(tmp_path)
