"""Articles written for these tests, each sentence with the claims a person says it makes.

A file of ``articles/`` holds several: ``=== id | day of publication | kind``, one sentence a
line, paragraphs set apart by empty lines, and below a sentence what it claims::

    > type | subject or what else it may be called/… | key=value | neg | opt

Keys are ``date``, ``value`` (``USD 15.34``, ``-5.2%``), ``by`` (on whose word) and ``mod``.
Articles of files called ``held_*`` were looked at by nobody who wrote rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent / "articles"
FOREIGN = Path(__file__).parent / "foreign"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An article and its gold, in the shape of ``proscribe.claims/1``."""

    id: str
    kind: str
    published: str
    text: str
    gold: dict[str, object]


def load_articles(folder: Path = HERE) -> tuple[Written, ...]:
    """Return all articles of a folder, in order."""
    return tuple(
        _article(piece)
        for path in sorted(folder.glob("*.txt"))
        for piece in path.read_text(encoding="utf-8").split("=== ")[1:]
    )


def _article(piece: str) -> Written:
    head, _, body = piece.partition("\n")
    name, published, *kind = (part.strip() for part in head.split("|"))
    text, ended = "", True
    entities: dict[str, dict[str, object]] = {}
    claims: list[dict[str, object]] = []
    span = (0, 0)
    for line in body.rstrip("\n").split("\n"):
        if line.startswith("> "):
            claims.append(_claim(line, (text[slice(*span)], span[0]), entities, len(claims)))
        elif not line.strip():
            text, ended = f"{text.rstrip()}\n\n", False
        else:
            text += "" if not text or text.endswith("\n") else " " if ended else "\n"
            span = (len(text), len(text) + len(line.strip()))
            text += line.strip()
            ended = text[-1] in '.!?”"]'
    gold: dict[str, object] = {
        "doc": {"id": name, "lang": "en", "published": published, "text": text,
                "relevant": not kind[0].startswith("no measure")},
        "entities": list(entities.values()), "claims": claims,
    }  # fmt: skip
    return Written(id=name, kind=" ".join(kind), published=published, text=text, gold=gold)


def _entity(names: str, entities: dict[str, dict[str, object]]) -> str:
    first = names.split("/", maxsplit=1)[0]
    entities.setdefault(
        names, {"id": names, "kind": "other", "name": first, "accept": names.split("/")}
    )
    return names


def _claim(
    line: str, quote: tuple[str, int], entities: dict[str, dict[str, object]], number: int
) -> dict[str, object]:
    words, start = quote
    type_, subject, *rest = (part.strip() for part in line[2:].split("|"))
    marks = dict(part.partition("=")[::2] for part in rest)
    claim: dict[str, object] = {
        "id": f"g{number}", "fact": f"g{number}", "type": type_,
        "subject": _entity(subject, entities), "attribution": ["article"],
        "quote": words, "start": start, "end": start + len(words),
        "negated": "neg" in marks, "optional": "opt" in marks,
        "modality": marks.get("mod", "asserted"),
    }  # fmt: skip
    if "by" in marks:
        claim["attribution"] = ["article", _entity(marks["by"], entities)]
    if "date" in marks:
        claim["date"] = {"value": marks["date"], "text": ""}
    if "value" in marks:
        claim["value"] = _value(marks["value"])
    return claim


def _value(words: str) -> dict[str, str]:
    if words.endswith("%"):
        return {"kind": "percent", "amount": words[:-1], "text": words}
    currency, _, amount = words.partition(" ")
    return {"kind": "money", "amount": amount, "currency": currency, "text": words}
