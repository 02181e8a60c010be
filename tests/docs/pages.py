"""Pages of the reference that are written from the code: `python -m tests.docs.pages`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from proscribe.interfaces.api.reference import reference
from proscribe.model.authority import AUTHORITIES
from proscribe.model.listing import ParsedEdition
from proscribe.model.source import Source
from proscribe.registry import load_source, packaged_snapshot, source_keys
from proscribe.securities.headers import SPELLINGS
from proscribe.securities.investors import SPELLINGS as INVESTOR_SPELLINGS
from proscribe.securities.sides import SIDES
from proscribe.settings import Settings

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"
_OFAC = "delimited files (`.csv`, `.del`, `.pip`), XML, Advanced XML, Enhanced XML"
FORMATS = {
    "au_dfat_sanctions": "XLS, XLSX and CSV, in the layouts of before and since November 2025",
    "ca_dfatd_sema_sanctions": "XML, in the layouts of 2022 and of today",
    "ch_seco_sanctions": "XML of the whole list with its history; a list of changes, as a part",
    "eu_fsf": "XML 1.1, CSV 1.1",
    "jp_mof_sanctions": "the workbook (XLSX, XLS) with a sheet for each programme; CSV of 2026",
    "ftm": "FollowTheMoney JSON lines, nested targets, a base with its deltas; `index.json`",
    "gleif_isin": "CSV of LEI and ISIN (packed too), JSON answers about ISINs",
    "openfigi": "JSON answers to a mapping, search or filter; what `proscribe enrich` keeps",
    "securities": "tables: [your own securities](../how-to/know-whose-a-security-is.md)",
    "us_sec_company_tickers": "`company_tickers.json`, `company_tickers_exchange.json`",
    "gleif": "XML (LEI-CDF, RR-CDF, exceptions), CSV of LEI and ISIN or BIC, JSON answers",
    "worldbank_debarred": "JSON",
    "list": "tables: [files](files.md#a-list-of-your-own-read-by-import-list-and-screen---list)",
    "gb_fcdo_sanctions": "XML, CSV, ODS, XLSX, and the ODS export of the search page",
    "gb_hmt_sanctions": "CSV of before and since 2022, XML",
    "un_sc_sanctions": "XML (`consolidated.xml`)",
    "us_bis_denied": "tab-separated text, CSV, XLS, XLSX; with or without address columns",
    "us_ddtc_debarred": "CSV of 2018, XLSX; statutory and administrative list together",
    "us_ofac_cons": _OFAC,
    "us_ofac_sdn": _OFAC,
    "us_state_isn": "CSV",
    "us_trade_csl": "CSV, tab-separated text and JSON, in all layouts since 2019",
}
SETTINGS = {
    "db": (
        "Address of the store: `sqlite:///FILE`, `sqlite://`, `postgresql://USER@HOST/DATABASE`.",
        "`proscribe.db` in the data folder",
    ),
    "data": (
        "The data folder, which holds the store and the archive where nothing else is said.",
        "where programs of your system keep data (on Linux `~/.local/share/proscribe`)",
    ),
    "archive": (
        "Where the bytes of editions are kept: a folder, or an address that fsspec opens.",
        "`archive` in the data folder",
    ),
    "urls": (
        "By key of a list: its address, or those of an edition's files (JSON in the variable).",
        "the publishers' addresses, which are with the [sources](sources.md)",
    ),
    "headers": (
        "By key of a list: headers its publisher asks for, such as the key of an API.",
        "none",
    ),
    "openfigi_key": (
        "Key of OpenFIGI's interface for `proscribe enrich`: it lets one ask more at once.",
        "none: ten questions a request, 25 requests a minute",
    ),
    "fetch_timeout_seconds": (
        "How long a server may be silent. A file as a whole may take sixty times as long.",
        "30",
    ),
    "reader_url": (
        "OpenAI-compatible endpoint that may [read articles](../how-to/read-with-a-model.md).",
        "none: nothing is sent to any model",
    ),
    "reader_key": ("Key of that endpoint, sent to it alone and never logged.", "none"),
    "reader_model": ("The model it shall read with.", "none"),
    "reader_timeout_seconds": (
        "How long the endpoint may take over one article, every attempt included.",
        "120",
    ),
    "receipts": (
        "Whether commands leave a [receipt](../explanation/receipts.md) of each answer.",
        "true",
    ),
    "receipts_keep_days": (
        "After how many days questions and answers are forgotten; the receipts stay.",
        "0: never",
    ),
    "organisation": (
        "Whose receipts, keys, users, jobs and watches the command line and Python deal with.",
        "default",
    ),
    "second_person": (
        "Whether [two people](../how-to/clear-a-match.md#have-two-people-decide) decide a match.",
        "false",
    ),
    "requests_per_second": (
        "How often a key without a rate of its own may ask, in each process of the service.",
        "0: without limit",
    ),
    "session_hours": ("How long somebody stays logged in.", "12"),
    "oidc_issuer": (
        "OpenID Connect provider that [people sign on with](../how-to/give-people-access.md).",
        "none",
    ),
    "oidc_client_id": ("What it knows us by.", "none"),
    "oidc_client_secret": ("Our secret there, sent to it alone and never logged.", "none"),
    "oidc_claim": ("The claim that holds the name of the user.", "email"),
    "telemetry_url": (
        "OpenTelemetry collector for [spans](../how-to/run-a-server.md#logs-and-metrics).",
        "none",
    ),
    "jobs_kept_days": (
        "For how many days files and results of a job are kept once it has ended.",
        "30",
    ),
    "jobs_memory_mib": (
        "How much memory one job may take, in MiB; it fails where it needs more.",
        "4096",
    ),
    "jobs_most_lines": (
        "How many lines the files of one job may have together, once unpacked.",
        "3000000: more than 32 MiB of plain text can hold",
    ),
    "jobs_timeout_seconds": ("How long one job may run.", "21600, six hours"),
}
_GENERATED = "Written by `python -m tests.docs.pages`; change what it says there."
_SOURCES = f"""\
# Sources

