"""Receipts, and what came of asking again, as they are shown."""

from __future__ import annotations

from dataclasses import dataclass

import orjson

from proscribe.model.time import format_instant
from proscribe.operations.receipts import Basis, Content, Receipt
from proscribe.operations.verifying import Verification


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptShown:
    """A receipt with what is known of it.

    Attributes:
        receipt: The receipt.
        basis: What the answer rests on; None where that was tampered with.
        content: The question and the answer; None once they are forgotten.
    """

    receipt: Receipt
    basis: Basis | None
    content: Content | None

    def to_json(self) -> dict[str, object]:
        """Return it as JSON values."""
        told = receipt_json(self.receipt)
        told["settings"] = orjson.loads(self.receipt.settings)
        told["basis"] = None if self.basis is None else orjson.loads(self.basis.body())
        told["forgotten"] = self.content is None
        if self.content is not None:
            told["question"] = orjson.loads(self.content.question)
            told["answer"] = answer_json(self.content.answer)
        return told


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """What came of asking again.

    Attributes:
        number: Number of the receipt.
        same: True where the answer is the same byte for byte; None where it could not be asked.
        why: What differs, or why it could not be asked; empty where the answer is the same.
        given: The answer as it was given; None where it is forgotten.
        again: The answer now; None where it could not be asked.
    """

    number: int
    same: bool | None
    why: str
    given: bytes | None
    again: bytes | None


def receipt_json(receipt: Receipt) -> dict[str, object]:
    """Return a receipt as JSON values."""
    told: dict[str, object] = {name: getattr(receipt, name) for name in Receipt.__slots__}
    return told | {"at": format_instant(receipt.at)}


def verification_json(found: Verification) -> dict[str, object]:
    """Return what came of going through the chain as JSON values."""
    return {
        "holds": found.holds,
        "receipts": found.receipts,
        "forgotten": found.forgotten,
        "checkpoints": found.checkpoints,
        "head": {"number": found.head[0], "hash": found.head[1]},
        "resumed": [
            {
                "number": one.number,
                "by": one.by,
                "at": format_instant(one.at),
                "missing": {"receipts": one.missing, "hash": one.hash},
            }
            for one in found.resumed
        ],
        "elsewhere": None
        if found.elsewhere is None
        else {"number": found.elsewhere[0], "store": found.elsewhere[1]},
        "findings": [
            {"number": one.number, "fault": one.fault.value, "why": one.why}
            for one in found.findings
        ],
    }


def answer_json(answer: bytes) -> object:
    """Return an answer as JSON values; as text where it is no JSON."""
    try:
        return orjson.loads(answer)
    except orjson.JSONDecodeError:
        return answer.decode("utf-8", "replace")


def why_differs(shown: ReceiptShown, now: Basis) -> str:
    """Say why an answer may differ: by the program or the law, of which only today's is here."""
    then = shown.basis
    if then is None:
        return "the answer differs, and what it rested on was tampered with."
    if then.program != now.program:
        return (
            f"the answer differs; it was given by version {then.program}, and this is "
            f"{now.program}: ask again with that one."
        )
    if then.law != now.law:
        return "the answer differs; the files of the law are others than they were then."
    return (
        "the answer differs, although program, law and editions are the same by name: what the "
        "store holds of them was changed, or the program has a defect."
    )
