"""Finds listed issuers in holdings, one kind of identifier at a time: `holdings_job.py DATA`.

A holdings file is written anew with one kind of column left (numbers, tickers with their exchange,
or names), and screened on the NS-CMIC list of May 2024. What should be found is told without
Proscribe: by the ISINs that OFAC's own file prints, and, where a file has none or OFAC does not
print them all, by a person. One line of JSON is printed for each part.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parent.parent)

from benchmarks.custodian_names import LISTED, OTHERS

AS_OF = "2024-06-01"
LIST = "us_ofac_consolidated/2024-05-06/consolidated.xml"
PROGRAM = "CMIC-EO13959"
# Lines a person has added to the join by ISIN: OFAC prints the ISIN of the A shares only.
BY_HAND = {"IEMG": {"CNE100000981": 30959}, "EEM": {}, "ACWI": {}}
HOLDINGS = {
    "IEMG": "holdings_ishares/2020-03-03/IEMG_holdings.csv",
    "EEM": "holdings_ishares/2022-03-10/EEM_holdings.csv",
    "ACWI": "holdings_ishares/2022-03-10/ACWI_holdings.csv",
}
FAILS = "sec_ftd/extract-2020-09_2021-06/ftd_chinese_names.psv"
# Whose receipts these are, by a person; the other symbols of the extract are on no such list.
RECEIPTS = {"CHL": 30923, "CHA": 30882, "CHU": 30924, "CEO": 30926, "SMICY": 30951}
KINDS = {
    "ISIN": ("ISIN",),
    "SEDOL": ("SEDOL",),
    "CUSIP": ("CUSIP",),
    "ticker": ("Ticker", "Exchange"),
    "symbol": ("SYMBOL",),
    "name": ("Name",),
    "description": ("DESCRIPTION",),
}
Row = Mapping[str, str]


@dataclass(slots=True, kw_only=True)
class Score:
    """What came of one file with one kind of column.

    Attributes:
        expected: Lines that should be found.
        certain: Of those, found without doubt.
        doubted: Of those, REVIEW with the right candidate.
        missed: Names of the others.
        wrong: Names of other lines called PROHIBITED.
        raised: Names of other lines that are REVIEW because somebody listed may be meant.
    """

    expected: int = 0
    certain: int = 0
    doubted: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    raised: list[str] = field(default_factory=list)

    def add(self, name: str, number: int | None, answer: Mapping[str, object]) -> None:
        """Judge one line.

        Args:
            name: What to call it.
            number: OFAC's number of the entry that should be found; None where none should.
            answer: The row of the report.
        """
        meant = f"us_ofac_cons-{number}"
        candidates = json.loads(str(answer["_candidates"] or "[]"))
        barred = answer["verdict"] == "PROHIBITED"
        if number is None:
            self.wrong += [name] if barred else []
            self.raised += [name] if candidates and not barred else []
            return
        self.expected += 1
        if barred and answer["entity_id"] == meant:
            self.certain += 1
        elif meant in {each["entity_id"] for each in candidates}:
            self.doubted += 1
        else:
            self.missed.append(name)

    def report(self, file: str, kind: str) -> dict[str, object]:
        """Return the score as JSON values."""
        found = self.certain + self.doubted
        named = self.certain + len(self.wrong)
        return {
            "file": file,
            "only": kind,
            "expected": self.expected,
            "certain": self.certain,
            "review": self.doubted,
            "recall": found / self.expected if self.expected else None,
            "precision": self.certain / named if named else None,
            "missed": sorted(set(self.missed)),
            "wrong": sorted(set(self.wrong)),
            "raised": sorted(set(self.raised)),
        }


def printed_isins(data: Path) -> dict[str, int]:
    """Return the ISINs OFAC's file prints for entries of the programme, without Proscribe."""
    text = re.sub(r'\sxmlns="[^"]*"', "", (data / LIST).read_text(encoding="utf-8"))
    found: dict[str, int] = {}
    for entry in re.findall(r"<sdnEntry>.*?</sdnEntry>", text, re.DOTALL):
        if f"<program>{PROGRAM}</program>" not in entry:
            continue
        number = int(re.search(r"<uid>(\d+)</uid>", entry)[1])  # type: ignore[index]
        ids = re.findall(r"<id>.*?</id>", entry, re.DOTALL)
        for each in ids:
            held = re.search(r"<idType>ISIN</idType>\s*<idNumber>([^<]+)</idNumber>", each)
            if held is not None:
                found[held[1].strip()] = number
    return found


def read_holdings(path: Path) -> list[Row]:
    """Read the lines below the header of an iShares file."""
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    start = next(n for n, line in enumerate(lines) if line.replace('"', "").startswith("Ticker,"))
    return [row for row in csv.DictReader(lines[start:]) if row.get("Name")]


def expected_of(name: str, rows: Sequence[Row], isins: Mapping[str, int]) -> list[int | None]:
    """Return for each line whose it is, where that is on the list."""
    known = {**isins, **BY_HAND[name]}
    return [known.get(row.get("ISIN", "")) for row in rows]


def parts(data: Path) -> Iterator[tuple[str, str, list[Row], list[int | None]]]:
    """Yield file, kind, lines and what should be found."""
    isins = printed_isins(data)
    for name, path in HOLDINGS.items():
        rows = read_holdings(data / path)
        for kind, columns in KINDS.items():
            if columns[0] in rows[0]:
                kept = [row for row in rows if row["Asset Class"] == "Equity"]
                yield name, kind, kept, expected_of(name, kept, isins)
    with (data / FAILS).open(encoding="utf-8") as file:
        fails: list[Row] = [*csv.DictReader(file, delimiter="|")]
    for kind in ("CUSIP", "symbol", "description"):
        yield "fails to deliver", kind, fails, [RECEIPTS.get(row["SYMBOL"]) for row in fails]
    houses: list[Row] = [{"Name": name} for name, _ in LISTED]
    houses += [{"Name": name} for name in OTHERS]
    numbers = [number for _, number in LISTED]
    yield "names of houses", "name", houses, [*numbers, *[None] * len(OTHERS)]


def main(data: Path) -> None:
    """Screen every part and print what came of it."""
    import proscribe

    with tempfile.TemporaryDirectory() as folder, proscribe.open("sqlite://") as workspace:
        workspace.import_files("us_ofac_cons", data / LIST)
        for file, kind, rows, expected in parts(data):
            portfolio = Path(folder) / "lines.csv"
            columns = KINDS[kind]
            with portfolio.open("w", encoding="utf-8", newline="") as out:
                writer = csv.writer(out)
                # Symbols of the fails file are American ones, as the column beside them shows.
                writer.writerow((*columns, *(("CUSIP",) if kind == "symbol" else ()), "Type"))
                for row in rows:
                    extra = ("",) if kind == "symbol" else ()
                    writer.writerow((*(row[each] for each in columns), *extra, "Equity"))
            answers = workspace.screen(
                portfolio, actions=("buy",), as_of=AS_OF, known_at=AS_OF, regimes=("NS-CMIC",)
            ).to_polars()
            score = Score()
            for row, number, answer in zip(
                rows, expected, answers.iter_rows(named=True), strict=True
            ):
                score.add(row.get("Name") or row["DESCRIPTION"], number, answer)
            print(json.dumps(score.report(file, kind)), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
