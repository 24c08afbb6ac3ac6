"""The scalars of the public shape: counts, positions and times, with what JSON Schema says of them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta

SCHEMA_VERSION: Literal[1] = 1

Position = Annotated[int, Meta(ge=1, description="Counted from 1, columns in code points.")]
Count = Annotated[int, Meta(ge=0)]
Seconds = Annotated[float, Meta(ge=0, description="Seconds.")]
Amount = Annotated[float, Meta(ge=0)]
Part = Annotated[float, Meta(ge=0, le=1, description="0 to 1, rounded to four decimals.")]
Time = Annotated[datetime, Meta(tz=True, description="RFC 3339, UTC, whole seconds.")]
Evidence = Annotated[object, Meta(extra_json_schema={"description": "Any JSON value."})]
Hexadecimal = Annotated[str, Meta(pattern="^[0-9a-f]*$", description="Lower-case hexadecimal digits.")]
