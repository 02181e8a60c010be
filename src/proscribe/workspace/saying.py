"""What people say for the record: why, and who they are; checked before it is kept."""

from __future__ import annotations

from datetime import UTC, datetime

from proscribe.model.clearance import Word
from proscribe.model.errors import InputError

_FIRST_HALF, _LAST_HALF = "\ud800", "\udfff"
_SHOWN = 40
# What is kept at most, in characters.
_LONGEST_REASON, LONGEST_WHO = 10_000, 200


def build_word(reason: str, by: str) -> Word:
    """Return what a person says, now.

    Args:
        reason: Why.
        by: Who says so.

    Raises:
        InputError: One of them is missing, too long, or no text.
    """
    for what, text, most in (("reason", reason, _LONGEST_REASON), ("who", by, LONGEST_WHO)):
        refuse_unkept(what, text, most)
    if not reason.strip():
        raise InputError(
            "a decision without a reason cannot be answered for later.",
            remedy="Say why (--because).",
        )
    if not by.strip():
        raise InputError("a decision is somebody's.", remedy="Say whose (--by).")
    return Word(reason=" ".join(reason.split()), by=" ".join(by.split()), at=datetime.now(UTC))


def refuse_unkept(what: str, text: object, most: int) -> None:
    """Refuse what is no text or too long, and characters that no database keeps.

    These are NUL, and halves of surrogate pairs.

    Args:
        what: What it is, in a word.
        text: The text.
        most: Characters that are kept.

    Raises:
        InputError: It is one of these.
    """
    if not isinstance(text, str):
        raise InputError(f"{what}: {text!r} is no text.", remedy="Give it as text.")
    if len(text) > most:
        raise InputError(
            f"{what}: {text[:_SHOWN]!r}… has {len(text):,} characters, and at most {most:,} are "
            "kept.",
            remedy="Give it shorter; a name as it is looked for.",
        )
    if any(sign == "\0" or _FIRST_HALF <= sign <= _LAST_HALF for sign in text):
        raise InputError(
            f"{what}: {text[:_SHOWN]!r} holds a character that is none and cannot be kept.",
            remedy="Give it without that character.",
        )
