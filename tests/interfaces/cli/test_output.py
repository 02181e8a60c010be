from __future__ import annotations

import pytest

from proscribe.interfaces.cli.output import Page, plain, write_json


def test_a_name_cannot_steer_the_terminal() -> None:
    assert plain("EVIL\x1b[2J\rLTD\u202e") == "EVIL\ufffd[2J\ufffdLTD\ufffd"


def test_a_name_in_any_script_is_left_alone() -> None:
    assert plain("小米集团, Газпром\tشركة\n") == "小米集团, Газпром\tشركة\n"


def test_words_in_brackets_are_no_markup(capsys: pytest.CaptureFixture[str]) -> None:
    page = Page()
    page.say("NORINCO [red] :smile: LTD")
    page.table(("Name",), [("[bold]A[/bold] CO",)])
    page.write()

    assert capsys.readouterr().out == "NORINCO [red] :smile: LTD\nName\n[bold]A[/bold] CO\n"


def test_columns_of_a_table_line_up_for_wide_signs_too(
    capsys: pytest.CaptureFixture[str],
) -> None:
    page = Page()
    page.table(("Name", "Lines>"), [("小米", "5"), ("Xiaomi", "1,234")])
    page.write()

    assert capsys.readouterr().out == "Name    Lines\n小米        5\nXiaomi  1,234\n"


def test_json_is_written_as_it_is_in_any_script(capsys: pytest.CaptureFixture[str]) -> None:
    write_json({"name": "小米", "none": None})

    assert capsys.readouterr().out == '{\n  "name": "小米",\n  "none": null\n}\n'
