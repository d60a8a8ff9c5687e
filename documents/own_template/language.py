"""The language of an agency's own template: names, conditions, loops and a few filters, no more.

A template is somebody's upload. What it may say is a list; what is not on it is refused by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from jinja2 import StrictUndefined, nodes
from jinja2.sandbox import SandboxedEnvironment

from domain.errors import BadTemplate

NODES: tuple[type[nodes.Node], ...] = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.List,
    nodes.Tuple,
    nodes.Getattr,
    nodes.Getitem,
    nodes.If,
    nodes.For,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Test,
    nodes.Filter,
)
FILTERS = frozenset(
    {"e", "escape", "upper", "lower", "capitalize", "title", "trim", "join", "first", "last"}
    | {"length", "count", "default", "d"}
)
TESTS = frozenset({"defined", "undefined", "none", "odd", "even", "eq", "equalto", "ne", "in"})
MOST_FILTERS = 3  # on one value: each may make it longer
LONGEST_TEXT = 200  # letters of a text written inside a tag
MOST_TURNS = 20_000  # of all loops of one paper together
COUNTED = "_counted"


def environment(name: str) -> SandboxedEnvironment:
    """For one filling of the template of this file name."""
    return _Limited(name)


class _Limited(SandboxedEnvironment):
    """Refuses by name what is not in the language, and counts the turns of its loops."""

    def __init__(self, name: str) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.name, self.left = name, MOST_TURNS
        self.filters[COUNTED] = self._counted

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        if strange := sorted(set(_strange(tree))):
            raise BadTemplate(
                name=self.name,
                rule=BadTemplate.Rule.NOT_ALLOWED,
                names=strange,
                known=sorted(FILTERS),
            )
        for loop in list(tree.find_all(nodes.For)):
            loop.iter = nodes.Filter(loop.iter, COUNTED, [], [], None, None, lineno=loop.lineno)
        return tree

    def _counted(self, items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            self.left -= 1
            if self.left < 0:
                raise BadTemplate(
                    name=self.name, rule=BadTemplate.Rule.TOO_MANY_TURNS, most=MOST_TURNS
                )
            yield item


def _strange(tree: nodes.Template) -> Iterator[str]:
    for node in (tree, *tree.find_all(nodes.Node)):
        if not isinstance(node, NODES):
            yield type(node).__name__
        elif isinstance(node, nodes.Filter):
            yield from _strange_filter(node)
        elif isinstance(node, nodes.Test) and node.name not in TESTS:
            yield node.name
        elif isinstance(node, nodes.For) and node.recursive:
            yield "recursive"
        elif isinstance(node, nodes.Const) and len(str(node.value)) > LONGEST_TEXT:
            yield str(node.value)[:20] + "…"


def _strange_filter(node: nodes.Filter) -> Iterator[str]:
    if node.name not in FILTERS:
        yield node.name
    if 1 + len(list(node.find_all(nodes.Filter))) > MOST_FILTERS:
        yield f"{MOST_FILTERS + 1} × |"
