"""The public shape of the report: its schema, its promise, and its way to JSON and back."""

from __future__ import annotations

from datetime import UTC, datetime

import jsonschema
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import inspect

from linkcheck.model import CredentialAction, Credentials, CredentialState, ImageCredit, Ingredient
from linkcheck.renderers import shape
from linkcheck.renderers.json_report import encode
from linkcheck.renderers.provenance import shape_credentials, shape_credit, shape_metadata
from linkcheck.renderers.saved import read_report

# What DESIGN promised at version 1; a name may be added here, never taken away.
PROMISED: dict[type, str] = {
    shape.Report: "schema_version tool run summary documents links resources image_groups sources findings "
    "suppressed",
    shape.Tool: "name version",
    shape.Run: "started_at elapsed_seconds inputs complete problem",
    shape.Summary: "documents links urls verdicts levels",
    shape.Verdicts: "ok broken blocked unavailable skipped",
    shape.Levels: "error warning note",
    shape.Document: "name media_type links problem",
    shape.Link: "document line column end_line end_column kind target url fragment anchor anchor_inferred "
    "context rel is_navigation problem problem_kind",
    shape.Resource: "url verdict reason status failure redirects final_url canonical_url canonical_source "
    "canonical_candidate canonical_distrust registrable_domain title media_type size_bytes body_complete "
    "sha256 challenge missing_signs parked_by script_built certificate_expires_at attempts checked_at "
    "elapsed_seconds cached picture",
    shape.Redirect: "status url",
    shape.Picture: "format width height frames phash dhash is_informative metadata",
    shape.ImageGroup: "relation urls links max_distance_bits",
    shape.Source: "url registrable_domain links distinct_anchors share unrelatedness",
    shape.Finding: "rule level message document line column url related evidence fingerprint",
    shape.Place: "document line column url",
}

# Lone surrogates cannot be in JSON, so they are not part of the round trip.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
SMALL = 2**53  # RFC 8259 §6: beyond it, programs disagree about integers
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-SMALL, SMALL) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=5,
)
MOMENTS = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001


def values(kind: inspect.Type) -> st.SearchStrategy[object]:
    """Return the values of a type of the shape, whatever fields it has or will have."""
    match kind:
        case inspect.StructType():
            return st.builds(kind.cls, **{field.name: values(field.type) for field in kind.fields})
        case inspect.UnionType():
            return st.one_of([values(member) for member in kind.types])
        case inspect.VarTupleType():
            return st.lists(values(kind.item_type), max_size=2).map(tuple)
        case inspect.TupleType():
            return st.tuples(*map(values, kind.item_types))
        case inspect.DictType():
            return st.dictionaries(values(kind.key_type), values(kind.value_type), max_size=2)
        case inspect.EnumType():
            return st.sampled_from(list(kind.cls))
        case inspect.Metadata():
            return values(kind.type)
        case _:
            return scalars(kind)


def scalars(kind: inspect.Type) -> st.SearchStrategy[object]:
    """Return the values of a type that holds no others."""
    match kind:
        case inspect.LiteralType():
            return st.sampled_from(kind.values)
        case inspect.IntType():
            return st.integers(-SMALL if kind.ge is None else kind.ge, SMALL)
        case inspect.FloatType():
            return st.floats(kind.ge, kind.le, allow_nan=False, allow_infinity=False)
        case inspect.StrType():
            return TEXT if kind.pattern is None else st.from_regex(r"\A[0-9a-f]*\Z")
        case inspect.DateTimeType():
            return MOMENTS.map(lambda moment: moment.replace(microsecond=0))
        case inspect.BoolType():
            return st.booleans()
        case inspect.NoneType():
            return st.none()
        case _:
            assert isinstance(kind, inspect.CustomType), kind
            return JSON


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(values(inspect.type_info(shape.Report)))
def test_any_report_survives_json_and_fits_the_schema(report: object) -> None:
    """decode(encode(x)) == x, and what is written is what the schema describes."""
    assert isinstance(report, shape.Report)
    text = encode(report)
    assert read_report(text.encode()) == report
    jsonschema.Draft202012Validator(shape.report_schema()).validate(msgspec.json.decode(text))


@pytest.mark.parametrize("struct", PROMISED, ids=lambda struct: struct.__name__)
def test_promised_fields_are_required_by_the_schema(struct: type) -> None:
    """No promised name is lost, and none of them may be missing from a report."""
    definitions = shape.report_schema()["$defs"]
    assert isinstance(definitions, dict)
    assert set(PROMISED[struct].split()) <= set(definitions[struct.__name__]["required"])


def test_the_schema_is_valid_and_describes_its_types() -> None:
    """It is a schema of the draft it names, and every definition says what it is."""
    schema = shape.report_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "$id" not in schema
    definitions = schema["$defs"]
    assert isinstance(definitions, dict)
    assert all(definition["description"] for definition in definitions.values())
    assert "\n    " not in definitions["Report"]["description"]


def test_where_a_picture_comes_from_is_in_the_report_without_secrets() -> None:
    secret = "https://e.org/?token=hush"
    credentials = Credentials(
        CredentialState.VALID,
        actions=(CredentialAction("c2pa.created", "Painter", "digitalCapture"),),
        ingredients=(Ingredient("a.jpg", "parentOf", "image/jpeg", has_credentials=True),),
        remote_url=secret,
    )
    shown = shape_credentials(credentials)
    assert shown is not None
    assert (shown.state, shown.actions[0].software, shown.ingredients[0].title) == (
        "Valid",
        "Painter",
        "a.jpg",
    )
    assert "hush" not in str(shown)
    assert shape_credentials(None) is None
    assert "hush" not in str(shape_credit(ImageCredit(secret, license=secret)))
    assert shape_metadata({"web_statement": secret, "creator": "Jane"})["creator"] == "Jane"
    assert "hush" not in str(shape_metadata({"web_statement": secret}))
