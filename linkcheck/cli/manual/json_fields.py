"""The topic `json`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from linkcheck.cli.manual import topic
from linkcheck.cli.manual.table import Table, code, one_line
from linkcheck.renderers.shape import report_schema

_REFERENCE = "#/$defs/"
# What a description is taken apart into: sentences, and the parts of them that semicolons make.
_CLAUSES = re.compile(r"(?<=[.;])\s+(?=[A-Z`\"])")


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
            yield _table(name, definition, definitions)


def _table(name: str, definition: Mapping[str, Any], definitions: Mapping[str, Any]) -> Table:
    said = [one_line(clause) for clause in _CLAUSES.split(definition["description"])]
    fields = definition["properties"]
    about = [clause for clause in said if not any(f"`{field}`" in clause for field in fields)]
    return Table(
        ("field", "type", "meaning"),
        tuple(
            (code(field), _type(schema), _meaning(field, schema, said)) for field, schema in fields.items()
        ),
        f"{name}: {' '.join(about)}",
    )


def _meaning(field: str, schema: Mapping[str, Any], said: list[str]) -> str:
    """Return what an object's description says of one of its fields, and what its type says."""
    clauses = [clause.rstrip(";.") for clause in said if f"`{field}`" in clause]
    return "; ".join([*clauses, *filter(None, [_described(schema)])])


def _described(schema: Mapping[str, Any]) -> str:
    for each in (schema, *schema.get("anyOf", ())):
        if "description" in each:
            return str(each["description"]).rstrip(".")
    return ""


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
