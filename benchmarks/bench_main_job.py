"""The main job: lists in, questions answered, portfolios screened.

No peer stands beside these figures. The tools that read the same lists (followthemoney,
OpenSanctions' crawlers, yente) match names; none of them screens a portfolio under dated law in
one command. Where one of them can be started alone, its start is measured.
"""

from __future__ import annotations

import atexit
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from benchmarks.case import Case, Places
from benchmarks.portfolio import write_portfolio

ROOT = Path(__file__).parent.parent
LISTS = {"us_ofac_cons": "us_ofac_consolidated", "us_ofac_sdn": "us_ofac_sdn"}
CONS = "data/us_ofac_consolidated"
SDN = "data/us_ofac_sdn"
FUND = "data/holdings_ishares/2020-03-03/IEMG_holdings.csv"
MIB = 2**20

# A store is new in every run: one that holds the edition already would do nothing.
FRESH = (
    'import os, shutil, sys; shutil.rmtree("store", ignore_errors=True); os.mkdir("store"); '
    'os.environ["PROSCRIBE_DATA"] = "store"; '
    "from proscribe.interfaces.cli.main import main; sys.exit(main())"
)
FRESH_DATABASE = (
    'import os, pathlib, psycopg, sys; address = pathlib.Path("address").read_text(); '
    "psycopg.connect(address, autocommit=True)"
    '.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public"); '
    'os.environ.update(PROSCRIBE_DB=address, PROSCRIBE_DATA="."); '
    "from proscribe.interfaces.cli.main import main; sys.exit(main())"
)
# Serves until its standard input is closed.
SERVER = (
    "import sys; from tests.postgresql import find_programs, serve\n"
    "with serve(find_programs()) as server:\n"
    "    print(server.url().replace('+psycopg', ''), flush=True)\n"
    "    sys.stdin.read()"
)
AT = ("--as-of", "2021-03-16", "--known-at", "2021-03-16")
STORE = ("--db", "sqlite:///{work}/lists.db")


def has_postgresql() -> bool:
    """Tell whether a PostgreSQL server is installed."""
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return shutil.which("initdb") is not None or any(debian)


def lay_out_editions(places: Places) -> None:
    """Put the editions where `update` looks for them: DIR/SOURCE/DAY/file."""
    for key, folder in LISTS.items():
        place = places.work / "editions" / key
        place.parent.mkdir(exist_ok=True)
        place.symlink_to(places.shared / "data" / folder, target_is_directory=True)


