"""What a key must be for, by method and address: one table for every endpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proscribe.workspace.access import Role, Scope
from proscribe.workspace.cases import CaseWord

if TYPE_CHECKING:
    from collections.abc import Collection

_READS = frozenset({"GET", "HEAD", "OPTIONS"})
# The first line whose methods and beginning of the address fit counts; None: any method.
RULES: tuple[tuple[Collection[str] | None, str, Scope], ...] = (
    ({"POST"}, "/updatez", Scope.MANAGE),
    (None, "/metrics", Scope.MANAGE),
    (None, "/v1/receipts/verify", Scope.MANAGE),
    (None, "/v1/receipts", Scope.RECEIPTS),
    (None, "/v1/audit", Scope.RECEIPTS),
    (None, "/v1/screen", Scope.SCREEN),
    (_READS, "/v1/jobs", Scope.ASK),
    (None, "/v1/jobs", Scope.SCREEN),
    (_READS, "/v1/watches", Scope.ASK),
    (None, "/v1/watches", Scope.SCREEN),
    (_READS, "/v1/alerts", Scope.ASK),
    (None, "/v1/alerts", Scope.SCREEN),
)


def needed(method: str, path: str) -> Scope:
    """Return what a key must be for to ask that."""
    for methods, beginning, scope in RULES:
        is_below = path == beginning or path.startswith(f"{beginning}/")
        if is_below and (methods is None or method in methods):
            return scope
    return Scope.ASK


def may_say(role: str, scopes: Collection[str], word: CaseWord) -> bool:
    """Tell whether somebody may say that of a case: to be unsure changes no answer."""
    scopes_of = (Scope.SCREEN, Scope.DECIDE) if word is CaseWord.UNSURE else (Scope.DECIDE,)
    return any(is_allowed(role, scopes, scope) for scope in scopes_of)


def is_allowed(role: str, scopes: Collection[str], scope: Scope) -> bool:
    """Tell whether somebody may do something: the role covers it, and the key is for it."""
    return scope in scopes and Role(role).covers(scope.role)
