"""Portfolios are handed in over HTTP, screened by a worker, and fetched as reports."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator
from http.client import HTTPConnection
from urllib.parse import urlsplit

import httpx
import polars as pl
import pytest

from proscribe.interfaces.api.limits import MOST_BODY_BYTES
from proscribe.workspace.jobs import UPLOAD_BYTES
from tests.interfaces.api.doors import PORTFOLIO, House

BOUNDARY = {"content-type": "multipart/form-data; boundary=xx"}
AS_OF = "2021-03-16"


def test_a_portfolio_is_screened_as_a_job(house: House) -> None:
    answer = house.screen(actions="buy", as_of=AS_OF, known_at="2021-03-06", formats="csv,json")

    job = answer.json()
    assert answer.status_code == 202
    assert answer.headers["location"] == f"/v1/jobs/{job['id']}"
    assert answer.headers["x-proscribe-receipt"]
    assert job["state"] == "queued"
    assert job["by"] == "analyst of one"
    assert job["files"][0]["name"] == "depot.csv"
    assert job["files"][0]["size"] == len(PORTFOLIO)

    assert house.workspace.jobs.run_pending() == 1

    done = house.analyst.get(answer.headers["location"]).json()
    assert (done["state"], done["progress"]) == ("done", {"done": 2, "total": 2})
    assert (done["summary"]["lines"], done["summary"]["not_allowed"]) == (2, 1)
    assert [one["format"] for one in done["results"]] == ["csv", "json"]
    assert house.analyst.get("/v1/jobs").json()["jobs"][0] == done


def test_the_report_says_what_may_not_be_bought(house: House) -> None:
    job = house.screened(actions="buy", as_of=AS_OF, known_at="2021-03-06")

    report = house.analyst.get(f"/v1/jobs/{job}/result.csv")

    rows = list(csv.DictReader(io.StringIO(report.text)))
    assert {row["verdict"] for row in rows if row["isin"] == "KYG9830T1067"} == {"PROHIBITED"}
    assert {row["verdict"] for row in rows if row["isin"] == "US0378331005"} == {"ALLOWED"}


@pytest.mark.parametrize(
    ("wanted", "kind", "begins"),
    [
        ("csv", "text/csv; charset=utf-8", b""),
        ("json", "application/json", b"{"),
        ("html", "text/html; charset=utf-8", b"<!DOCTYPE html>"),
        (
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            b"PK",
        ),
        ("parquet", "application/vnd.apache.parquet", b"PAR1"),
    ],
)
def test_a_report_is_a_file_to_be_kept(house: House, wanted: str, kind: str, begins: bytes) -> None:
    job = house.screened(actions="buy", formats=wanted)

    report = house.analyst.get(f"/v1/jobs/{job}/result.{wanted}")

    assert report.status_code == 200
    assert report.headers["content-type"] == kind
    name = f"screening-{job}.{wanted}"
    assert report.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert report.headers["x-content-type-options"] == "nosniff"
    assert report.headers["content-security-policy"].startswith("sandbox")
    assert report.headers["x-proscribe-receipt"]
    assert report.content.lower().startswith(begins.lower())


def test_a_receipt_of_a_report_names_its_digest_and_keeps_no_second_copy(house: House) -> None:
    job = house.screened(actions="buy", formats="parquet")
    report = house.analyst.get(f"/v1/jobs/{job}/result.parquet")

    number = int(report.headers["x-proscribe-receipt"])
    kept = house.workspace.receipts.get(house.workspace.local_user("test", "one"), number)

    assert kept.receipt.kind == "http_result"
    assert kept.to_json()["answer"]["size"] == len(report.content)  # type: ignore[index]
    assert pl.read_parquet(report.content).height == 2


def test_accounts_and_funds_are_taken_in_beside_portfolios(house: House) -> None:
    files = [
        ("file", ("depot.csv", b"account,name,isin\nA,Xiaomi,KYG9830T1067\n")),
        ("file", ("second.csv", b"name\nIEMG\n")),
        ("accounts", ("accounts.csv", b"account,investor\nA,eu_person\n")),
        ("fund", ("IEMG.csv", b"name,isin,weight\nXiaomi,KYG9830T1067,1.5\n")),
    ]
    answer = house.analyst.post("/v1/screen", files=files, data={"as_of": AS_OF})

    assert answer.status_code == 202, answer.text
    assert [one["role"] for one in answer.json()["files"]] == [
        *("portfolio", "portfolio", "accounts", "fund"),
    ]
    assert house.workspace.jobs.run_pending() == 1
    done = house.analyst.get(answer.headers["location"]).json()
    assert done["state"] == "done", done["error"]


def test_a_job_is_cancelled(house: House) -> None:
    job = house.screen().json()["id"]

    answer = house.analyst.delete(f"/v1/jobs/{job}")

    assert (answer.status_code, answer.json()["state"]) == (200, "cancelled")
    assert answer.json()["cancelled_by"] == "analyst of one"
    assert house.workspace.jobs.run_pending() == 0
    refused = house.analyst.get(f"/v1/jobs/{job}/result.csv")
    assert refused.status_code == 400
    assert "cancelled" in refused.json()["detail"]


def test_a_broken_file_fails_its_job_in_words(house: House) -> None:
    answer = house.analyst.post("/v1/screen", files={"file": ("depot.xlsx", b"PK no workbook")})
    house.workspace.jobs.run_pending()

    job = house.analyst.get(answer.headers["location"]).json()

    assert (job["state"], job["error"]["is_input"]) == ("failed", True)
    assert "depot.xlsx" in job["error"]["where"] + job["error"]["what"]


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "..\\..\\x.csv",
        "/etc/passwd",
        'a"; filename="b.csv',
        "a\r\nSet-Cookie: x",
    ],
)
def test_a_file_name_leads_nowhere(house: House, name: str) -> None:
    part = f'form-data; name="file"; filename="{name}"'.replace("\r\n", "%0D%0A")
    body = f"--xx\r\nContent-Disposition: {part}\r\n\r\n".encode() + PORTFOLIO + b"\r\n--xx--\r\n"
    answer = house.analyst.post("/v1/screen", content=body, headers=BOUNDARY)

    assert answer.status_code == 202, answer.text
    (file,) = answer.json()["files"]
    assert not set('/\\"\r\n') & set(file["name"])
    assert "set-cookie" not in answer.headers
    house.analyst.delete(answer.headers["location"])


def chunks(number: int) -> Iterator[bytes]:
    yield b'--xx\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
    for _ in range(number):
        yield b"x" * (1 << 20)
    yield b"\r\n--xx--\r\n"


def test_an_upload_may_be_larger_than_other_bodies(house: House) -> None:
    answer = house.analyst.post("/v1/screen", content=chunks(8), headers=BOUNDARY)

    assert answer.status_code == 202
    assert answer.json()["files"][0]["size"] == 8 << 20 > MOST_BODY_BYTES
    house.analyst.delete(answer.headers["location"])


@pytest.mark.parametrize("mebibytes", [33, 40])
def test_one_that_is_too_large_is_refused_and_nothing_is_kept(house: House, mebibytes: int) -> None:
    spool = house.workspace.jobs.uploading
    with spool() as probe:
        folder = probe._folder.parent  # noqa: SLF001 - where uploads lie
    before = {*folder.iterdir()}

    try:
        answer = house.analyst.post("/v1/screen", content=chunks(mebibytes), headers=BOUNDARY)
    except httpx.WriteError:
        # It went on sending to a server that had refused it and hung up.
        pass
    else:
        assert answer.status_code == 413
    assert {*folder.iterdir()} == before
    assert UPLOAD_BYTES == 32 << 20


def test_a_stated_size_that_is_too_large_is_refused_before_it_is_read(house: House) -> None:
    key = house.analyst.headers["authorization"]
    asking = HTTPConnection(urlsplit(house.url).netloc, timeout=60)
    asking.putrequest("POST", "/v1/screen")
    for name, value in {**BOUNDARY, "content-length": str(40 << 20), "authorization": key}.items():
        asking.putheader(name, value)
    asking.endheaders(b"--xx")

    assert asking.getresponse().status == 413
    asking.close()


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "cannot be read"),
        (b"no form at all", "cannot be read"),
        (b'--xx\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc', "whole"),
        (b'--xx\r\nContent-Disposition: form-data; name="file"\r\n\r\nabc\r\n--xx--', "no file"),
        (b'--xx\r\nContent-Disposition: form-data; name="acount"\r\n\r\na\r\n--xx--', "'acount'"),
        (b"--xx\r\nX: y\r\n\r\na\r\n--xx--", "''"),
        (b'--xx\r\nContent-Disposition: form-data; name="as_of"\r\n\r\n\xff\r\n--xx--', "UTF-8"),
        (b'--xx\r\nContent-Disposition: form-data; name="as_of"\r\n\r\n\r\n--xx--', "no file to"),
    ],
)
def test_a_broken_form_is_refused_in_words(house: House, body: bytes, says: str) -> None:
    answer = house.analyst.post("/v1/screen", content=body, headers=BOUNDARY)

    assert answer.status_code == 400
    assert says in answer.json()["detail"]


@pytest.mark.parametrize(
    "fields",
    [
        {"actions": "steal"},
        {"investor": "martian"},
        {"as_of": "yesterday"},
        {"formats": "docx"},
        {"regimes": "nowhere"},
        {"as_fund": "perhaps"},
        {"columns": "isin"},
        {"columns": ["A=isin", "B=isin"]},
        {"as_of": ["2021-01-01", "2021-01-02"]},
        {"location": "x\0y"},
    ],
)
def test_an_option_that_makes_no_sense_is_refused_at_once(
    house: House, fields: dict[str, str | list[str]]
) -> None:
    before = house.analyst.get("/v1/jobs").json()

    assert house.screen(client=None, **fields).status_code == 400
    assert house.analyst.get("/v1/jobs").json() == before


def test_a_field_that_is_long_is_refused(house: House) -> None:
    assert house.screen(regimes="x" * 100_000).status_code == 413


def test_another_kind_of_body_is_refused(house: House) -> None:
    answer = house.analyst.post("/v1/screen", json={"file": "x"})

    assert answer.status_code == 400
    assert "multipart/form-data" in answer.json()["detail"]


def test_a_packed_portfolio_is_taken(house: House) -> None:
    files = {"file": ("depot.csv.gz", gzip.compress(PORTFOLIO))}
    answer = house.analyst.post("/v1/screen", files=files, data={"actions": "buy"})
    house.workspace.jobs.run_pending()

    job = house.analyst.get(answer.headers["location"]).json()

    assert (job["state"], job["summary"]["lines"]) == ("done", 2)


@pytest.mark.parametrize("job", ["nobody", "0" * 32, "..", "x" * 64])
def test_a_job_that_is_not_there_is_not_found(house: House, job: str) -> None:
    for path in (f"/v1/jobs/{job}", f"/v1/jobs/{job}/result.csv"):
        assert house.analyst.get(path).status_code == 404


def test_a_report_of_another_format_is_not_found(house: House) -> None:
    job = house.screened(actions="buy", formats="csv")

    assert house.analyst.get(f"/v1/jobs/{job}/result.xlsx").status_code == 404
    assert house.analyst.get(f"/v1/jobs/{job}/result.exe").status_code == 422


def test_a_reader_sees_jobs_and_hands_none_in(house: House) -> None:
    reader, job = house.here["reader"], house.screen().json()["id"]

    assert house.screen(client=reader).status_code == 403
    assert reader.delete(f"/v1/jobs/{job}").status_code == 403
    assert reader.get(f"/v1/jobs/{job}").json()["state"] == "queued"
    house.analyst.delete(f"/v1/jobs/{job}")
