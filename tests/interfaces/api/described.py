"""Sends what an OpenAPI document allows, and what it does not, and checks what is answered.

Chance alone seldom names a data set, an entity or a property that there is: half of what it makes
is given such words in the places where they belong, so that answers are looked at, too, and not
only refusals.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product
from random import Random
from time import monotonic
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.interfaces.api.running import XIAOMI, Document

CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance,
    response_headers_conformance, response_schema_conformance,
]  # fmt: skip
_A_ROW: dict[str, Any] = {"query": "Xiaomi", "type": "Company", "limit": 3}
_TOLD = 2_000
_NOT_MADE = "Unsupported type: 'Binary'"
_IN_TURN = 30
_MOMENTS = ("2021-03-16", "2021-03-16T12:00:00Z", "0001-01-01", "9999-12-31T23:59:59-23:59")
_BATCHES = (
    {"q0": _A_ROW},
    {"q0": {"query": "", "properties": [{"pid": "country", "v": [None, {"id": 5}]}]}},
    {"": {**_A_ROW, "type": [], "type_strict": "all"}, "\0": {"query": "\ud83d"}},
)
_EXTENSIONS: tuple[dict[str, Any], ...] = (
    {"ids": [XIAOMI, "nobody"], "properties": [{"id": "country"}, {"id": "owners"}]},
    {"ids": [], "properties": []},
    {"ids": [XIAOMI], "properties": [{"id": "alias", "settings": {"limit": -1}}]},
)
# What stands in the places of those names in a store of `running.fill`.
KNOWN: dict[str, Sequence[object]] = {
    "dataset": ("default", "us_ofac_cons", "all"),
    "datasets": ("us_ofac_cons",), "include_dataset": ("us_dod_1237",),
    "exclude_dataset": ("us_dod_1237",),
    "entity_id": (XIAOMI, f"{XIAOMI}-", "NK-nobody"), "canonical_id": (XIAOMI,),
    "exclude_entity_ids": (XIAOMI,), "key": ("us_ofac_cons", "us_ofac_sdn"),
    "prop": ("country", "ownershipOwner", "name"), "schema": ("Company", "Person", "Interval"),
    "exclude_schema": ("Person",), "type": ("Company", "Vessel"), "job_id": ("1", "0" * 32),
    "kind": ("line", "link"), "judgement": ("same", "confirm"),
    "number": (1, 2, 10**30), "q": ("Xiaomi", "xiaomi AND", "name:xiaomi~", "小米", ""),
    "prefix": ("xiao", "c"), "callback": ("ready",), "query": ("Xiaomi", "KYG9830T1067"),
    "as_of": _MOMENTS, "known_at": _MOMENTS, "changed_since": _MOMENTS,
    "since": _MOMENTS, "until": _MOMENTS, "from": _MOMENTS, "to": _MOMENTS,
    "sort": ("caption:asc", "name:desc", "first_seen"), "filter": ("countries:cn", "topics:x"),
    "facets": ("countries", "schema", "genders"), "limit": (0, 1, 500), "offset": (0, 1, 9_499),
    "investor": ("us_person",), "action": ("buy", "sell"), "report_format": ("csv", "html"),
    "queries": [json.dumps(one) for one in _BATCHES],
    "extend": [json.dumps(one) for one in _EXTENSIONS],
}  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Fuzzing:
    """Sends requests, and keeps what came of them.

    Attributes:
        headers: What is sent with each.
        examples: How many requests each operation gets that are as described, and how many that
            are not.
        until: When to stop sending, by the monotonic clock.
        sent: How many were sent.
        turns: How many turns there were, each of one operation.
        not_made: How many turns the maker of cases gave up on.
        statuses: How many were answered how.
        findings: What was wrong, once for each operation and kind of fault.
    """

    headers: dict[str, str]
    examples: int
    until: float = float("inf")
    sent: int = 0
    turns: int = 0
    not_made: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    findings: dict[str, str] = field(default_factory=dict)

    def run(self, document: Document) -> None:
        """Send requests to every operation of a document, to each a few in turn."""
        operations = [found.ok() for found in document.get_all_operations()]
        for begun in range(0, self.examples, _IN_TURN):
            if monotonic() > self.until:
                return
            for operation, mode in product(operations, GenerationMode):
                places = (operation.path_parameters, operation.query, operation.body)
                if mode.is_positive or any(place.items for place in places):
                    self._fuzz(operation, mode, begun)

    def _fuzz(self, operation: Document, mode: GenerationMode, begun: int) -> None:
        @seed(begun)
        @settings(
            max_examples=min(_IN_TURN, self.examples - begun), deadline=None,
            suppress_health_check=[*HealthCheck], phases=[Phase.generate], database=None,
        )  # fmt: skip
        @given(case=operation.as_strategy(generation_mode=mode), number=st.integers(0, 2**32))
        def send(case: Document, number: int) -> None:
            if monotonic() < self.until:
                make_likely(case, Random(number))
                self._send(case)

        self.turns += 1
        try:
            send()
        except ValueError as error:
            # The maker of cases cannot change some bytes of a file, and gives up on the turn.
            if not str(error).startswith(_NOT_MADE):
                raise
            self.not_made += 1

    def _send(self, case: Document) -> None:
        self.sent += 1
        answer = case.call(headers=self.headers, timeout=120)
        self.statuses[int(answer.status_code)] += 1
        try:
            case.validate_response(answer, checks=CHECKS, headers=self.headers)
        except (AssertionError, BaseExceptionGroup) as failure:
            faults = getattr(failure, "exceptions", [failure])
            for fault in faults:
                place = f"{case.method} {case.operation.path}: {type(fault).__name__}"
                told = f"{fault}\n{case.as_curl_command()}"
                self.findings.setdefault(place, told[:_TOLD])


def make_likely(case: Document, chance: Random) -> None:
    """Put known words into their places, in one case of two."""
    if chance.random() < 1 / 2:
        return
    for place, share in (("path_parameters", 0.9), ("query", 0.5)):
        values = getattr(case, place)
        if isinstance(values, dict):
            for name in values:
                if name in KNOWN and chance.random() < share:
                    values[name] = chance.choice(KNOWN[name])
    case.body = _likely(case.body, chance)


def _likely(value: Document, chance: Random, name: str = "") -> Document:
    if name in KNOWN and not isinstance(value, dict) and chance.random() < 1 / 2:
        return chance.choice(KNOWN[name])
    if isinstance(value, dict):
        return {key: _likely(one, chance, key) for key, one in value.items()}
    return value
