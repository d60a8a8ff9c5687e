"""A public function of the domain or of an action says in its docstring which refusals it raises.

The fault: `check_answer` refused by four classes and named two, so a caller that showed one of the
others in its own way missed the rest. What a function it calls raises is told there.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator

from tests.lint.product import Function, Trees

ROOMS = ("domain.", "actions.")


def untold(trees: Trees, refusals: Collection[str]) -> set[str]:
    """Functions, dotted, with the classes of `refusals` their docstring does not name."""
    found = set()
    for module, tree in trees.items():
        if module.startswith(ROOMS):
            for name, node in public(tree):
                told = ast.get_docstring(node) or ""
                lacking = {one for one in _raised(node) if one in refusals and one not in told}
                found |= {f"{module}.{name}: {', '.join(sorted(lacking))}" for _ in lacking}
    return found


def public(tree: ast.Module) -> Iterator[tuple[str, Function]]:
    bodies = [("", tree.body)]
    bodies += [(f"{c.name}.", c.body) for c in tree.body if isinstance(c, ast.ClassDef)]
    for prefix, body in bodies:
        named = (node for node in body if isinstance(node, Function))
        yield from ((prefix + f.name, f) for f in named if not f.name.startswith("_"))


def _raised(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Raise) and part.exc is not None:
            made = part.exc.func if isinstance(part.exc, ast.Call) else part.exc
            yield ast.unparse(made).split(".")[-1]
