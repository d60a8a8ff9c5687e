"""Where everything stands on the drawing of a procedure: boxes, arrows, lanes. Geometry only.

Every arrow that is not straight down runs through the channel between the two columns, in a lane
of its own; words stand above the line they belong to, beside the box it leaves.
"""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from domain.law.procedure import ENDS, Procedure

WIDTH, SPACE, EDGE = 310, 30, 16
LINE = 17  # height of a line of text
PORT = 16  # between two arrows at one side of a box
LANE = 9
WORDS = 190  # room for the words at the side of a box
LETTERS, SMALL = 34, 39  # of a title, of who is asked, in one line of a box
LABEL = 29  # letters of a label
NOWHERE = 1_000_000
GRID = 8  # arrows of the two columns never share a height: the columns use different halves


@dataclass(frozen=True, slots=True)
class NodeLabel:
    """What one box shows. `state` is a class of the style sheet."""

    title: str
    who: str = ""
    state: str = ""
    sign: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class NodeBox:
    face: NodeLabel
    lines: tuple[str, ...]
    who: tuple[str, ...]
    x: int
    y: int
    height: int
    width: int = WIDTH


@dataclass(frozen=True, slots=True)
class Arrow:
    """`path` as in SVG; `label` at `at`, to the left of it where `before`; `said` is all of it.

    `taken` if a case went along; `stops` where the procedure ends there.
    """

    path: str
    label: str = ""
    said: str = ""
    at: tuple[int, int] = (0, 0)
    before: bool = False
    taken: bool = False
    stops: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    width: int
    height: int
    boxes: tuple[NodeBox, ...]
    arrows: tuple[Arrow, ...]


@dataclass(frozen=True, slots=True)
class EdgePath:
    """From a step to a step, or to an end, and the answers that lead there."""

    start: str
    end: str
    words: str
    taken: bool


@dataclass
class DrawnSheet:
    """Where everything stands. `ways` are those that run through the channel."""

    procedure: Procedure
    main: list[str]
    faces: dict[str, NodeLabel]
    ways: list[EdgePath]
    boxes: dict[str, NodeBox] = field(default_factory=dict)
    ports: dict[tuple[int, str], int] = field(default_factory=dict)  # (way, step) → height

    def __post_init__(self) -> None:
        self._place_main()
        self._place_side()
        for step in self.boxes:
            self._give_ports(step)
        self.lanes = self._give_lanes()
        self._widen()

    def _place_main(self) -> None:
        y = EDGE
        for step in self.main:
            self.boxes[step] = self._box(step, EDGE, y)
            y += self.boxes[step].height + SPACE

    def _place_side(self) -> None:
        """Each beside the step that first leads to it, below the one placed before."""
        free = EDGE
        waiting = [step.id for step in self.procedure.steps if step.id not in self.boxes]
        while waiting:
            step = min(waiting, key=lambda s: (self._reached(s), waiting.index(s)))
            waiting.remove(step)
            at = self._reached(step)
            y = at if free < at < NOWHERE else free
            self.boxes[step] = self._box(step, 0, y)
            free = y + self.boxes[step].height + SPACE

    def _reached(self, step: str) -> int:
        """How far down the first step stands that leads to this one, if one is placed yet."""
        starts = [way.start for way in self.ways if way.end == step and way.start in self.boxes]
        return min((self.boxes[start].y for start in starts), default=NOWHERE)

    def _box(self, step: str, x: int, y: int) -> NodeBox:
        """High enough for its title and for the arrows at its side."""
        face = self.faces[step]
        lines = tuple(textwrap.wrap(face.title, LETTERS))
        who = tuple(textwrap.wrap(face.who, SMALL))
        text = LINE * (len(lines) + len(who)) + 20
        return NodeBox(face, lines, who, x, y, max(text, PORT * (len(self._at(step)) + 1)))

    def _at(self, step: str) -> list[int]:
        return [n for n, way in enumerate(self.ways) if step in (way.start, way.end)]

    def _give_ports(self, step: str) -> None:
        """Arrows at one side, in the order of where they come from or go to."""
        box = self.boxes[step]
        touching = sorted(self._at(step), key=lambda n: (self._other_end(n, step), n))
        share = box.height / (len(touching) + 1)
        offset = 0 if step in self.main else GRID // 2
        for place, way in enumerate(touching, start=1):
            y = box.y + share * place
            self.ports[way, step] = GRID * round((y - offset) / GRID) + offset

    def _other_end(self, way: int, step: str) -> int:
        found = self.ways[way]
        other = found.end if found.start == step else found.start
        return self.boxes[other if other in self.boxes else step].y

    def _give_lanes(self) -> dict[int, int]:
        """The shortest ways nearest to the main way; none shares a stretch with another."""
        spans = {
            n: sorted((self.ports[n, way.start], self.ports[n, way.end]))
            for n, way in enumerate(self.ways)
            if way.end not in ENDS
        }
        taken: dict[int, list[list[int]]] = defaultdict(list)
        lanes = {}
        for n, (top, end) in sorted(spans.items(), key=lambda s: (s[1][1] - s[1][0], s[0])):
            lane = 0
            while any(top <= last and first <= end for first, last in taken[lane]):
                lane += 1
            taken[lane].append([top, end])
            lanes[n] = lane
        return lanes

    def _widen(self) -> None:
        """The side column stands behind the lanes, with room for its own words where it has any."""
        lanes = max(self.lanes.values(), default=-1) + 1
        self.channel = EDGE + WIDTH + WORDS
        side = [step for step in self.boxes if step not in self.main]
        speaks = any(way.words for way in self.ways if way.start in side)
        left = self.channel + lanes * LANE + (WORDS if speaks else 24)
        for step in side:
            box = self.boxes[step]
            self.boxes[step] = replace(box, x=left)
        self.width = (left + WIDTH if side else self.channel + lanes * LANE) + EDGE
        self.depth = max(box.y + box.height for box in self.boxes.values()) + EDGE

    def down(self, way: EdgePath) -> Arrow:
        """Straight to the next box below."""
        box, middle = self.boxes[way.start], EDGE + WIDTH // 2
        return Arrow(f"M{middle} {box.y + box.height} V{self.boxes[way.end].y}", taken=way.taken)

    def arrows(self) -> Iterator[Arrow]:
        for n, way in enumerate(self.ways):
            y, right = self.ports[n, way.start], way.start in self.main
            x, out = self._side(way.start), 1 if right else -1
            stops = way.end in ENDS
            path = f"M{x} {y} h{10 * out} m0 -5 v10" if stops else self._bent(n, way, x, y)
            at = (x + 16 * out, y + 4) if stops else (x + 8 * out, y - 4)
            label = textwrap.shorten(way.words, LABEL, placeholder="…")
            yield Arrow(path, label, way.words, at, not right, way.taken, stops)

    def _bent(self, n: int, way: EdgePath, x: int, y: int) -> str:
        lane = self.channel + self.lanes[n] * LANE
        return f"M{x} {y} H{lane} V{self.ports[n, way.end]} H{self._side(way.end)}"

    def _side(self, step: str) -> int:
        """The side of a box that faces the channel."""
        return self.boxes[step].x + (WIDTH if step in self.main else 0)
