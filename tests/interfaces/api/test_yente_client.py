"""The client of yente, as published and unmodified, against a real server."""

from __future__ import annotations

import asyncio
import csv
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from yente_client import AsyncClient, Client
from yente_client.entities import Company, Person
from yente_client.exceptions import AuthenticationError, BadRequestError, NotFoundError

from tests.apart import run_apart
from tests.interfaces.api.running import KEY, Service

XIAOMI = "us_dod_1237-xiaomi"


@pytest.fixture
def client(service: Service) -> Iterator[Client]:
    with Client(base_url=service.url, api_key=KEY) as client:
        yield client


def test_it_asks_how_the_server_is(client: Client) -> None:
    assert client.healthz().status == client.readyz().status == "ok"


def test_it_lists_data_sets_and_keeps_them_while_they_stay(client: Client) -> None:
    first, again = client.datasets(), client.datasets()

    assert "default" in first.current
    assert first == again


def test_it_lists_algorithms(client: Client) -> None:
    assert client.algorithms().best == "proscribe"


def test_it_matches_a_company(client: Client) -> None:
    found = client.match(Company(name="XIAOMI CORP"), limit=3, threshold=0.6)

    assert found.top is not None
    assert (found.top.id, found.top.match) == (XIAOMI, True)
    assert found.total.value == 1
    assert found.top.contributing_explanations["name"].candidate == "Xiaomi Corporation"


def test_it_matches_in_several_data_sets(client: Client) -> None:
    xiaomi = Company(name="XIAOMI CORP")
    ours = client.match(xiaomi, datasets=["default", "us_dod_1237", "us_ofac_cons"])
    others = client.match(xiaomi, datasets=["us_ofac_cons"])
    # The first is the path, and the others are looked for within it.
    neither = client.match(xiaomi, datasets=["us_dod_1237", "us_ofac_cons"])

    assert [len(one.results) for one in (ours, others, neither)] == [1, 0, 0]


def test_it_matches_many(client: Client) -> None:
    given = {"a": Company(name="Luokung Technology"), "b": Person(name="Nobody At All")}
    found = dict(client.match_iter(given.items()))

    assert found["a"].top.id == "us_dod_1237-luokung"
    assert found["b"].results == []


def test_it_searches(client: Client) -> None:
    found = client.search("xiaomi", countries=["cn"], facets=["topics", "countries"])

    assert [one.id for one in found.results] == [XIAOMI]
    assert found.facets["countries"].values[0].label


def test_it_fetches_an_entity_and_what_it_is_tied_to(client: Client) -> None:
    entity = client.fetch(XIAOMI)
    every = client.adjacent(XIAOMI)
    one = client.adjacent(XIAOMI, prop="sanctions")

    assert entity.properties["sanctions"][0].schema_ == "Sanction"
    assert every.adjacent["sanctions"].total.value == one.total.value == 1


def test_it_follows_a_former_id(client: Client, service: Service) -> None:
    (hikvision, *_) = service.match("Hikvision")

    assert client.fetch(hikvision["referents"][0]).id == hikvision["id"]


def test_it_reads_statements(client: Client) -> None:
    found = client.statements(canonical_id=XIAOMI, prop="alias")

    assert {one.value for one in found.results} >= {"Xiaomi", "小米"}


def test_it_tells_refusals_apart(client: Client, service: Service) -> None:
    with pytest.raises(NotFoundError, match="no entity"):
        client.fetch("nobody")
    with pytest.raises(BadRequestError, match="cannot be read"):
        client.search("a/b")
    stranger = Client(base_url=service.url, api_key="wrong")
    with pytest.raises(AuthenticationError, match="not known"), stranger:
        stranger.search("xiaomi")


def test_it_asks_from_coroutines_too(service: Service) -> None:
    async def ask() -> list[str]:
        async with AsyncClient(base_url=service.url, api_key=KEY) as client:
            found = await asyncio.gather(
                *(client.match(Company(name=name)) for name in ("Xiaomi Corp", "Luokung") * 8)
            )
        return [one.top.id for one in found if one.top is not None]

    assert run_apart(ask()) == [XIAOMI, "us_dod_1237-luokung"] * 8


def run(service: Service, *arguments: str, key: str = KEY) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("yente-cli")
    return subprocess.run(
        [program, "--api-key", key, "--base-url", service.url, *arguments],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


@pytest.fixture
def names(tmp_path: Path) -> Path:
    file = tmp_path / "in.csv"
    file.write_text("id,name,country\n1,XIAOMI CORP,cn\n2,Nobody Of That Kind,de\n")
    return file


def test_its_command_line_screens_a_file(service: Service, names: Path) -> None:
    done = run(
        service,
        "screen",
        str(names),
        "-",
        "--schema",
        "Company",
        "-i",
        "name=name",
        "--include-empty",
    )
    rows = [*csv.DictReader(done.stdout.splitlines())]

    assert done.returncode == 0, done.stderr
    assert [XIAOMI in row.values() for row in rows] == [True, False]


def test_its_command_line_says_what_went_wrong(service: Service, names: Path) -> None:
    nobody = run(service, "screen", str(names), "--schema", "Banana")
    stranger = run(service, "search", "xiaomi", key="wrong")

    assert nobody.returncode == 2
    assert stranger.returncode == 3


@pytest.mark.parametrize(
    "arguments",
    [
        ("status",),
        ("datasets",),
        ("algorithms",),
        ("fetch", XIAOMI),
        ("search", "xiaomi", "--filter", "properties.country:cn", "--sort", "first_seen:desc"),
        ("match", "--schema", "Company", "-p", "name=Xiaomi"),
        ("statements", "--canonical-id", XIAOMI),
    ],
)
def test_every_command_of_it_runs(service: Service, arguments: tuple[str, ...]) -> None:
    done = run(service, *arguments)

    assert done.returncode == 0, done.stderr
    assert done.stdout
