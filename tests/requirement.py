"""What a test needs of the machine: left out where it is absent, but never in CI."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def absent(what: str, remedy: str) -> NoReturn:
    """Skip the test for want of `what`; fail it where CI=true, which must have everything.

    Args:
        what: The thing that is missing, as the subject of a sentence.
        remedy: What a person does to have it.
    """
    message = f"{what} is absent: {remedy}"
    if os.environ.get("CI") == "true":
        pytest.fail(f"{message} (nothing may be left out in CI)", pytrace=False)
    pytest.skip(message)
