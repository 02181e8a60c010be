"""What the OpenAPI document says of answers that every family of endpoints shares."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from pydantic import BaseModel


class Problem(BaseModel):
    """What went wrong.

    Attributes:
        detail: In words; where fields are at fault, a list with the place of each.
    """

    detail: str | list[dict[str, Any]]


def errors(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return what an endpoint's document says of those statuses."""
    return {
        status: {"model": Problem, "description": HTTPStatus(status).phrase} for status in statuses
    }


ASKED = errors(400, 401, 404, 413, 414, 422, 503)