A source is an official list, or a file of facts that comes with the package. `proscribe
sources` shows what is on file of each.

{_GENERATED}
"""
_COLUMNS = f"""\
# Columns of portfolios and orders

How headers, sides and investors are written in files that `screen` reads. Case, accents, signs and
`CamelCase` make no difference; what stands in brackets, and a currency at the end of a header, is
taken off first. What each column is for stands in [files](files.md#portfolios-read-by-screen).

{_GENERATED}
"""
_SETTINGS = f"""\
# Settings

A setting is looked up in this order; the first that is found counts:

1. the option of the command, such as `--db`;
2. the environment, in capitals after `PROSCRIBE_`;
3. the file `proscribe.toml` in the working folder;
4. the default.

{_GENERATED}

| setting | variable | what it is | default |
|---|---|---|---|
"""
_MORE_SETTINGS = """
In `proscribe.toml`:

```toml
db = "postgresql://proscribe@db.example.org/proscribe"
archive = "/srv/proscribe/archive"

[urls]
us_ofac_sdn = "https://mirror.example.org/ofac/SDN.XML"
us_ofac_cons = [
  "https://mirror.example.org/ofac/cons_prim.csv",
  "https://mirror.example.org/ofac/cons_add.csv",
  "https://mirror.example.org/ofac/cons_alt.csv",
]
```

Lists are fetched through the proxies that `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` name, and
`SSL_CERT_FILE` names certificates to trust.

Two more variables are read by the command line: `PROSCRIBE_DEBUG=1` shows where in the program an
error arose, and `NO_COLOR` turns colour off.
"""


def sources_page() -> str:
    """Return the page of all sources."""
    sources = [load_source(key) for key in source_keys()]
    read = [source for source in sources if source.packaged is None]
    packaged = [source for source in sources if source.packaged is not None]
    return "\n".join(
        (
            _SOURCES,
            "## Fetched, or read from your files\n",
            "| key | authority | title | formats | stale after |",
            "|---|---|---|---|---|",
            *(
                f"| `{source.key}` | {authority(source)} | {source.title} "
                f"| {FORMATS[source.key]} | {source.habit_days} days |"
                for source in read
            ),
            "\nWhere the newest edition is published:\n",
            *(f"- `{source.key}`: <{source.url}>" for source in read if source.url is not None),
            "\n## Packaged facts\n",
            "| key | authority | title | entries | checked through | complete |",
            "|---|---|---|---|---|---|",
            *(f"| {' | '.join(packaged_row(source))} |" for source in packaged),
            "\n## What is missing\n",
            *missing(packaged),
            "",
        )
    )


def authority(source: Source) -> str:
    """Return the name of a source's authority."""
    return AUTHORITIES[source.authority].title


def parsed(source: Source) -> ParsedEdition:
    """Read a packaged file."""
    return source.parse(packaged_snapshot(source))


def packaged_row(source: Source) -> tuple[str, ...]:
    """Return the cells of a packaged source."""
    edition = parsed(source)
    return (
        f"`{source.key}`",
        authority(source),
        source.title,
        str(len(edition.listings)),
        str(edition.checked_through),
        "yes" if edition.complete else "no",
    )


def missing(packaged: list[Source]) -> Iterator[str]:
    """Yield what is missing from each incomplete file."""
    for source in packaged:
        edition = parsed(source)
        if not edition.complete:
            yield f"- `{source.key}`: {edition.note}"


def settings_page() -> str:
    """Return the page of all settings."""
    rows = (
        f"| `{name}` | `PROSCRIBE_{name.upper()}` | {' | '.join(SETTINGS[name])} |\n"
        for name in Settings.model_fields
    )
    return f"{_SETTINGS}{''.join(rows)}{_MORE_SETTINGS}"


def columns_page() -> str:
    """Return the page of all headers and words that files of portfolios and orders are read by."""
    return "\n".join(
        (
            _COLUMNS,
            *_spellings("Headers", SPELLINGS, "column"),
            *_spellings("Sides of trades, and ways of positions", SIDES, "side"),
            *_spellings("Investors", INVESTOR_SPELLINGS, "investor"),
        )
    )


def _spellings(title: str, table: Mapping[Any, tuple[str, ...]], column: str) -> tuple[str, ...]:
    rows = (f"| `{name}` | {', '.join(words)} |" for name, words in table.items())
    return (f"## {title}\n", f"| {column} | spellings |", "|---|---|", *rows, "")


PAGES = {
    "http.md": reference,
    "sources.md": sources_page,
    "settings.md": settings_page,
    "portfolio-columns.md": columns_page,
}

if __name__ == "__main__":
    for name, write in PAGES.items():
        (REFERENCE / name).write_text(write(), encoding="utf-8")
