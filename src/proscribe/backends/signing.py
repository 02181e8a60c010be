"""The key that signs checkpoints, and the last checkpoint as it is kept outside of the store.

The private key lies in a file of the data folder that its owner alone may read: whoever has it
could write a false chain. The public key lies beside it, for whoever shall verify.
"""

from __future__ import annotations

import os
import tempfile
from binascii import Error as NotHex
from contextlib import suppress
from datetime import datetime
from itertools import count
from pathlib import Path

import orjson

from proscribe.backends.private import make_folder
from proscribe.model.errors import InputError, Place, StoreError
from proscribe.operations.receipts import Checkpoint, instant_text

PRIVATE, PUBLIC = "receipts.key", "receipts.pub"
_OTHERS = 0o077
_LENGTH = 32


class SigningKey:
    """An Ed25519 key.

    Args:
        private: Its 32 bytes; None for a new one by chance, that is gone with the process.
    """

    def __init__(self, private: bytes | None = None) -> None:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        make, read = Ed25519PrivateKey.generate, Ed25519PrivateKey.from_private_bytes
        self._key = make() if private is None else read(private)
        self._public = self._key.public_key().public_bytes_raw()

    @property
    def public_key(self) -> bytes:
        """The public half, 32 bytes."""
        return self._public

    def sign(self, message: bytes) -> bytes:
        """Return the signature of a message, 64 bytes."""
        return self._key.sign(message)


def is_signed(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Tell whether the owner of a public key signed a message so."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def open_key(folder: Path) -> SigningKey:
    """Return the key of a data folder; it is made where there is none, once for all processes.

    Raises:
        StoreError: It cannot be read or written, is damaged, or others may read it.
    """
    path = folder / PRIVATE
    try:
        if not path.exists():
            _make(path)
        if os.name == "posix" and path.stat().st_mode & _OTHERS:
            raise StoreError(
                "others may read the key that signs receipts, so its word is worth nothing.",
                where=Place(file=str(path)),
                remedy="Take the right from them (chmod 600), and ask who could have read it.",
            )
        key = SigningKey(_parse(path.read_text("ascii"), path))
        public = folder / PUBLIC
        if not public.exists():
            _put(public, f"{key.public_key.hex()}\n", mode=0o644)
    except OSError as error:
        raise StoreError(
            f"the key that signs receipts cannot be had: {error.strerror or error}.",
            where=Place(file=str(path)),
            remedy="Name another data folder in PROSCRIBE_DATA, or set PROSCRIBE_RECEIPTS=false.",
        ) from error
    return key


def read_public(path: Path) -> bytes:
    """Return a public key from its file.

    Raises:
        InputError: The file cannot be read, or holds none.
    """
    try:
        return _parse(path.read_text("ascii"), path)
    except (OSError, StoreError, UnicodeDecodeError) as error:
        raise InputError(
            "this is no public key: it needs 64 hexadecimal digits.",
            where=Place(file=str(path)),
            remedy=f"Name the file {PUBLIC} of whoever wrote the receipts.",
        ) from error


def last_name(chain: str) -> str:
    """Return the name of the file with the last checkpoint of a chain.

    Args:
        chain: Hash of its first receipt, or of the place of its store.
    """
    return f"receipts-{chain[:16]}.last"


def write_last(path: Path, one: Checkpoint, **noted: str) -> None:
    """Keep a checkpoint outside of the store; one further on that is there already stays.

    That it fails is no reason to fail: the receipts are written.

    Args:
        path: The file.
        one: The checkpoint.
        noted: What else is kept with it.
    """
    with suppress(OSError):
        held = read_last(path)
        if held is not None and held.number >= one.number and held.signer == one.signer:
            return
        told = {
            **noted,
            "number": one.number,
            "hash": one.hash,
            "at": instant_text(one.at),
            "signer": one.signer,
            "signature": one.signature.hex(),
        }
        _put(path, orjson.dumps(told, option=orjson.OPT_APPEND_NEWLINE).decode())


def put_aside(path: Path) -> None:
    """Rename the file of a last checkpoint, so that it is kept and does not count any more.

    It takes the first free name of ``.before``, ``.before-2``, ``.before-3`` and so on.

    Raises:
        StoreError: It cannot be renamed.
    """
    try:
        if path.exists():
            _link_free(path)
            path.unlink()
    except OSError as error:
        raise StoreError(
            f"the last checkpoint cannot be put aside: {error.strerror or error}.",
            where=Place(file=str(path)),
            remedy="Rename it yourself, else receipts will seem to be missing.",
        ) from error


def read_last(path: Path) -> Checkpoint | None:
    """Return the checkpoint that was kept outside of the store; None where there is none."""
    try:
        told = orjson.loads(path.read_bytes())
        return Checkpoint(
            number=told["number"],
            hash=told["hash"],
            at=datetime.fromisoformat(told["at"]),
            signer=told["signer"],
            signature=bytes.fromhex(told["signature"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _parse(text: str, path: Path) -> bytes:
    try:
        key = bytes.fromhex(text)
    except (ValueError, NotHex):
        key = b""
    if len(key) != _LENGTH:
        raise StoreError(
            "the key that signs receipts is damaged: it needs 64 hexadecimal digits.",
            where=Place(file=str(path)),
            remedy="Restore it from a copy. Were it made anew, older checkpoints would need the"
            " old public key to be verified.",
        )
    return key


def _make(path: Path) -> None:
    """Write a new key whole or not at all; where another process was first, its key stays."""
    make_folder(path.parent)
    draft = _draft(path, f"{os.urandom(_LENGTH).hex()}\n", mode=0o600)
    try:
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()


def _link_free(path: Path) -> None:
    for number in count(1):
        # Unlike a rename, a link never takes the place of a file that is there.
        with suppress(FileExistsError):
            os.link(path, path.with_suffix(".before" if number == 1 else f".before-{number}"))
            return


def _put(path: Path, text: str, *, mode: int = 0o600) -> None:
    _draft(path, text, mode=mode).replace(path)


def _draft(path: Path, text: str, *, mode: int) -> Path:
    number, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    with os.fdopen(number, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft = Path(name)
    draft.chmod(mode)
    return draft
