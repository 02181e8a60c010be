"""A bucket answers bursts, then steadily, and never more than it says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from proscribe.operations.limiting import Bucket, Rate, full, take

RATE = Rate(per_second=2, burst=3)


def test_three_at_once_then_one_each_half_second() -> None:
    bucket = full(RATE, 10.0)
    waits = []
    for at in (10.0, 10.0, 10.0, 10.0, 10.25, 10.5, 10.5):
        bucket, wait = take(RATE, bucket, at)
        waits.append(wait)

    assert waits == [0, 0, 0, 0.5, 0.25, 0, 0.5]


def test_a_long_pause_saves_no_more_than_the_burst() -> None:
    bucket, _ = take(RATE, full(RATE, 0.0), 1e6)

    assert bucket.left == 2


def test_a_clock_that_went_back_gives_nothing() -> None:
    bucket, wait = take(RATE, Bucket(left=0, at=5.0), 1.0)

    assert (bucket.left, wait) == (0, 0.5)


def test_a_request_dearer_than_the_burst_is_answered_when_the_bucket_is_full() -> None:
    bucket, wait = take(RATE, full(RATE, 0.0), 0.0, cost=100)
    _, again = take(RATE, bucket, 0.0, cost=100)

    assert (bucket.left, wait, again) == (0, 0, 1.5)


@given(st.lists(st.floats(min_value=0, max_value=2), max_size=60))
def test_never_more_than_the_burst_and_what_flowed_in(pauses: list[float]) -> None:
    now, bucket, answered = 0.0, full(RATE, 0.0), 0
    for pause in pauses:
        now += pause
        bucket, wait = take(RATE, bucket, now)
        answered += wait == 0

    assert answered <= RATE.burst + now * RATE.per_second + 1e-6
