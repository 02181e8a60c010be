"""Reads articles: `python reading_job.py read GAZETTEER LEAST MOST COUNT`, or `load GAZETTEER`.

Prints seconds of the processor as JSON. The gazetteer is loaded, and every article read once,
before reading is timed; loading is timed with the package imported.
"""

from __future__ import annotations

import csv
import json
import sys
import time
from datetime import date
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parent.parent)

from proscribe.claims.gazetteer import Gazetteer
from proscribe.claims.read import read
from proscribe.model.claim import EntityKind

ROUNDS = 5
KINDS = {"Person": EntityKind.PERSON, "Vessel": EntityKind.VESSEL}


def keep(names: Path, path: Path) -> None:
    """Make a gazetteer of a list of names, and keep it."""
    with names.open(encoding="utf-8", newline="") as file:
        entries = [
            (row["id"], KINDS.get(row["schema"], EntityKind.COMPANY), row["name"], None)
            for row in csv.DictReader(file)
        ]
    path.write_bytes(Gazetteer.build(entries).to_bytes())


def load(path: Path) -> tuple[Gazetteer, float]:
    """Load a gazetteer that was kept; return it with the seconds it took."""
    began = time.process_time()
    gazetteer = Gazetteer.from_bytes(path.read_bytes())
    return gazetteer, time.process_time() - began


def articles(least: int, most: int, count: int) -> list[tuple[str, date]]:
    """Return so many articles of that many characters, with the days they were published."""
    from tests.claims.written import load_articles

    fitting = [
        (one.text, date.fromisoformat(one.published))
        for one in load_articles()
        if least <= len(one.text) < most
    ]
    return (fitting * (count // len(fitting) + 1))[:count]


def main(what: str, path: str, *bounds: str) -> None:
    """Load, read if asked to, and print."""
    gazetteer, seconds = load(Path(path))
    told: dict[str, float] = {"names": len(gazetteer)}
    if what == "read":
        texts = articles(*map(int, bounds))
        found = sum(_claims(text, day, gazetteer) for text, day in texts)
        began = time.process_time()
        for _ in range(ROUNDS):
            for text, day in texts:
                _claims(text, day, gazetteer)
        seconds = time.process_time() - began
        told |= {
            "articles": len(texts),
            "characters": sum(len(text) for text, _ in texts),
            "claims": found,
        }
    print(json.dumps(told | {"seconds": seconds}))


def _claims(text: str, day: date, gazetteer: Gazetteer) -> int:
    return len(read(text, lang="en", published=day, gazetteer=gazetteer).claims)


if __name__ == "__main__":
    main(*sys.argv[1:])
