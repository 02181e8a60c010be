"""Draws whom a subject is tied to: itself in the middle, others in two columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from proscribe.workspace.pages.network import Group, Network, Node, Tied

if TYPE_CHECKING:
    from collections.abc import Iterable

WIDTH = 1_200
BOX_WIDTH, BOX_HEIGHT = 340, 48
_GAP, _HEAD = 12, 30
_LEFT = (Tied.OWNER, Tied.ASSOCIATE)
_RIGHT = (Tied.OWNED, Tied.SECURITY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One node of the picture.

    Attributes:
        node: Whom it shows.
        x: Left edge; ``y`` the upper one.
        path: The line from it to the subject.
    """

    node: Node
    x: int
    y: int
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """The nodes of one kind, one below the other.

    Attributes:
        group: Whom it shows.
        x: Left edge; ``y`` the base line of its heading.
        boxes: Its nodes.
        end: Base line of what is said of those left out.
    """

    group: Group
    x: int
    y: int
    boxes: tuple[Box, ...]
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A network, drawn.

    Attributes:
        width: Of the whole; ``height`` likewise.
        x: Left edge of the subject; ``y`` the upper one.
        stacks: The others.
    """

    width: int
    height: int
    x: int
    y: int
    stacks: tuple[Stack, ...]


def draw_network(network: Network) -> Picture | None:
    """Return the picture of a network; None where there is nobody else in it."""
    sides = [[g for g in network.groups if g.tied in side] for side in (_LEFT, _RIGHT)]
    if not any(sides):
        return None
    height = max(map(_height, sides))
    middle = height // 2
    left, right = sides
    # Where one side is empty, the subject stands there.
    own = (WIDTH - BOX_WIDTH) // 2 if left and right else 0 if right else WIDTH - BOX_WIDTH
    return Picture(
        width=WIDTH,
        height=height,
        x=own,
        y=middle - BOX_HEIGHT // 2,
        stacks=(
            *_stacked(left, 0, (height - _height(left)) // 2, (own, middle)),
            *_stacked(right, WIDTH - BOX_WIDTH, (height - _height(right)) // 2, (own, middle)),
        ),
    )


def _height(groups: Iterable[Group]) -> int:
    return sum(map(_height_of, groups))


def _height_of(group: Group) -> int:
    more = _HEAD if group.left_out else 0
    return _HEAD + len(group.nodes) * (BOX_HEIGHT + _GAP) + more


def _stacked(groups: Iterable[Group], x: int, top: int, subject: tuple[int, int]) -> list[Stack]:
    stacks = []
    for group in groups:
        first = top + _HEAD
        boxes = tuple(
            Box(node=node, x=x, y=y, path=_path(x, y, *subject))
            for node, y in (
                (node, first + place * (BOX_HEIGHT + _GAP))
                for place, node in enumerate(group.nodes)
            )
        )
        end = first + len(boxes) * (BOX_HEIGHT + _GAP) + _GAP
        stacks.append(Stack(group=group, x=x, y=top + _HEAD - _GAP, boxes=boxes, end=end))
        top += _height_of(group)
    return stacks


def _path(x: int, y: int, own: int, middle: int) -> str:
    """Return a curve from the inner edge of a box to the nearer edge of the subject."""
    start, end = (x + BOX_WIDTH, own) if x < own else (x, own + BOX_WIDTH)
    half = (start + end) // 2
    side = y + BOX_HEIGHT // 2
    return f"M{start} {side}C{half} {side} {half} {middle} {end} {middle}"
