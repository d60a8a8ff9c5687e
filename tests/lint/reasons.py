"""No `rule`, `gate` or `why` of a refusal as a text: each is a member of the class's closed set.

The fault: `rule=f"in_favour {n} ≠ {m}"` matched no key of the messages, so the person read only
that something was not right; a misspelt one would have done the same.
"""

from __future__ import annotations

import ast
from collections.abc import Collection

from tests.lint.product import Trees

CHOSEN = {"rule", "gate", "why"}


def free_reasons(trees: Trees, refusals: Collection[str]) -> set[str]:
    """Places, as "module: text", where a class of `refusals` is made with such a text."""
    return {
        f"{module}: {ast.unparse(keyword.value)}"
        for module, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in refusals
        for keyword in node.keywords
        if keyword.arg in CHOSEN and isinstance(keyword.value, ast.Constant | ast.JoinedStr)
    }
