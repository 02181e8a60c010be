"""Passwords, hashed with Argon2id so that a stolen store does not give them away."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError


class Passwords:
    """Hashes passwords and compares with hashes; threads may share one."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher()
        # Verified where there is no such user, so that their absence takes as long.
        self._nobody = self._hasher.hash("nobody")

    def hashed(self, password: str) -> str:
        """Return the hash to keep."""
        return self._hasher.hash(password)

    def fits(self, password: str, hashed: str | None) -> bool:
        """Tell whether a password is the one hashed; it takes as long where there is none."""
        try:
            self._hasher.verify(self._nobody if hashed is None else hashed, password)
        except (VerifyMismatchError, VerificationError, InvalidHashError):
            return False
        return hashed is not None

    def is_outdated(self, hashed: str) -> bool:
        """Tell whether a hash was made in a weaker way than today's."""
        return self._hasher.check_needs_rehash(hashed)
