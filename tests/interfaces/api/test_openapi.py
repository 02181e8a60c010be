"""Whatever is sent, the answers are those of the OpenAPI document, and never a failure of ours."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.interfaces.api.running import KEY, Service

CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance,
    response_schema_conformance,
]  # fmt: skip
FEW, MANY = 15, 900
HEADERS = {"authorization": f"ApiKey {KEY}"}


@pytest.fixture(scope="session")
def document(service: Service) -> schemathesis.openapi.OpenApiSchema:  # type: ignore[name-defined]
    return schemathesis.openapi.from_url(f"{service.url}/openapi.json", headers=HEADERS)


def fuzz(document: schemathesis.openapi.OpenApiSchema, examples: int) -> int:  # type: ignore[name-defined]
    """Send so many requests to each operation; return how many there were."""
    sent = 0
    for result in document.get_all_operations():
        operation = result.ok()

        @settings(
            max_examples=examples, deadline=None, suppress_health_check=[*HealthCheck],
            phases=[Phase.explicit, Phase.generate], derandomize=True, database=None,
        )  # fmt: skip
        @given(case=operation.as_strategy())
        def send(case: schemathesis.Case[Any]) -> None:
            nonlocal sent
            sent += 1
            case.call_and_validate(checks=CHECKS, headers=HEADERS, timeout=60)

        send()
    return sent


def test_no_request_leads_to_a_failure_of_ours_or_to_an_answer_that_is_not_described(
    document: schemathesis.openapi.OpenApiSchema,  # type: ignore[name-defined]
) -> None:
    assert fuzz(document, FEW) > 300


@pytest.mark.soak
def test_nor_does_any_of_twenty_thousand(
    document: schemathesis.openapi.OpenApiSchema,  # type: ignore[name-defined]
) -> None:
    assert fuzz(document, MANY) > 20_000