@cache
def store_of_all_editions(shared: Path) -> Path:
    """Return a store that holds every edition; it is made once for all cases."""
    folder = Path(tempfile.mkdtemp(prefix="proscribe-bench-store-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    lay_out_editions(Places(work=folder, shared=shared))
    proscribe = Path(sys.executable).with_name("proscribe")
    store = folder / "lists.db"
    command = [str(proscribe), "update", "--from", "editions", "--db", f"sqlite:///{store}"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return store


def bring_store(places: Places) -> None:
    """Copy the store of all editions."""
    shutil.copy(store_of_all_editions(places.shared), places.work / "lists.db")


def bring_store_and_portfolio(lines: int) -> Callable[[Places], None]:
    """Return a preparation: the store, and a portfolio of so many lines."""

    def prepare(places: Places) -> None:
        bring_store(places)
        write_portfolio(places.work / "portfolio.csv", lines)

    return prepare


def serve_postgresql(places: Places) -> None:
    """Start a server of our own and write down its address."""
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(server.communicate)
    address = "" if server.stdout is None else server.stdout.readline().strip()
    (places.work / "address").write_text(address, encoding="utf-8")


def told_of_editions(places: Places, output: str) -> str:
    """Remark how much was recorded, and the size of the store."""
    document = json.loads(output)
    editions = document.get("editions", [document])
    records = sum(edition["records"] for edition in editions)
    told = f"{len(editions)} edition{'s'[: len(editions) > 1]}, {records:,} records"
    store = places.work / "store" / "proscribe.db"
    return f"{told}; store {store.stat().st_size / MIB:.0f} MiB" if store.exists() else told


def told_of_report(name: str) -> Callable[[Places, str], str]:
    """Return a remark on the size of a report."""

    def remark(places: Places, _output: str) -> str:
        return f"report {(places.work / name).stat().st_size / MIB:,.1f} MiB"

    return remark


def import_cases() -> Iterator[Case]:
    """Yield the cases that bring lists in."""
    yield Case(
        title="Record every edition of both OFAC lists in a new store (target: 20 s and 500 MB)",
        subject="proscribe",
        command=("python", "-c", FRESH, "update", "--from", "editions", "--json"),
        needs=(CONS, SDN),
        prepare=lay_out_editions,
        remark=told_of_editions,
    )
    for what, key, files, day in (
        ("XML, consolidated list", "us_ofac_cons", (f"{CONS}/2025-06-30/consolidated.xml",), ""),
        (
            "Advanced XML, consolidated list",
            "us_ofac_cons",
            (f"{CONS}/2020-03-17/cons_advanced.xml",),
            "",
        ),
        (
            "CSV set of four files, SDN list",
            "us_ofac_sdn",
            tuple(f"{SDN}/2019-01-15/{name}.csv" for name in ("sdn", "add", "alt", "sdn_comments")),
            "2019-01-15",
        ),
        ("one CSV file, SDN list", "us_ofac_sdn", (f"{SDN}/2022-02-17/sdn.csv",), "2022-02-17"),
        (
            "Enhanced XML, a part of the SDN list",
            "us_ofac_sdn",
            ("data/us_ofac_enhanced_xml/2024-yemen-subset/yemen_sanctions.xml",),
            "",
        ),
    ):
        yield Case(
            title="Record one edition in a new store, by format",
            subject=f"proscribe, {what}",
            command=(
                *("python", "-c", FRESH, "import", key),
                *(f"{{shared}}/{file}" for file in files),
                *(("--published", day) if day else ()),
                "--json",
            ),
            needs=files,
            remark=told_of_editions,
        )


def postgresql_cases() -> Iterator[Case]:
    """Yield the case that records on a server."""
    if has_postgresql():
        files = tuple(f"{SDN}/2021-04-25/{name}.csv" for name in ("sdn", "add", "alt"))
        yield Case(
            title="Record an edition of the SDN list on PostgreSQL, in an empty database",
            subject="proscribe, CSV set of three files",
            command=(
                *("python", "-c", FRESH_DATABASE, "import", "us_ofac_sdn"),
                *(f"{{shared}}/{file}" for file in files),
                *("--published", "2021-04-25", "--json"),
            ),
            needs=files,
            prepare=serve_postgresql,
            remark=lambda places, output: (
                f"{told_of_editions(places, output)}; memory is the client's; "
                "the server runs beside it without fsync"
            ),
        )


def answer_cases() -> Iterator[Case]:
    """Yield the cases that ask."""
    yield Case(
        title="The demonstration, from the start of the program to its page (target: 20 s)",
        subject="proscribe",
        command=("proscribe", "demo", "--out", "demo.html"),
        remark=lambda _places, _output: "packaged facts only, store in memory",
    )
    cold = "Answer one question from a cold start, every OFAC edition on file"
    yield Case(
        title=cold,
        subject="proscribe",
        command=("proscribe", "check", "Xiaomi", *AT, *STORE),
        needs=(CONS, SDN),
        prepare=bring_store,
        remark=lambda _places, _output: "no peer measured; the start of one stands below",
    )
    yield Case(
        title=cold,
        subject="followthemoney, import of the package alone",
        command=("python", "-c", "import followthemoney.proxy; followthemoney.model"),
        remark=lambda _places, _output: "no answer: what a program on it spends before it begins",
    )


def screening_cases() -> Iterator[Case]:
    """Yield the cases that screen portfolios: three acts, ten regimes, every OFAC edition."""
    for lines in (100_000, 1_000_000):
        for form in ("parquet", "csv"):
            yield Case(
                title="Screen a portfolio by ISIN, three acts a line, every line another security "
                "and name, one in a thousand listed (target: 20 s for 1,000,000 lines)",
                subject=f"proscribe, {lines:,} lines to {form}",
                command=(
                    *("proscribe", "screen", "portfolio.csv", *AT),
                    *("--out", f"report.{form}", *STORE),
                ),
                counts=(lines, "lines"),
                needs=(CONS, SDN),
                prepare=bring_store_and_portfolio(lines),
                remark=told_of_report(f"report.{form}"),
            )
    for form in ("parquet", "html"):
        yield Case(
            title="Screen a fund's holdings file as published (IEMG, 2,500 lines)",
            subject=f"proscribe, to {form}",
            command=(
                *("proscribe", "screen", f"{{shared}}/{FUND}", *AT),
                *("--out", f"report.{form}", *STORE),
            ),
            needs=(CONS, SDN, FUND),
            prepare=bring_store,
            remark=told_of_report(f"report.{form}"),
        )


CASES = [*import_cases(), *postgresql_cases(), *answer_cases(), *screening_cases()]
