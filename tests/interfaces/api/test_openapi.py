"""Whatever is sent, the answers are those of the OpenAPI document, and never a failure of ours."""

from __future__ import annotations

import schemathesis

from tests.interfaces.api.described import Fuzzing
from tests.interfaces.api.running import KEY, Service

FEW = 5


def test_no_request_leads_to_a_failure_of_ours_or_to_an_answer_that_is_not_described(
    service: Service,
) -> None:
    """A few hundred requests over a socket; `tests/soak` has many more."""
    headers = {"authorization": f"ApiKey {KEY}"}
    document = schemathesis.openapi.from_url(f"{service.url}/openapi.json", headers=headers)
    fuzzing = Fuzzing(headers=headers, examples=FEW)

    fuzzing.run(document)

    assert fuzzing.findings == {}
    assert fuzzing.sent > 300
    assert fuzzing.statuses[200] > fuzzing.sent / 10
