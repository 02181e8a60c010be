"""A list of any number of names, with queries and pairs, the same for a seed: invented, real shape.

`many_names.py STOCK FOLDER COUNT` reads a list of real names and writes `names.csv`,
`queries.csv` and `pairs.csv`. A name takes its form from a real one (words before and after the
comma, legal form, common words) and draws its other words as real names do: mostly words that
occurred before, as often as they did, and now and then a new one, made letter by letter as the
real words follow. So new words come ever more slowly (a Pitman-Yor process), and the counts follow
Zipf's law, at a million names as at ten thousand.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

SEED = 13_959
QUERIES = 20_000
PAIRS = 10_000
# Of a hundred names: as on the lists of OFAC and the UN.
SCHEMATA = {"Person": 54, "Organization": 43, "Vessel": 3}
# Share of the words that occur once among all distinct words, and how fast new ones come: real
# names grow as their number to this power.
DISCOUNT = 0.65
# Words of organisations that are as frequent as this stay as they are: forms, trades, "of", "de".
COMMON = 40
# Letters that decide the next.
MEMORY = 2
TRIES = 10
END = "\n"
# The words of a name, each with the place for which another is drawn; None where it stays.
Form = list[tuple[str, str | None]]
SHORTENED = {
    "COMPANY": "CO", "LIMITED": "LTD", "CORPORATION": "CORP", "INTERNATIONAL": "INTL",
    "GROUP": "GRP", "HOLDING": "HLDG", "HOLDINGS": "HLDGS", "TECHNOLOGY": "TECH",
    "INDUSTRIES": "INDS", "INDUSTRIAL": "IND", "TRADING": "TRDG", "SERVICES": "SVCS",
    "GENERAL": "GEN", "BANK": "BK", "NATIONAL": "NATL", "ENGINEERING": "ENGR",
    "SHIPPING": "SHPG", "DEVELOPMENT": "DEV", "FOUNDATION": "FNDN", "ISLAMIC": "ISL",
}  # fmt: skip


@dataclass(slots=True)
class Words:
    """The words used so far at one place of names of one kind."""

    chance: Random
    used: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    letters: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def learn(self, word: str) -> None:
        """Take in a word of a real name."""
        self.note(word)
        padded = " " * MEMORY + word + END
        for place in range(MEMORY, len(padded)):
            self.letters[padded[place - MEMORY : place]].append(padded[place])

    def note(self, word: str) -> None:
        """Count a word."""
        self.used.append(word)
        self.counts[word] += 1

    def draw(self) -> str:
        """Return a word used before, or else a new one."""
        word = self.chance.choice(self.used)
        if self.chance.random() < DISCOUNT / self.counts[word]:
            word = self.make()
        self.note(word)
        return word

    def make(self) -> str:
        """Return a word that was never used; where letters give none, of two parts."""
        word = self._spell()
        for _ in range(TRIES):
            if word not in self.counts:
                return word
            word = self._spell()
        while word in self.counts:
            word += self._spell()
        return word

    def _spell(self) -> str:
        made = " " * MEMORY
        while not made.endswith(END):
            made += self.chance.choice(self.letters[made[-MEMORY:]])
        return made.strip()


class Names:
    """Makes names that all differ."""

    def __init__(self, stock: Sequence[tuple[str, str]], seed: int = SEED) -> None:
        """Learn from `(schema, name)` of real names."""
        self.chance = Random(seed)  # noqa: S311 - the same names for the same seed
        self._forms: dict[str, list[Form]] = defaultdict(list)
        self._words: dict[str, Words] = defaultdict(lambda: Words(self.chance))
        self._made: set[str] = set()
        names = [(schema, split(name)) for schema, name in stock if schema in SCHEMATA]
        counts = Counter(word for schema, words in names if schema != "Person" for word in words)
        common = {word for word, count in counts.items() if count >= COMMON}
        for schema, words in names:
            form = form_of_person(words) if schema == "Person" else form_of(schema, words, common)
            self._forms[schema].append(form)
            for word, place in form:
                if place is not None:
                    self._words[place].learn(word)

    def make(self) -> tuple[str, str]:
        """Return a schema and a name that was not made before."""
        while True:
            (schema,) = self.chance.choices([*SCHEMATA], weights=[*SCHEMATA.values()])
            form = self.chance.choice(self._forms[schema])
            name = " ".join(self._word(*each) for each in form).replace(" ,", ",")
            if name not in self._made:
                self._made.add(name)
                return schema, name

    def _word(self, word: str, place: str | None) -> str:
        if place is not None:
            return self._words[place].draw()
        return str(self.chance.randrange(1, 10 ** len(word))) if word.isdecimal() else word


def split(name: str) -> list[str]:
    """Split a name into words and commas."""
    return name.replace(",", " , ").split()


def form_of_person(words: Sequence[str]) -> Form:
    """Return the words with their places: before the first comma, or after it."""
    comma = words.index(",") if "," in words else len(words)
    return [
        (word, None if word == "," else "surname" if at < comma else "given")
        for at, word in enumerate(words)
    ]


def form_of(schema: str, words: Sequence[str], common: Collection[str]) -> Form:
    """Return the words, those with a place that are neither common nor numbers."""
    return [
        (word, schema if word not in common and any(map(str.isalpha, word)) else None)
        for word in words
    ]


def typing_error(chance: Random, name: str) -> str:
    """Change, leave out, double or exchange a letter."""
    at = chance.choice([place for place, char in enumerate(name) if char.isalpha()] or [0])
    head, char, tail = name[:at], name[at : at + 1], name[at + 1 :]
    other = chance.choice("abcdefghijklmnopqrstuvwxyz")
    return chance.choice(
        (
            head + other + tail,
            head + tail,
            head + char + char + tail,
            head + tail[:1] + char + tail[1:],
        )
    )


def other_order(chance: Random, name: str) -> str:
    """Put a person's given names first, or move a word of another name to its end."""
    first, comma, rest = name.partition(", ")
    if comma:
        return f"{rest} {first}"
    words = name.split()
    at = chance.randrange(len(words))
    return " ".join((*words[:at], *words[at + 1 :], words[at]))


