"""``clear``, ``clearances``, ``confirm``, ``withdraw``: what people say of names and subjects."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from proscribe.interfaces.cli import options, values
from proscribe.interfaces.cli.output import write_json
from proscribe.model.time import parse_day

if TYPE_CHECKING:
    from proscribe.model.proposal import Proposal

Which: TypeAlias = Annotated[
    list[str],
    typer.Argument(
        metavar="NUMBER | ID ID",
        help="Number of the clearance; or the ids of two entries that were joined or kept apart.",
        show_default=False,
    ),
]
Because: TypeAlias = Annotated[
    str, typer.Option("--because", help="Why: kept with the decision.", show_default=False)
]
By: TypeAlias = Annotated[
    str | None,
    typer.Option("--by", help="Who decides. Default: your user name.", show_default=False),
]
Schema: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--schema",
        metavar="SCHEMA",
        help="The schema given with the name, such as Person; none where none is.",
        show_default=False,
    ),
]
Property: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--property",
        metavar="KEY=VALUE",
        help="What else is given with the name, such as birthDate=1985-03-02; may be repeated.",
        show_default=False,
    ),
]
Until: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--until",
        metavar="DAY",
        parser=values.day_text,
        help="Last day on which it counts; after it the pair is raised again.",
        show_default=False,
    ),
]


def clear(
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="The name as it is looked for.", show_default=False),
    ],
    subject: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="Id of the subject that is not meant.", show_default=False
        ),
    ],
    *,
    because: Because,
    schema: Schema = None,
    properties: Property = None,
    until: Until = None,
    by: By = None,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Decide that a name is not a subject: the pair is silent until either side changes."""
    from proscribe.interfaces.cli.render.clearances import show_cleared
    from proscribe.workspace import open_workspace

    who = getpass.getuser() if by is None else by
    told = values.property_texts(properties or ())
    with open_workspace(db) as workspace:
        made = workspace.clearances.clear(
            name, subject, reason=because, by=who, schema=schema, properties=told,
            until=None if until is None else parse_day(until),
        )  # fmt: skip
    if as_json:
        write_json(made.to_json())
    else:
        show_cleared(made)


def clearances(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            help="A name that was cleared. Default: every name.",
            show_default=False,
        ),
    ] = None,
    *,
    every: Annotated[
        bool, typer.Option("--all", help="Show those too that were withdrawn or replaced.")
    ] = False,
    exit_code: options.ExitCode = False,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Show which names are not which subjects, who decided, and what has woken since."""
    from proscribe.interfaces.cli.render.clearances import show_clearances
    from proscribe.workspace import open_workspace

    with open_workspace(db) as workspace:
        found = workspace.clearances.shown(name, every=every)
    if as_json:
        write_json({"clearances": [one.to_json() for one in found]})
    else:
        show_clearances(found)
    if exit_code and any(one.needs_action for one in found):
        raise typer.Exit(1)


def confirm(
    which: Which,
    *,
    because: Because,
    by: By = None,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Agree with a decision of somebody else that waits for another person."""
    from proscribe.interfaces.cli.render.clearances import show_confirmed
    from proscribe.workspace import open_workspace

    who, entries = getpass.getuser() if by is None else by, _entries(which)
    with open_workspace(db) as workspace:
        if entries is not None:
            answered = workspace.answer_link(*entries, agrees=True, reason=because, by=who)
            _show_answered(answered, as_json=as_json)
            return
        made = workspace.clearances.confirm(_number(which), reason=because, by=who)
    if as_json:
        write_json(made.to_json())
    else:
        show_confirmed(made)


def withdraw(
    which: Which,
    *,
    because: Because,
    by: By = None,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Take a clearance back: the pair is raised again, and the decision stays on file.

    Of two entries, only a decision that waits for another person is taken back; another word
    replaces one that counts.
    """
    from proscribe.interfaces.cli.render.clearances import show_withdrawn
    from proscribe.workspace import open_workspace

    who, entries = getpass.getuser() if by is None else by, _entries(which)
    with open_workspace(db) as workspace:
        if entries is not None:
            answered = workspace.answer_link(*entries, agrees=False, reason=because, by=who)
            _show_answered(answered, as_json=as_json)
            return
        made = workspace.clearances.withdraw(_number(which), reason=because, by=who)
    if as_json:
        write_json(made.to_json())
    else:
        show_withdrawn(made)


def _entries(which: list[str]) -> tuple[str, str] | None:
    """Return the ids of two entries; None where a number is given."""
    if len(which) == len(("left", "right")):
        return which[0], which[1]
    return None


def _number(which: list[str]) -> int:
    if len(which) != 1 or not which[0].isascii() or not which[0].isdecimal():
        raise typer.BadParameter("Give the number of a clearance, or the ids of two entries.")
    return int(which[0])


def _show_answered(made: Proposal, *, as_json: bool) -> None:
    from proscribe.interfaces.cli.render.identity import show_answered
    from proscribe.workspace.results import to_json

    if as_json:
        write_json(to_json(made))
    else:
        show_answered(made)
