"""What is handed in lies in a folder of its own, bounded, under a name that leads nowhere."""

from __future__ import annotations

import errno
import os
from hashlib import sha256
from pathlib import Path

import pytest

from proscribe.backends.spool import MOST_FILES, Spool, Upload, safe_name
from proscribe.model.errors import InputError, StoreError, TooLargeError
from proscribe.operations.jobs import FileRole


def test_a_file_is_kept_as_it_came(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "spool")
    with spool.receive() as upload:
        with upload.file("Bestände.csv") as file:
            file.write(b"name\n")
            file.write(b"Xiaomi\n")
        upload.keep()

    (made,) = upload.files
    stored = spool.folder_of(upload.job_id) / made.path
    assert stored.read_bytes() == b"name\nXiaomi\n"
    assert (made.name, made.size) == ("Bestände.csv", 12)
    assert made.sha256 == sha256(b"name\nXiaomi\n").hexdigest()
    assert stored.stat().st_mode & 0o777 == 0o600
    assert stored.parent.stat().st_mode & 0o777 == 0o700


def test_what_is_not_kept_is_gone(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    with spool.receive() as upload, upload.file("a.csv") as file:
        file.write(b"x")

    assert [*tmp_path.iterdir()] == []


def test_a_sender_who_goes_away_leaves_nothing(tmp_path: Path) -> None:
    def send() -> None:
        with Spool(tmp_path).receive() as upload, upload.file("a.csv") as file:
            file.write(b"half")
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        send()

    assert [*tmp_path.iterdir()] == []


def send(upload: Upload, *sizes: int) -> None:
    """Send files of those sizes, in pieces of 4 bytes."""
    for size in sizes:
        with upload.file("a.csv") as file:
            for start in range(0, size, 4):
                file.write(b"x" * min(4, size - start))


@pytest.mark.parametrize("sizes", [(10,), (6, 4), (5, 5, 0)])
def test_files_within_the_bound_are_taken(tmp_path: Path, sizes: tuple[int, ...]) -> None:
    with Spool(tmp_path).receive(most_bytes=10) as upload:
        send(upload, *sizes)

        assert tuple(one.size for one in upload.files) == sizes


@pytest.mark.parametrize("sizes", [(11,), (6, 5), (5, 5, 1)])
def test_the_bound_is_of_all_files_together(tmp_path: Path, sizes: tuple[int, ...]) -> None:
    with Spool(tmp_path).receive(most_bytes=10) as upload, pytest.raises(TooLargeError) as refused:
        send(upload, *sizes)

    assert "10 bytes" in refused.value.what
    assert [*tmp_path.iterdir()] == []


def test_the_piece_over_the_bound_is_not_written(tmp_path: Path) -> None:
    with Spool(tmp_path).receive(most_bytes=10) as upload:
        with pytest.raises(TooLargeError):
            send(upload, 1_000)
        (stored,) = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert stored.stat().st_size == 8


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("portfolio.csv", "portfolio.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ana\\Depot.xlsx", "Depot.xlsx"),
        ("/etc/cron.d/x", "x"),
        ("..", "file"),
        ("", "file"),
        (".htaccess", "htaccess"),
        ("a\0b\nc\r.csv", "a_b_c_.csv"),
        ("=cmd|'/c calc'!A1.csv", "c calc__A1.csv"),
        ("持仓 2021.xlsx", "持仓 2021.xlsx"),
        ("a\u202egnp.csv", "a_gnp.csv"),
        ("Cafe\u0301.csv", "Café.csv"),
        ("half\ud800.csv", "half_.csv"),
    ],
)
def test_a_name_leads_nowhere(given: str, safe: str) -> None:
    assert safe_name(given) == safe


def test_a_long_name_is_cut_and_keeps_its_ending() -> None:
    name = safe_name("持" * 400 + ".xlsx")

    assert name.endswith("持.xlsx")
    assert len(name.encode()) <= 120


def test_two_files_of_one_name_do_not_meet_but_funds_may_not(tmp_path: Path) -> None:
    with Spool(tmp_path).receive() as upload:
        for content in (b"one", b"two"):
            with upload.file("a.csv") as file:
                file.write(content)
        assert [one.name for one in upload.files] == ["a.csv", "a (2).csv"]
        with upload.file("IEMG.csv", FileRole.FUND) as file:
            file.write(b"x")
        with (
            pytest.raises(InputError, match="cannot be told apart"),
            upload.file("IEMG.csv", FileRole.FUND),
        ):
            pass


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    with Spool(tmp_path).receive() as upload:
        for _ in range(MOST_FILES):
            with upload.file("a.csv"):
                pass
        with pytest.raises(InputError, match="100 files"), upload.file("a.csv"):
            pass


@pytest.mark.parametrize("wrong", ["", "..", "../x", "g" * 32, "A" * 32, "0" * 31, "0" * 33])
def test_what_is_no_id_leads_to_no_folder(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(InputError, match="no id"):
        Spool(tmp_path).folder_of(wrong)


def test_a_full_disk_is_told_in_words_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_number: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with Spool(tmp_path).receive() as upload:
        with pytest.raises(StoreError, match="No space left"), upload.file("a.csv") as file:
            file.write(b"x")
        assert upload.files == ()

    assert [*tmp_path.iterdir()] == []


def test_only_what_has_lain_long_is_a_stray(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    old, new = (spool.receive() for _ in "ab")
    for upload in (old, new):
        with upload.file("a.csv"):
            pass
        upload.keep()
    os.utime(tmp_path / old.job_id, (0, 0))

    assert spool.strays() == {old.job_id}
    spool.drop(old.job_id)
    assert [path.name for path in tmp_path.iterdir()] == [new.job_id]
    assert Spool(tmp_path / "none").strays() == frozenset()
