"""How the difference between two editions reads."""

from __future__ import annotations

import pytest

from proscribe.interfaces.cli.render.changes import show_changes
from proscribe.ledger.diff import Changed, Difference, FieldChange
from proscribe.workspace.lists import Changes
from tests.ledger.stories import Story, listing

LONG = "Belongs to a tribe of the north. " * 8


def shown(capsys: pytest.CaptureFixture[str], before: str, after: str) -> str:
    story = Story()
    story.publish("s", "2021-01-01", listing("s-1"))
    story.publish("s", "2021-02-01", listing("s-1", name="New"))
    first, last = story.editions()
    changed = Changed(
        id="s-1",
        caption="New",
        changes=(FieldChange(field="remarks", before=(before,), after=(after,)),),
    )
    difference = Difference(began=(), changed=(changed,), ended=())
    show_changes(Changes(source="s", before=first, after=last, difference=difference))
    return " ".join(capsys.readouterr().out.split())


def test_of_two_long_texts_only_what_differs_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(capsys, f"{LONG}Listed in Iran. {LONG}", f"{LONG}Listed in Yemen. {LONG}")

    assert "remarks: - …tribe of the north. Listed in Iran. Belongs to a tribe of the n…" in text
    assert "remarks: + …tribe of the north. Listed in Yemen. Belongs to a tribe of the n…" in text


def test_a_short_text_is_shown_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert "remarks: - In Iran. remarks: + In Yemen." in shown(capsys, "In Iran.", "In Yemen.")


def test_a_long_text_that_goes_on_shows_what_was_added(capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(capsys, LONG, f"{LONG}Deceased.")

    assert "north. Deceased." in text
    assert len(text) < len(LONG)
