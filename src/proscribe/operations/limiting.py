"""How often one may ask: a bucket that fills steadily, and from which each request takes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """How fast a bucket fills, and how much it holds.

    Attributes:
        per_second: Requests that are answered each second in the long run; above 0.
        burst: Requests that are answered at once after a pause; at least 1.
    """

    per_second: float
    burst: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """What is left, and when that was so.

    Attributes:
        left: Requests that may still be answered at once.
        at: Seconds of a clock that never goes back.
    """

    left: float
    at: float


def full(rate: Rate, at: float) -> Bucket:
    """Return the bucket of somebody who has not asked yet."""
    return Bucket(left=rate.burst, at=at)


def take(rate: Rate, bucket: Bucket, now: float, *, cost: float = 1) -> tuple[Bucket, float]:
    """Take a request out of a bucket.

    Args:
        rate: How fast it fills.
        bucket: As it was.
        now: Seconds of the same clock.
        cost: How much the request takes; one above the burst takes all of it.

    Returns:
        The bucket afterwards, and for how many seconds to wait: 0 where it may be answered now.
        A request that must wait takes nothing.
    """
    left = min(rate.burst, bucket.left + max(0.0, now - bucket.at) * rate.per_second)
    wanted = min(cost, rate.burst)
    if left >= wanted:
        return Bucket(left=left - wanted, at=now), 0.0
    return Bucket(left=left, at=now), (wanted - left) / rate.per_second
