"""The key that signs checkpoints, and the last checkpoint outside of the store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from proscribe.backends.signing import (
    PRIVATE,
    PUBLIC,
    SigningKey,
    is_signed,
    open_key,
    put_aside,
    read_last,
    read_public,
    write_last,
)
from proscribe.model.errors import InputError, StoreError
from proscribe.operations.receipts import Checkpoint

# Test 1 of RFC 8032, section 7.1.
PRIVATE_KEY = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
PUBLIC_KEY = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
SIGNATURE = (
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
    "d25bf5f0595bbe24655141438e7a100b"
)
ONE = Checkpoint(
    number=5,
    hash="ab" * 32,
    at=datetime(2026, 11, 27, 9, 0, 0, 12, tzinfo=UTC),
    signer="00" * 8,
    signature=b"\1" * 64,
)


def test_it_signs_as_the_standard_says() -> None:
    key = SigningKey(bytes.fromhex(PRIVATE_KEY))

    assert key.public_key.hex() == PUBLIC_KEY
    assert key.sign(b"").hex() == SIGNATURE
    assert is_signed(key.public_key, b"", bytes.fromhex(SIGNATURE))


@pytest.mark.parametrize(
    ("key", "message", "signature"),
    [
        (PUBLIC_KEY, b"x", SIGNATURE),
        (PUBLIC_KEY, b"", f"00{SIGNATURE[2:]}"),
        (PUBLIC_KEY, b"", ""),
        (f"00{PUBLIC_KEY[2:]}", b"", SIGNATURE),
        ("00", b"", SIGNATURE),
    ],
)
def test_what_nobody_signed_is_not_signed(key: str, message: bytes, signature: str) -> None:
    assert not is_signed(bytes.fromhex(key), message, bytes.fromhex(signature))


def test_a_key_is_made_once_and_found_again(tmp_path: Path) -> None:
    folder = tmp_path / "new"

    made = open_key(folder)

    assert open_key(folder).public_key == made.public_key == read_public(folder / PUBLIC)
    assert (folder / PRIVATE).stat().st_mode & 0o777 == 0o600
    (folder / PUBLIC).unlink()
    open_key(folder)
    assert read_public(folder / PUBLIC) == made.public_key


@pytest.mark.parametrize("content", ["", "zz" * 32, "ab" * 31, "ab" * 33])
def test_a_damaged_key_is_refused_and_left_alone(tmp_path: Path, content: str) -> None:
    file = tmp_path / PRIVATE
    file.write_text(content, encoding="ascii")
    file.chmod(0o600)

    with pytest.raises(StoreError, match="is damaged") as caught:
        open_key(tmp_path)

    assert file.read_text(encoding="ascii") == content
    assert content not in str(caught.value) or not content


def test_what_is_no_public_key_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"\xff\xfe")

    for name in ("other", "missing"):
        with pytest.raises(InputError, match="no public key"):
            read_public(tmp_path / name)


def test_the_last_checkpoint_is_kept_and_never_goes_back(tmp_path: Path) -> None:
    file = tmp_path / "last"
    assert read_last(file) is None

    write_last(file, ONE)
    write_last(file, replace(ONE, number=4))
    assert read_last(file) == ONE
    write_last(file, replace(ONE, number=6))
    assert read_last(file) == replace(ONE, number=6)

    put_aside(file)
    assert read_last(file) is None
    put_aside(file)


def test_whatever_was_put_aside_before_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "receipts-a.last"
    for number in (5, 6, 7):
        write_last(file, replace(ONE, number=number))
        put_aside(file)

    aside = ("receipts-a.before", "receipts-a.before-2", "receipts-a.before-3")
    assert sorted(each.name for each in tmp_path.iterdir()) == [*aside]
    kept = [read_last(tmp_path / name) for name in aside]
    assert [one and one.number for one in kept] == [5, 6, 7]


def test_a_checkpoint_that_cannot_be_kept_or_read_is_no_reason_to_fail(tmp_path: Path) -> None:
    write_last(tmp_path / "missing" / "last", ONE)
    (tmp_path / "last").write_text("{}", encoding="utf-8")

    assert read_last(tmp_path / "last") is None
