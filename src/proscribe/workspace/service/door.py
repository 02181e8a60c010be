"""Who comes in to a server, and the receipts of what they are answered."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from proscribe.operations.access import Principal
from proscribe.workspace.proof import Write

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from proscribe.operations.receipts import Basis
    from proscribe.workspace.facade import Workspace

__all__ = ["Answered", "Principal", "ServiceDoor"]

_WHO = "whoever started the server"
# What may stand in a receipt for ever: how was asked, not about whom.
_IMPERSONAL = frozenset(
    {"limit", "offset", "threshold", "cutoff", "algorithm", "as_of", "known_at", "investor"}
    | {"action", "topics", "include_dataset", "exclude_dataset", "exclude_schema", "facets"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An answer about to be given.

    Attributes:
        principal: Who asked.
        kind: The family of the question.
        question: Its path, parameters, body, and the edition that answered.
        answer: What is sent.
        basis: What it rests on; None for what is on file as the receipt is written.
    """

    principal: Principal
    kind: str
    question: Mapping[str, object]
    answer: bytes
    basis: Basis | None = None


class ServiceDoor:
    """Lets in who has a key of the store; until there is one, who has that of this run.

    Args:
        workspace: Knows the keys, and keeps the receipts.
        digest: SHA-256 of the key of this run, hex; empty for none.
    """

    def __init__(self, workspace: Workspace, digest: str) -> None:
        self._workspace = workspace
        self._digest = digest

    def authenticate(self, token: str) -> Principal | None:
        """Return whose key or session that is; None where it is nobody's.

        Raises:
            StoreError: The store cannot be read.
        """
        found = self._workspace.access.authenticate(token)
        if found is not None or not self._digest:
            return found
        shown = sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
        if hmac.compare_digest(shown, self._digest) and not self.is_set_up():
            return self._workspace.local_user(_WHO)
        return None

    def is_set_up(self) -> bool:
        """Tell whether anybody has, or had, a user or a key.

        Raises:
            StoreError: The store cannot be read.
        """
        access = self._workspace.access
        return access.has_users() or bool(access.keys())

    def has_users(self) -> bool:
        """Tell whether anybody was set up, so that other addresses may be served.

        Raises:
            StoreError: The store cannot be read.
        """
        return self._workspace.access.has_users()

    def wait(self, caller: object) -> float:
        """Return for how many seconds somebody it let in must wait; 0 where they may ask now."""
        return self._workspace.access.wait(caller) if isinstance(caller, Principal) else 0.0

    def write_all(self, answered: Sequence[Answered]) -> list[str]:
        """Write the receipts of answers in one go, and return their numbers; they are durable then.

        Raises:
            StoreError: They could not be written; the answers are then not to be given.
        """
        desk, at = self._workspace.receipts, datetime.now(UTC).isoformat()
        houses = {one.principal.organisation for one in answered if one.basis is None}
        now = {each: desk.basis(each) for each in houses}
        writes = [
            Write(
                principal=one.principal, kind=f"http_{one.kind}",
                question={"at": at, **one.question}, answer=one.answer,
                basis=one.basis or now[one.principal.organisation],
                settings=_settings(one.question),
            )
            for one in answered
        ]  # fmt: skip
        return [str(receipt.number) for receipt in desk.write_all(writes)]


def _settings(question: Mapping[str, object]) -> dict[str, object]:
    given = question.get("query")
    pairs = given if isinstance(given, list) else []
    told = {name: value for name, value in pairs if name in _IMPERSONAL}
    return {**told, "edition": question.get("edition")}
