"""What a report comes to, in the words of the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from proscribe.model.verdict import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from proscribe.interfaces.web.catalogue import Texts
    from proscribe.interfaces.web.words import Words

# The totals of a report, as its JSON has them.
Summary: TypeAlias = "Mapping[str, Any]"

_IN_PART = (Outcome.ALLOWED_DIVEST, Outcome.ALLOWED_LICENSED, Outcome.ALLOWED_ENJOINED)


def answer_of(summary: Summary, words: Words, texts: Texts) -> str:
    """Return the answer to a screening, the gravest first.

    In English it is that of the report itself; in other languages it is made of the same counts.
    """
    if words.reads_english:
        return " ".join(summary["answer"])
    held = {Outcome(verdict): count for verdict, count in summary["verdict_lines"].items()}
    counts = [("review", held.get(Outcome.REVIEW, 0))]
    counts += [(outcome.value.lower(), held.get(outcome, 0)) for outcome in _IN_PART]
    counts += [("unresolved", summary["unresolved"])]
    said = [texts.count(f"totals.{key}", count) for key, count in counts if count]
    return " ".join([_barred(summary, words, texts), *said])


def _barred(summary: Summary, words: Words, texts: Texts) -> str:
    lines = summary["lines"]
    if not lines:
        return str(texts("totals.empty"))
    parts = [
        str(texts("totals.of_act", act=words.act(each["action"]), number=each["rows"]))
        for each in summary["verdicts"]
        if each["verdict"] == Outcome.PROHIBITED.value
    ]
    if not parts:
        return texts.count("totals.none", lines)
    total = texts.count("portfolios.lines", lines)
    return str(texts("totals.barred", total=total, parts=words.all_of(parts)))
