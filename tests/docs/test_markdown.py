from __future__ import annotations

import pytest

from tests.docs.markdown import Example, Fence, anchor, examples, shows

OUTPUT = "PROHIBITED:  no.\n\nRegime  Verdict\nCCMC    PROHIBITED\n"


@pytest.mark.parametrize(
    "printed",
    [
        ("PROHIBITED: no.", "Regime Verdict", "CCMC PROHIBITED"),
        ("PROHIBITED: no.", "…"),
        ("…", "CCMC    PROHIBITED"),
        ("PROHIBITED: …", "", "Regime …", "… PROHIBITED"),
    ],
)
def test_an_output_is_as_shown(printed: tuple[str, ...]) -> None:
    assert shows(printed, OUTPUT)


@pytest.mark.parametrize(
    "printed",
    [
        (),
        ("PROHIBITED: no.",),
        ("ALLOWED: no.", "…"),
        ("…", "Regime Verdict"),
        ("PROHIBITED: no.", "CCMC PROHIBITED"),
    ],
)
def test_an_output_that_differs_or_goes_on_is_not_as_shown(printed: tuple[str, ...]) -> None:
    assert not shows(printed, OUTPUT)


def test_a_block_is_parted_into_commands() -> None:
    fence = Fence(kind="console", text="$ one\nfirst\n$ two\n", file=None, line=1)

    assert list(examples(fence)) == [
        Example(command="one", printed=("first",)),
        Example(command="two", printed=()),
    ]


def test_an_anchor_is_what_renderers_make_of_a_heading() -> None:
    assert anchor("A list of your own (read by `import list` and `screen --list`)") == (
        "a-list-of-your-own-read-by-import-list-and-screen---list"
    )