def abbreviation(chance: Random, name: str) -> str:
    """Shorten what is often shortened; else cut one of the longer words to its beginning."""
    words = name.split()
    short = [SHORTENED.get(word.upper(), word) for word in words]
    if short != words:
        return " ".join(short)
    at = chance.randrange(len(words))
    kept = 1 if "," in name and at > 0 else 5
    return " ".join((*words[:at], words[at][:kept], *words[at + 1 :]))


def left_out_word(chance: Random, name: str) -> str:
    """Leave out one word of three or more; else join the two."""
    words = name.split()
    if len(words) < len(("one", "two", "three")):
        return "".join(words)
    at = chance.randrange(len(words))
    return " ".join((*words[:at], *words[at + 1 :]))


PERTURBATIONS: tuple[Callable[[Random, str], str], ...] = (
    *(typing_error, typing_error, other_order, abbreviation, left_out_word),
)


def perturb(chance: Random, name: str) -> str:
    """Write a name as somebody might."""
    return chance.choice(PERTURBATIONS)(chance, name)


def read_stock(path: Path) -> list[tuple[str, str]]:
    """Read schema and name of each row."""
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["schema"], row["name"]) for row in csv.DictReader(file)]


def write_csv(path: Path, header: str, rows: Iterator[Sequence[str]]) -> None:
    """Write rows below a header."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)


def write_all(stock: Path, folder: Path, count: int) -> None:
    """Write the names, queries of which every other is a perturbed name, and pairs alike."""
    names = Names(read_stock(stock))
    made = [names.make() for _ in range(count)]
    chance = names.chance

    def queries() -> Iterator[tuple[str, ...]]:
        for number in range(QUERIES):
            at = chance.randrange(count)
            schema, name = names.make() if number % 2 else made[at]
            if number % 2:
                yield f"q{number}", schema, name, ""
            else:
                yield f"q{number}", schema, perturb(chance, name), f"e{at}"

    def pairs() -> Iterator[tuple[str, ...]]:
        for number in range(PAIRS):
            schema, name = chance.choice(made)
            other = chance.choice(made)[1] if number % 2 else perturb(chance, name)
            yield f"p{number}", schema, name, other

    rows = ((f"e{at}", schema, name) for at, (schema, name) in enumerate(made))
    write_csv(folder / "names.csv", "id,schema,name", rows)
    write_csv(folder / "queries.csv", "id,schema,name,expected", queries())
    write_csv(folder / "pairs.csv", "pair_id,schema,name1,name2", pairs())


if __name__ == "__main__":
    write_all(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
