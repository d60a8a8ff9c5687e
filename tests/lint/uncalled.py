"""No public function or class of `domain/` without a caller in the product.

The fault: six rules of the law (two thirds for another person named in the second vote, expulsion
from the Party, suspended periods …) were written, and their worked examples were green, while
nothing of the product called them. A ballot with 3 of 5 votes was counted as carried.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.lint.product import Definition, Name, Trees, reached, scope_of


def uncalled(trees: Trees) -> set[str]:
    """Dotted names of public definitions at the top of domain modules that nothing live uses.

    What only a dead definition uses is dead too. Live is what another room uses, and what the
    body of a domain module does when it is imported (tables of rules, registries).
    """
    public: set[Name] = set()
    live: list[Name] = []
    uses: dict[Name, set[Name]] = {}
    for module, tree in trees.items():
        scope = scope_of(module, tree, trees)
        for node in tree.body:
            meant = set(scope.meant_in(node))
            if isinstance(node, Definition) and module.startswith("domain"):
                uses[module, node.name] = meant
                public |= set(_public(module, node))
            else:
                live += meant
    return {".".join(name) for name in public - reached(live, uses)}


def _public(module: str, node: Definition) -> Iterator[Name]:
    if not node.name.startswith("_"):
        yield module, node.name
