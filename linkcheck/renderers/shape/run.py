"""What a report says of its run: the program, when and on what it ran, and how much came of it."""

from __future__ import annotations

from msgspec import Struct

from linkcheck.renderers.shape.scalars import Count, Seconds, Time


class Tool(Struct, frozen=True, kw_only=True):
    """The program that wrote the report."""

    name: str
    version: str


class Since(Struct, frozen=True, kw_only=True):
    """The commit that the run was compared with, and how many of the documents named changed since then.

    `ref` is as written, `commit` the last one it shares with HEAD. `rechecked` documents did not change, but
    link to files that did.
    """

    ref: str
    commit: str
    changed: Count
    rechecked: Count
    unchanged: Count


class Run(Struct, frozen=True, kw_only=True):
    """When and on what the run was made. `complete` is false if it was interrupted.

    `problem` says what kept this machine from asking; what is unavailable then may not be. `since` is null
    for a run that looked at everything.
    """

    started_at: Time
    elapsed_seconds: Seconds
    inputs: tuple[str, ...]
    complete: bool
    problem: str | None
    since: Since | None = None


class Verdicts(Struct, frozen=True, kw_only=True):
    """How many URLs have each verdict."""

    ok: Count
    broken: Count
    blocked: Count
    unavailable: Count
    skipped: Count


class Levels(Struct, frozen=True, kw_only=True):
    """How many findings have each level; suppressed ones are not counted."""

    error: Count
    warning: Count
    note: Count


class Summary(Struct, frozen=True, kw_only=True):
    """The run in figures. `urls` counts the resources, which are what the verdicts are about."""

    documents: Count
    links: Count
    urls: Count
    verdicts: Verdicts
    levels: Levels
    suppressed: Count
