"""Where in a law file something stands, for people who mend it: the number of its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import yaml

from templates import LOADER

NAMES = ("id", "code", "name", "from", "day")  # what a row of a list is known by
TIMESTAMP = "tag:yaml.org,2002:timestamp"
Labels = tuple[str, ...]
Place = tuple[Labels, int]


def line_at(path: Path, place: Sequence[str | int]) -> int | None:
    """Line of the place given by keys and positions, or of the last of them that is there."""
    node, line = _composed(path), None
    for part in place:
        found = _child(node, part)
        if found is None:
            break
        node, line = found
    return line


def line_of(path: Path, words: Sequence[str]) -> int | None:
    """Line of the first place whose keys and names hold the most of the words, in their order."""
    return line_among(places_in(path), words)


def places_in(path: Path) -> list[Place]:
    """Every place of a file: keys and names that lead to it, and its line."""
    return list(_places(_composed(path), ()))


def line_among(places: Iterable[Place], words: Sequence[str]) -> int | None:
    best, line = 0, None
    for labels, at in places:
        known = _matched(labels, words)
        if known > best:
            best, line = known, at
    return line


def doubled_keys(path: Path) -> Iterator[tuple[str, int]]:
    """Keys that stand twice in one table, of which the last would win in silence. None in a file
    that cannot be read: that is told where it is read."""
    try:
        todo = [_composed(path)]
    except yaml.YAMLError:
        return
    while todo:
        node = todo.pop()
        if isinstance(node, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in node.value:
                if key.value in seen:
                    yield key.value, key.start_mark.line + 1
                seen.add(key.value)
                todo.append(value)
        elif isinstance(node, yaml.SequenceNode):
            todo += node.value


def impossible_day(path: Path) -> tuple[str, int] | None:
    """The first day that no calendar has, such as 30 February."""
    todo = [_composed(path)]
    while todo:
        node = todo.pop(0)
        if isinstance(node, yaml.ScalarNode) and node.tag == TIMESTAMP and not _is_day(node.value):
            return node.value, node.start_mark.line + 1
        for child in node.value if isinstance(node, yaml.CollectionNode) else ():
            todo += child if isinstance(child, tuple) else [child]
    return None


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        return not re.match(r"\d{4}-\d{2}-\d{2}", text)
    return True


def _composed(path: Path) -> yaml.Node:
    """The file with its marks; an empty one is an empty text. Raises YAMLError."""
    found = yaml.compose(path.read_text("utf-8"), Loader=LOADER)
    return found or yaml.ScalarNode("tag:yaml.org,2002:null", "")


def _child(node: yaml.Node, part: str | int) -> tuple[yaml.Node, int] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        child = node.value[part]
        return child, child.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(part):
                return value, key.start_mark.line + 1
    return None


def _places(node: yaml.Node, labels: Labels) -> Iterator[Place]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inside = (*labels, key.value)
            if isinstance(value, yaml.ScalarNode):
                yield (*inside, value.value), key.start_mark.line + 1
            else:
                yield inside, key.start_mark.line + 1
                yield from _places(value, inside)
    elif isinstance(node, yaml.SequenceNode):
        for child in node.value:
            inside = (*labels, _name(child))
            yield inside, child.start_mark.line + 1
            yield from _places(child, inside)


def _name(node: yaml.Node) -> str:
    """What a row is known by; a plain word is its own name."""
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    found = (_child(node, name) for name in NAMES)
    return next((str(child[0].value) for child in found if child), "")


def _matched(labels: Labels, words: Sequence[str]) -> int:
    count, rest = 0, iter(labels)
    for word in words:
        if word in rest:
            count += 1
        else:
            rest = iter(labels)
    return count
