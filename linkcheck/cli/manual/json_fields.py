"""The topic `json`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from linkcheck.cli.manual import topic
from linkcheck.cli.manual.table import Table, code, one_line
from linkcheck.renderers.shape import report_schema

_REFERENCE = "#/$defs/"
_SENTENCES = re.compile(r"(?<=\.)\s+")


@topic("json")
def json_fields() -> Iterator[Table]:
    """The JSON report: every object and field of it.

    Field names are a promise: fields are added, and none is renamed or dropped without a new
    `schema_version`. Every field is always there. The same input gives the same bytes, but for `run`,
    `checked_at`, `elapsed_seconds` and `cached`. `linkcheck schema` prints the JSON Schema.
    """
    definitions: Mapping[str, Any] = report_schema()["$defs"]  # type: ignore[assignment]
    for name, definition in definitions.items():
        if "properties" in definition:
            yield _table(name, definition)
    yield _values(definitions)


def _table(name: str, definition: Mapping[str, Any]) -> Table:
    fields = definition["properties"]
    said = map(one_line, _SENTENCES.split(definition["description"]))
    about = [each for each in said if not any(f"`{field}`" in each for field in fields)]
    return Table(
        ("field", "type", "meaning"),
        tuple((code(field), _type(schema), _meaning(schema)) for field, schema in fields.items()),
        " ".join([f"{name}:", *about]),
    )


def _meaning(schema: Mapping[str, Any]) -> str:
    """Return what is said of a field, and of its type where that can also be null."""
    parts = (schema, *schema.get("anyOf", ()))
    return " ".join(each["description"] for each in parts if each.get("description"))


def _values(definitions: Mapping[str, Any]) -> Table:
    """Return the words that fields can hold which hold one of a few."""
    return Table(
        ("type", "values"),
        tuple((name, code(*each["enum"])) for name, each in definitions.items() if "enum" in each),
        "Values:",
    )


def _type(schema: Mapping[str, Any]) -> str:
    if "anyOf" in schema:
        return " or ".join(map(_type, schema["anyOf"]))
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(_REFERENCE)
    if "prefixItems" in schema:
        return f"list of {len(schema['prefixItems'])} {_type(schema['prefixItems'][0])}"
    match schema.get("type"):
        case "array":
            return f"list of {_type(schema['items'])}"
        case "object":
            return f"object of {_type(schema['additionalProperties'])}"
        case None:
            return "any" if "enum" not in schema else code(*schema["enum"])
        case plain:
            return str(schema.get("format", plain))
