"""``token`` and ``user``: who may use the service, and as what."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from proscribe.interfaces.cli import options, values
from proscribe.interfaces.cli.output import write_json
from proscribe.model.errors import InputError

_ROLES = "reader, analyst, approver, administrator"
Name: TypeAlias = Annotated[
    str, typer.Argument(metavar="NAME", help="What it is called.", show_default=False)
]
Person: TypeAlias = Annotated[
    str, typer.Argument(metavar="NAME", help="What they log in as.", show_default=False)
]
RoleOption: TypeAlias = Annotated[
    str, typer.Option("--role", metavar="ROLE", help=f"What it may do: {_ROLES}.")
]
Scopes: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--scope",
        metavar="SCOPE",
        help="What it is for: ask, screen, decide, receipts, manage; may be repeated. Default: "
        "all that the role may.",
        show_default=False,
    ),
]
Whose: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--organisation",
        metavar="NAME",
        help="Whose. Default: the setting `organisation`.",
        show_default=False,
    ),
]
PasswordFile: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--password-file",
        metavar="FILE",
        help="Read the password from the first line of a file. Default: ask for it, or read a line "
        "of standard input.",
        show_default=False,
    ),
]


def create_token(
    name: Name,
    *,
    role: RoleOption = "reader",
    scope: Scopes = None,
    expires: Annotated[
        str | None,
        typer.Option(
            "--expires",
            metavar="MOMENT",
            parser=values.moment_text,
            help="From when on it is void. Default: never.",
            show_default=False,
        ),
    ] = None,
    rate: Annotated[
        float | None,
        typer.Option(
            "--rate",
            metavar="NUMBER",
            help="Requests a second that are answered. Default: as the settings say.",
            show_default=False,
        ),
    ] = None,
    organisation: Whose = None,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Make an API key for a program. It is shown this once; only a digest of it is kept."""
    from proscribe.interfaces.cli.render.access import key_json, show_new_key
    from proscribe.workspace import open_workspace

    until = None if expires is None else values.instant_of(expires)
    with open_workspace(db) as workspace:
        whose = workspace.local_user(getpass.getuser(), organisation)
        key, text = workspace.access.create_key(
            name, by=whose.name, role=role, organisation=whose.organisation, scopes=scope,
            expires_at=until, rate=rate,
        )  # fmt: skip
    if as_json:
        write_json(key_json(key) | {"key": text})
    else:
        show_new_key(key, text)


def revoke_token(
    key: Annotated[
        str, typer.Argument(metavar="ID", help="Id or name of the key.", show_default=False)
    ],
    *,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Make an API key void for ever, a second from now at the latest."""
    from proscribe.interfaces.cli.render.access import key_json, show_keys
    from proscribe.workspace import open_workspace

    with open_workspace(db) as workspace:
        ended = workspace.access.revoke(key, by=getpass.getuser())
    if as_json:
        write_json(key_json(ended))
    else:
        show_keys([ended])


def list_tokens(*, as_json: options.AsJson = False, db: options.Db = None) -> None:
    """Show the API keys: whose, what for, until when; never their secrets."""
    from proscribe.interfaces.cli.render.access import key_json, show_keys
    from proscribe.workspace import open_workspace

    with open_workspace(db) as workspace:
        found = workspace.access.keys()
    if as_json:
        write_json({"keys": [key_json(one) for one in found]})
    else:
        show_keys(found)


def add_user(
    name: Person,
    *,
    role: RoleOption = "reader",
    organisation: Whose = None,
    password_file: PasswordFile = None,
    sign_on: Annotated[
        bool,
        typer.Option(
            "--sign-on", help="Without a password: they sign on with your OpenID Connect provider."
        ),
    ] = False,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Let somebody log in."""
    from proscribe.interfaces.cli.render.access import show_users, user_json
    from proscribe.workspace import open_workspace

    if sign_on and password_file is not None:
        raise InputError(
            "--sign-on is without a password.", remedy="Leave it or --password-file out."
        )
    password = None if sign_on else _password(password_file)
    with open_workspace(db) as workspace:
        whose = workspace.local_user(getpass.getuser(), organisation)
        user = workspace.access.add_user(
            name, password=password, by=whose.name, role=role, organisation=whose.organisation
        )
    if as_json:
        write_json(user_json(user))
    else:
        show_users([user])


def list_users(*, as_json: options.AsJson = False, db: options.Db = None) -> None:
    """Show who may log in, and who may not any more."""
    from proscribe.interfaces.cli.render.access import show_users, user_json
    from proscribe.workspace import open_workspace

    with open_workspace(db) as workspace:
        found = workspace.access.users()
    if as_json:
        write_json({"users": [user_json(one) for one in found]})
    else:
        show_users(found)


def disable_user(name: Person, *, as_json: options.AsJson = False, db: options.Db = None) -> None:
    """Let somebody not log in any more; they are logged out at once."""
    _change(name, enabled=False, role=None, as_json=as_json, db=db)


def change_user(
    name: Person,
    *,
    role: Annotated[
        str | None,
        typer.Option("--role", metavar="ROLE", help=f"What they may do: {_ROLES}."),
    ] = None,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Let somebody log in again, or give them another role."""
    _change(name, enabled=True, role=role, as_json=as_json, db=db)


def set_password(
    name: Person,
    *,
    password_file: PasswordFile = None,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Give somebody another password; they are logged out everywhere."""
    from proscribe.interfaces.cli.render.access import show_users, user_json
    from proscribe.workspace import open_workspace

    with open_workspace(db) as workspace:
        user = workspace.access.user(name)
        workspace.access.set_password(name, _password(password_file))
    if as_json:
        write_json(user_json(user))
    else:
        show_users([user])


def _change(name: str, *, enabled: bool, role: str | None, as_json: bool, db: str | None) -> None:
    from proscribe.interfaces.cli.render.access import show_users, user_json
    from proscribe.workspace import open_workspace

    with open_workspace(db) as workspace:
        user = workspace.access.change_user(name, by=getpass.getuser(), role=role, enabled=enabled)
    if as_json:
        write_json(user_json(user))
    else:
        show_users([user])


def _password(file: Path | None) -> str:
    if file is not None:
        return values.first_line(file)
    if sys.stdin.isatty():
        first = getpass.getpass("Password: ")
        if getpass.getpass("Once more: ") != first:
            raise typer.BadParameter("the two differ. Type the same password twice.")
        return first
    return sys.stdin.readline().rstrip("\r\n")
