"""The commands by name."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from proscribe.interfaces.cli import options
from proscribe.interfaces.cli.commands import (
    access,
    ask,
    backups,
    clearances,
    demo,
    identity,
    lists,
    match,
    owners,
    prices,
    read,
    receipts,
    screen,
    securities,
    serve,
    subjects,
    watch,
    worker,
)
from proscribe.version import VERSION

ASK = "Ask"
LISTS = "Lists"
SUBJECTS = "Subjects"
SERVICE = "Service"
WATCHES = "Watches"

app = typer.Typer(
    name="proscribe",
    help="Is it blacklisted, by whom, what does that forbid me, from when, until when, "
    "why, and on whose word.",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

# Name, family, function, and an example that runs where the files it names exist.
COMMANDS = (
    (
        "check",
        ASK,
        ask.check,
        "proscribe check Xiaomi --action buy --as-of 2021-03-16 --known-at 2021-03-06",
    ),
    (
        "screen",
        ASK,
        screen.screen,
        "proscribe screen portfolio.csv --as-of 2021-03-16 --out report.html",
    ),
    ("match", ASK, match.match, "proscribe match names.csv --out matches.csv"),
    (
        "read",
        ASK,
        read.read,
        "proscribe read article.txt --published 2021-03-06 --out claims.html",
    ),
    ("evaluate", ASK, ask.evaluate, "proscribe evaluate cases.csv --out results.csv"),
    ("demo", ASK, demo.demo, "proscribe demo --out proscribe-demo.html"),
    ("sources", LISTS, lists.sources, "proscribe sources --all"),
    ("sources verify", LISTS, lists.verify, "proscribe sources verify us_dod_1237"),
    ("update", LISTS, lists.update, "proscribe update us_ofac_cons --from editions"),
    (
        "import",
        LISTS,
        lists.import_files,
        "proscribe import us_ofac_cons consolidated.xml --published 2021-06-16",
    ),
    ("diff", LISTS, lists.diff, "proscribe diff us_ofac_cons --from 2021-06-03 --to 2021-06-16"),
    ("dossier", SUBJECTS, subjects.dossier, "proscribe dossier Xiaomi --known-at 2021-05-11"),
    ("security", SUBJECTS, securities.security, "proscribe security XIACY --as-of 2021-03-16"),
    ("enrich", LISTS, securities.enrich, "proscribe enrich portfolio.csv --offline"),
    ("timeline", SUBJECTS, subjects.timeline, "proscribe timeline 1810.HK"),
    (
        "prices",
        SUBJECTS,
        prices.prices,
        "proscribe prices Xiaomi --prices 1810.HK.csv --until 2021-03-05 --out xiaomi.html",
    ),
    ("owners", SUBJECTS, owners.owners, "proscribe owners Xiaomi --known-at 2021-05-11"),
    ("links", SUBJECTS, identity.links, "proscribe links Huawei"),
    (
        "link",
        SUBJECTS,
        identity.link,
        'proscribe link us_dod_1237-cnooc us_ofac_cons-30926 different --because "a subsidiary"',
    ),
    (
        "clear",
        SUBJECTS,
        clearances.clear,
        'proscribe clear "Xiao Mi" us_dod_1237-xiaomi --because "a restaurant"',
    ),
    ("clearances", SUBJECTS, clearances.clearances, "proscribe clearances --all"),
    (
        "confirm",
        SUBJECTS,
        clearances.confirm,
        'proscribe confirm 1 --because "the register says so, too" --by ben',
    ),
    (
        "withdraw",
        SUBJECTS,
        clearances.withdraw,
        'proscribe withdraw 1 --because "it is the phone maker after all"',
    ),
    ("export", SUBJECTS, subjects.export, "proscribe export --format ftm --out entities.ftm.json"),
    ("serve", SERVICE, serve.serve, "proscribe serve --port 8000 --workers 2"),
    ("backup", SERVICE, backups.backup, "proscribe backup copy.db"),
    ("restore", SERVICE, backups.restore, "proscribe restore copy.db --replace"),
    ("receipts verify", SERVICE, receipts.verify, "proscribe receipts verify"),
    ("receipts replay", SERVICE, receipts.replay, "proscribe receipts replay 1"),
    ("receipts resume", SERVICE, receipts.resume, "proscribe receipts resume"),
    ("receipts show", SERVICE, receipts.show, "proscribe receipts show 1"),
    ("receipts list", SERVICE, receipts.newest, "proscribe receipts list --most 5"),
    (
        "receipts forget",
        SERVICE,
        receipts.forget,
        "proscribe receipts forget --before 2020-01-01",
    ),
    (
        "token create",
        SERVICE,
        access.create_token,
        "proscribe token create payments --role analyst --expires 2099-12-31",
    ),
    ("token revoke", SERVICE, access.revoke_token, "proscribe token revoke payments"),
    ("token list", SERVICE, access.list_tokens, "proscribe token list"),
    (
        "user add",
        SERVICE,
        access.add_user,
        "proscribe user add ana --role analyst --password-file password.txt",
    ),
    ("user list", SERVICE, access.list_users, "proscribe user list"),
    ("user disable", SERVICE, access.disable_user, "proscribe user disable ben"),
    ("user enable", SERVICE, access.change_user, "proscribe user enable ben --role approver"),
    (
        "user password",
        SERVICE,
        access.set_password,
        "proscribe user password ben --password-file password.txt",
    ),
    ("watch add", WATCHES, watch.add, 'proscribe watch add Xiaomi --because "a customer asks"'),
    ("watch list", WATCHES, watch.list_watches, "proscribe watch list"),
    ("watch run", WATCHES, watch.run, "proscribe watch run"),
    ("watch remove", WATCHES, watch.remove, 'proscribe watch remove 1 --because "sold"'),
    ("alerts", WATCHES, watch.alerts, "proscribe alerts"),
    (
        "acknowledge",
        WATCHES,
        watch.acknowledge,
        'proscribe acknowledge 1 --because "told the desk"',
    ),
    ("worker", SERVICE, worker.worker, "proscribe worker --once"),
)

# Commands of two words, by the first of them, which may be a command of its own, too.
GROUPS = {
    "sources": typer.Typer(),
    "watch": typer.Typer(help="Standing screens: add, list, run, remove."),
    "receipts": typer.Typer(help="Prove answers: verify, ask again, show, forget."),
    "token": typer.Typer(help="Keys of programs: create, revoke, list."),
    "user": typer.Typer(help="People who may log in: add, list, disable, enable, password."),
}
_PANELS = {"sources": LISTS, "watch": WATCHES}
for name, group in GROUPS.items():
    alone = name in {one for one, *_ in COMMANDS}
    panel = _PANELS.get(name, SERVICE)
    app.add_typer(group, name=name, rich_help_panel=panel, no_args_is_help=not alone)

for name, family, function, example in COMMANDS:
    *first, last = name.split()
    under, epilog = GROUPS[first[0]] if first else app, f"Example: {example}"
    if name in GROUPS:
        GROUPS[name].callback(invoke_without_command=True, epilog=epilog)(function)
    else:
        under.command(last, rich_help_panel=family, epilog=epilog)(function)


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"proscribe {VERSION}")
        raise typer.Exit


@app.callback()
def proscribe(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
    db: options.Db = None,
) -> None:
    """Every command exits 0 when done, 2 on bad input, 3 on a refused source or a failed store."""
    del version
    if db is not None:
        os.environ["PROSCRIBE_DB"] = db
