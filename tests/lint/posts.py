"""No reading left that a POST handler of the pages can reach.

The fault: a form that was sent and refused wrote into the log that the person had been shown the
case as it was then, which they had not: "who was shown what" held a false row at the moment that
matters. Only what answers a GET shows anything.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.lint.product import Function, Name, Trees, reached, scope_of

Graph = dict[Name, set[Name]]


def readings_from_posts(trees: Trees) -> set[str]:
    """Handlers, dotted, from which some function that leaves a reading can be reached.

    A method called on an object may be any method of that name in this module or in one it
    imports from: more than can happen, never less where types are named.
    """
    graph: Graph = {}
    adding: set[Name] = set()
    handlers: set[Name] = set()
    for module, tree in trees.items():
        scope = scope_of(module, tree, trees)
        near = {module, *scope.modules.values(), *(m for m, _ in scope.imported.values())}
        for name, node in _functions(tree):
            called = {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)}
            methods = {(place, f".{attr}") for place in near for attr in called}
            graph[module, name] = set(scope.meant_in(node)) | methods
            if _adds(node):
                adding.add((module, name))
            if any(_is_post(decorator) for decorator in node.decorator_list):
                handlers.add((module, name))
    return {".".join(handler) for handler in handlers if reached([handler], graph) & adding}


def _functions(tree: ast.Module) -> Iterator[tuple[str, Function]]:
    """Functions by their name; methods by their name after a dot."""
    for node in tree.body:
        if isinstance(node, Function):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from ((f".{part.name}", part) for part in node.body if isinstance(part, Function))


def _adds(node: ast.AST) -> bool:
    calls = (part for part in ast.walk(node) if isinstance(part, ast.Call))
    return any(ast.unparse(call).startswith("leave(") and _tells(call) for call in calls)


def _tells(call: ast.Call) -> bool:
    return any(ast.unparse(arg).startswith("Reading(") for arg in call.args)


def _is_post(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Call) and ast.unparse(decorator.func).endswith(".post")
