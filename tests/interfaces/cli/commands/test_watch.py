"""Watching from the command line."""

from __future__ import annotations

from pathlib import Path

from tests.interfaces.cli.running import Command


def record(proscribe: Command, folder: Path, day: str, name: str) -> None:
    house = folder / "house.csv"
    house.write_text(f"id,schema,name\n1,Company,{name}\n", encoding="utf-8")
    assert proscribe("import", "list", house, "--published", day).code == 0


def test_a_watch_from_its_beginning_to_its_end(proscribe: Command, folder: Path) -> None:
    record(proscribe, folder, "2026-01-05", "Nobody")
    (folder / "book.csv").write_text("name\nAcme Trading\n", encoding="utf-8")
    added = proscribe(
        "watch", "add", "--file", "book.csv", "--because", "ours", "--by", "ana", "--action", "buy"
    )
    assert (added.code, "book.csv" in added.out) == (0, True)
    assert proscribe("watch", "run", "--exit-code").code == 0
    record(proscribe, folder, "2026-01-06", "Acme Trading")

    raised = proscribe("watch", "run", "--exit-code", "--json")

    assert raised.code == 1
    (alert,) = raised.document["alerts"]
    assert (alert["file"], alert["line"], alert["cause"]) == ("book.csv", 2, "edition")
    assert alert["changes"] == [{"action": "buy", "old": "ALLOWED", "new": "PROHIBITED"}]
    assert "buy: ALLOWED -> PROHIBITED" in proscribe("alerts").out
    assert proscribe("alerts", "--exit-code").code == 1
    assert proscribe("acknowledge", "1", "--because", "sold", "--by", "ben").code == 0
    assert proscribe("alerts", "--exit-code").code == 0
    assert "ben: sold" in proscribe("alerts", "--all").out
    assert proscribe("watch", "remove", "1", "--because", "gone").code == 0
    assert proscribe("watch", "list", "--json").document == {"watches": []}


def test_a_watch_is_of_a_name_or_of_files(proscribe: Command) -> None:
    for words in (("Xiaomi", "--file", "a.csv"), ()):
        refused = proscribe("watch", "add", *words, "--because", "x")
        assert refused.code == 2
        assert "a name or of files" in refused.err


def test_what_there_is_not_is_told_in_words(proscribe: Command) -> None:
    for words in (("watch", "run", "9"), ("watch", "remove", "9", "--because", "x")):
        assert "no watch 9" in proscribe(*words).err
    assert "no alert 9 waits" in proscribe("acknowledge", "9", "--because", "x").err
