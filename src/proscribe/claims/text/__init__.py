"""The text of an article out of whatever holds it: a page, plain text, a PDF, a mail."""

from proscribe.claims.text.extracted import DateOrigin, Extracted, TextKind
from proscribe.claims.text.extracting import extract

__all__ = ["DateOrigin", "Extracted", "TextKind", "extract"]
