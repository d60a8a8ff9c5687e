"""No two classes of the product have one name, unless the two are listed with what each is.

The fault: 22 names meant two things (`Entry` three), so a reader who looked one up read the other,
and a search for its uses found both.
"""

from __future__ import annotations

import ast
from collections import defaultdict

from tests.lint.product import Trees


def doubled(trees: Trees) -> dict[str, set[str]]:
    """Name → the modules that each have a class of it; only names of more than one."""
    found: dict[str, set[str]] = defaultdict(set)
    for module, tree in trees.items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef):
                found[node.name].add(module)
    return {name: places for name, places in found.items() if len(places) > 1}
