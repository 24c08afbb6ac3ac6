"""Every field of the public report is explained, and nothing is that is not there."""

from __future__ import annotations

from typing import Any, cast

import pytest

from linkcheck.renderers.shape import report_schema
from linkcheck.renderers.shape.meanings import MEANINGS

DEFINITIONS = cast(dict[str, Any], report_schema()["$defs"])
OBJECTS = {name: each for name, each in DEFINITIONS.items() if "properties" in each}


@pytest.mark.parametrize("name", OBJECTS)
def test_every_field_says_what_it_means(name: str) -> None:
    """A field that fails here needs a line in `linkcheck/renderers/shape/meanings.py`."""
    told = MEANINGS.get(name, {})
    assert set(OBJECTS[name]["properties"]) == set(told)
    assert all(meaning.endswith(".") and "\n" not in meaning for meaning in told.values())
    for field, schema in OBJECTS[name]["properties"].items():
        assert schema["description"].startswith(told[field])


def test_nothing_is_explained_that_is_not_there() -> None:
    assert set(MEANINGS) == set(OBJECTS)
