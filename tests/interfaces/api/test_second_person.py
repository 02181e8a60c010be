"""Two people decide: a key is no second person beside whoever made it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.interfaces.api.doors import House, open_house
from tests.interfaces.api.test_cases import say, screened, waiting


@contextmanager
def key_of(house: House, name: str, *, by: str) -> Iterator[httpx.Client]:
    """Ask with the key of an approver that somebody made."""
    _, secret = house.workspace.access.create_key(name, by=by, role="approver", organisation="one")
    headers = {"authorization": f"Bearer {secret}"}
    with httpx.Client(base_url=house.url, headers=headers, timeout=60) as client:
        yield client


def test_a_key_is_no_second_person_beside_whoever_made_it(tmp_path: Path) -> None:
    with open_house(tmp_path, second_person=True) as house:
        access, own = house.workspace.access, house.workspace.of("one")
        for name in ("ana", "ben"):
            access.add_user(name, by="test", role="approver", organisation="one", password=None)
        screened(house)
        with key_of(house, "bot", by="ana") as bot:
            (line,), (link, *_) = waiting(bot, kind="line"), waiting(bot, kind="link")
            for case in (line, link):
                assert say(bot, case, "different").json()["said"]["waits"] is True
            waits = [waiting(bot, kind=kind)[0] for kind in ("confirm", "confirm_link")]

        with key_of(house, "robot", by="Ana") as other, key_of(house, "ana", by="test") as same:
            for asker in (other, same):
                for case in waits:
                    refused = say(asker, case, "confirm")
                    assert refused.status_code == 400
                    assert "a key counts as whoever made it" in refused.json()["detail"]
        (kept,) = own.clearances.shown()
        assert kept.state.value == "waiting"

        with key_of(house, "helper", by="ben") as ben:
            for case in waits:
                assert say(ben, case, "confirm").status_code == 200
        (kept,) = own.clearances.shown()
        assert kept.state.value == "silent"
