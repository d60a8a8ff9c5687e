"""What the description of the interface says: templates/messages/api.{vi,en}.yaml."""

from __future__ import annotations

from functools import cache
from typing import Any

from templates import TEMPLATES, read_yaml


@cache
def texts(language: str) -> dict[str, Any]:
    """`operations` by method and path, `values` by name, `statuses`, `about` and `token`."""
    path = TEMPLATES / "messages" / f"api.{language}.yaml"
    found: dict[str, Any] = read_yaml(path)
    return found


def describe(schema: dict[str, Any], language: str) -> dict[str, Any]:
    """The schema with its texts in that language; what has none stays without."""
    known = texts(language)
    schema["info"]["description"] = known["about"]
    schema["components"]["securitySchemes"]["HTTPBearer"]["description"] = known["token"]
    for path, way in schema["paths"].items():
        for method, operation in way.items():
            _of_operation(operation, f"{method.upper()} {path}", known)
    for name, shape in schema["components"]["schemas"].items():
        if name.startswith("Body_"):
            _of_values(shape["properties"], known["values"])
    return schema


def _of_operation(operation: dict[str, Any], key: str, known: dict[str, Any]) -> None:
    operation["description"] = known["operations"].get(key, operation.get("description", ""))
    _of_values({one["name"]: one for one in operation.get("parameters", [])}, known["values"])
    for status, answer in operation["responses"].items():
        answer["description"] = known["statuses"].get(status, answer["description"])


def _of_values(values: dict[str, dict[str, Any]], known: dict[str, str]) -> None:
    for name in values.keys() & known.keys():
        values[name]["description"] = known[name]
