"""What the wordings name is there, with the shape they take it for: the type of the values says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints, is_typeddict

import pytest
from jinja2 import Environment, nodes

from documents.content.catalogue import PAPERS
from documents.content.paper_fields import FIELDS
from documents.content.wording import PAPERS as FOLDER
from documents.own_template.template_names import OF_PERSON
from documents.values import PaperValues

GIVEN = {**get_type_hints(PaperValues), **dict.fromkeys(OF_PERSON, str)}
WORDINGS = sorted(FOLDER.glob("*.j2"))


def faults(source: str, paper: str = "") -> list[str]:
    return list(Names(paper, dict(GIVEN)).of(Environment().parse(source)))


class Names:
    """Walks one wording and knows the type of each name; what it cannot know it lets pass."""

    def __init__(self, paper: str, known: dict[str, Any]) -> None:
        self.paper, self.known = paper, known

    def of(self, node: nodes.Node) -> Iterator[str]:
        match node:
            case nodes.For():
                yield from self.of(node.iter)
                inside = Names(self.paper, self.known | {"loop": Any})
                inside.bind(node.target, element(self.type_of(node.iter)))
                for part in [*node.body, *node.else_]:
                    yield from inside.of(part)
            case nodes.Assign():
                yield from self.of(node.node)
                self.bind(node.target, self.type_of(node.node))
            case nodes.Name() if node.name not in self.known:
                yield node.name
            case nodes.Getattr() if not self.has(self.type_of(node.node), node.attr):
                yield f"{getattr(node.node, 'name', '…')}.{node.attr}"
            case _:
                for child in node.iter_child_nodes():
                    yield from self.of(child)

    def bind(self, target: nodes.Node, given: Any) -> None:
        if isinstance(target, nodes.Name):
            self.known[target.name] = given
        elif isinstance(target, nodes.Tuple):
            shapes = get_args(given) if get_origin(given) is tuple else [Any] * len(target.items)
            for item, shape in zip(target.items, shapes, strict=True):
                self.bind(item, shape)

    def type_of(self, node: nodes.Node) -> Any:
        match node:
            case nodes.Name():
                return self.known.get(node.name, Any)
            case nodes.Getattr():
                owner = self.type_of(node.node)
                return get_type_hints(owner).get(node.attr, Any) if is_typeddict(owner) else Any
        return Any

    def has(self, owner: Any, attribute: str) -> bool:
        if is_typeddict(owner):
            return attribute in get_type_hints(owner)
        if get_origin(owner) is Mapping:
            field = FIELDS.get(attribute)
            return field is not None and (not self.paper or self.paper in field.papers)
        return owner is Any or hasattr(owner, attribute)


def element(given: Any) -> Any:
    return get_args(given)[0] if get_origin(given) is list else Any


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda path: path.stem)
def test_a_wording_names_only_what_there_is(wording: Path):
    paper = wording.stem if wording.stem in PAPERS else ""
    assert faults(wording.read_text("utf-8"), paper) == []


@pytest.mark.parametrize(
    ("wording", "fault"),
    [
        ("{{ nobody }}", "nobody"),
        ("{% if party %}{{ answer.says }}{% endif %}", "answer.says"),
        ("{% for row in votes %}{{ row.sum }}{% endfor %}", "row.sum"),
        (
            "{% for g in review %}{% for row in g.rows %}{{ row.a }}{% endfor %}{% endfor %}",
            "row.a",
        ),
        ("{{ field.nothing }}", "field.nothing"),
        ("{{ press.full }}", "press.full"),
        ("{% for name, seat in members %}{{ seat.title_ }}{% endfor %}", "seat.title_"),
    ],
)
def test_a_name_that_is_not_there_is_seen(wording: str, fault: str):
    assert faults(wording) == [fault]
