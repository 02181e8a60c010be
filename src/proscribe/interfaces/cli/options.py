"""The options that commands share, each declared once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from proscribe.interfaces.cli import values
from proscribe.model.verdict import Act, Instrument, Investor, Purpose

_MOMENT = "MOMENT"

Query: TypeAlias = Annotated[
    str,
    typer.Argument(
        metavar="QUERY",
        help="A name, ISIN, CUSIP, SEDOL, FIGI, LEI or ticker (1810.HK, XIACY).",
        show_default=False,
    ),
]
SourceKey: TypeAlias = Annotated[
    str,
    typer.Argument(
        metavar="SOURCE",
        help="Key of the list; `proscribe sources` shows them.",
        show_default=False,
    ),
]
Db: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--db",
        metavar="URL",
        help="The store: sqlite:///FILE, postgresql://…, or sqlite:// for one in memory. "
        "Default: PROSCRIBE_DB, else a SQLite file in the data folder.",
        show_default=False,
    ),
]
AsJson: TypeAlias = Annotated[
    bool, typer.Option("--json", help="Write one JSON document to standard output.")
]
PublicKeys: TypeAlias = Annotated[
    list[Path] | None,
    typer.Option(
        "--key",
        metavar="FILE",
        help="A further public key that is ours (receipts.pub of another machine, or an older "
        "one); may be repeated.",
        show_default=False,
    ),
]
ExitCode: TypeAlias = Annotated[
    bool, typer.Option("--exit-code", help="Exit with 1 where something found needs action.")
]
Accept: TypeAlias = Annotated[
    bool, typer.Option("--accept", help="Record an edition although it looks damaged or old.")
]
AsOf: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar=_MOMENT,
        parser=values.moment_text,
        help="The moment asked about: a day (its end in the regime's zone), or an instant with "
        "offset. Default: now.",
        show_default=False,
    ),
]
KnownAt: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--known-at",
        metavar=_MOMENT,
        parser=values.moment_text,
        help="Only what was public by that moment counts. Default: now.",
        show_default=False,
    ),
]
OneAct: TypeAlias = Annotated[
    Act,
    typer.Option("--action", metavar="ACT", help=f"What is to be done: {', '.join(Act)}."),
]
Acts: TypeAlias = Annotated[
    list[Act] | None,
    typer.Option(
        "--action",
        metavar="ACT",
        help=f"What is to be done: {', '.join(Act)}; may be repeated. Default: buy, sell and hold.",
        show_default=False,
    ),
]
PurposeOption: TypeAlias = Annotated[
    Purpose | None,
    typer.Option(
        "--purpose",
        metavar="PURPOSE",
        help=f"What for: {', '.join(Purpose)}. Default: a purchase invests, a sale divests.",
        show_default=False,
    ),
]
InvestorOption: TypeAlias = Annotated[
    Investor,
    typer.Option("--investor", metavar="WHO", help=f"Who acts: {', '.join(Investor)}."),
]
Location: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--location",
        metavar="COUNTRY",
        help="Where the investor is, in two letters (ISO 3166).",
        show_default=False,
    ),
]
InstrumentOption: TypeAlias = Annotated[
    Instrument,
    typer.Option(
        "--instrument", metavar="KIND", help=f"What is dealt in: {', '.join(Instrument)}."
    ),
]
HeldSince: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--held-since",
        metavar="DAY",
        parser=values.day_text,
        help="Since when the position is held.",
        show_default=False,
    ),
]
Regimes: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--regime",
        metavar="KEY",
        help="Ask this regime only; may be repeated. Default: every regime.",
        show_default=False,
    ),
]
Attributes: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--attribute",
        metavar="KEY=VALUE",
        help="A further fact of the instrument or the case, such as tenor_days=14 or "
        "located_in=RU; may be repeated.",
        show_default=False,
    ),
]
Published: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--published",
        metavar=_MOMENT,
        parser=values.moment_text,
        help="When the files were first public, where they do not say so themselves.",
        show_default=False,
    ),
]
PriceFiles: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--prices",
        metavar="FILE",
        help="Say what the price did, too, from this file (see `proscribe prices`); may be "
        "repeated.",
        show_default=False,
    ),
]
ClaimsFiles: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--claims",
        metavar="CLAIMS.json",
        help="Show what an article claims, too, apart from official facts, from this file (see "
        "`proscribe read --out`); may be repeated.",
        show_default=False,
    ),
]
WhatIf: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--what-if",
        metavar="SUPPOSITION",
        help="Suppose something that is not on record: `list NAME under REGIME on DAY`, `delist "
        "NAME [under REGIME] on DAY`, `lift injunction of NAME [on DAY]`; may be repeated. The "
        "answer says so, and nothing is recorded.",
        show_default=False,
    ),
]
Out: TypeAlias = Annotated[
    Path,
    typer.Option(
        "--out",
        metavar="FILE",
        parser=values.output_path,
        help="Where to write.",
        show_default=False,
    ),
]
