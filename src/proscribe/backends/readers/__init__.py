"""Reads articles with a language model of the user's choice; nothing is sent without settings."""

from proscribe.backends.readers.endpoint import Endpoint
from proscribe.backends.readers.reading import read_with_model

__all__ = ["Endpoint", "read_with_model"]
