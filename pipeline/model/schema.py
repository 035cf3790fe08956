"""The inputs described for editors: a JSON Schema (2020-12), made from the model and nothing else.

With it an editor offers the keys while a clerk types, and marks a misspelt one at once.
"""

from __future__ import annotations

import json
from typing import Any

from pipeline.model.choices import meanings
from pipeline.model.facts import Facts

FILE = "bloc.schema.json"
"""Its name beside the inputs, where their first line points to."""

TITLE = "Dữ liệu của khối thi đua"

Node = dict[str, Any]

_TITLES = {"vi": "tiếng Việt", "hi": "tiếng Hindi", "en": "tiếng Anh"} | {
    "day": "ngày",
    "month": "tháng",
    "year": "năm",
}
"""Titles of keys that need none in the model."""

_LIMITS = {
    "ge": "minimum",
    "le": "maximum",
    "gt": "exclusiveMinimum",
    "lt": "exclusiveMaximum",
}
"""What the validator calls limits that JSON Schema knows for numbers only."""

_KEPT = ("type", "enum", "pattern", "minItems", "maxLength")

_SHARE: tuple[Node, ...] = (
    {"type": "string", "pattern": r"^[0-9]+(/[0-9]+|\.[0-9]+)?$"},
    {"const": 1},
)
"""A share of votes: “4/5”, in quotes “0.8”, or the whole."""


def inputs_schema() -> Node:
    """The schema of one file of inputs: any of the keys, none of them needed in this very file."""
    found = Facts.model_json_schema(mode="validation")
    definitions = {name: _definition(node) for name, node in found["$defs"].items()}
    root = _definition(found)
    del root["required"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": TITLE,
        **root,
        "$defs": definitions,
    }


def schema_text() -> str:
    """The schema as the text of a file, the same for the same model."""
    return json.dumps(inputs_schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _definition(node: Node) -> Node:
    """A group of keys; the sentences about it in the model are for programmers."""
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {key: _property(key, part) for key, part in node["properties"].items()},
        **({"required": node["required"]} if "required" in node else {}),
    }


def _property(key: str, node: Node) -> Node:
    given = node["title"]
    title = _TITLES.get(key, given) if given == key.replace("_", " ").title() else given
    default = node.get("default")
    shown = {"default": default} if isinstance(default, str | bool) else {}
    return {"title": title, **shown, **_value(node)}


def _value(node: Node) -> Node:
    """What may be written: the choices in one row, without what only the validator understands."""
    if "$ref" in node:
        return {"$ref": node["$ref"]}
    if "anyOf" in node:
        limits = {_LIMITS[key]: node[key] for key in _LIMITS if key in node}
        ways = [way for part in node["anyOf"] for way in _ways(part, limits)]
        if any(way.get("type") == "number" for way in ways):
            ways = [way for way in ways if way.get("type") != "integer"]
        return {"anyOf": ways}
    kept: Node = {key: node[key] for key in (*_KEPT, *_LIMITS.values()) if key in node}
    if "enum" in node and (said := meanings(node["enum"])):
        # No keyword of the standard; editors show it beside each word, validators pass it over.
        kept["enumDescriptions"] = list(said.values())
    if "items" in node:
        kept["items"] = _value(node["items"])
    if "patternProperties" in node:
        kept["patternProperties"] = {
            pattern: _value(part) for pattern, part in node["patternProperties"].items()
        }
        kept["additionalProperties"] = False
    return kept


def _ways(part: Node, limits: Node) -> list[Node]:
    if any(inner.get("format") == "fraction" for inner in part.get("anyOf", ())):
        return list(_SHARE)
    plain = _value(part)
    if "anyOf" in plain:
        return [{**way, **limits} if _is_number(way) else way for way in plain["anyOf"]]
    return [{**plain, **limits} if _is_number(plain) else plain]


def _is_number(way: Node) -> bool:
    return way.get("type") in {"integer", "number"}
