"""Asks OpenFIGI which number belongs to which share class, and keeps what it answers."""

from proscribe.backends.openfigi.answers import AnswerStore
from proscribe.backends.openfigi.client import FigiClient, Limits
from proscribe.backends.openfigi.question import Answer, Question

__all__ = ["Answer", "AnswerStore", "FigiClient", "Limits", "Question"]
