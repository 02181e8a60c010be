"""The review queue: every pair that waits can be come to, and nothing is called all that is not."""

from __future__ import annotations

from itertools import count

import pytest

from proscribe.workspace import Workspace
from proscribe.workspace.pages import queue


def test_whoever_goes_on_comes_to_every_pair_and_is_told_where_more_may_wait(
    packaged: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = packaged.cases.list(limit=1_000)
    every = [(one.pair.left, one.pair.right) for one in waiting.cases]
    assert not waiting.more
    assert len(every) > 3
    monkeypatch.setattr(queue, "_MOST", 3)
    monkeypatch.setattr(queue, "_MOST_LINKS", 2)

    met = []
    for place in count():
        shown = packaged.cases.queue(place)
        if shown.at < place:
            break
        assert shown.pair is not None
        met.append((shown.pair.left, shown.pair.right))
        assert shown.more or shown.total == len(every)
        assert shown.total <= len(every)
        assert len(shown.pairs) <= 3

    assert met == every
    assert packaged.cases.queue(10**6).at == len(every) - 1
