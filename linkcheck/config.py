"""The settings of a run, their defaults and their limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from linkcheck.model import Level

USER_AGENT = "Mozilla/5.0 (compatible; linkcheck/{version}; link and media provenance checker)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything a run can be told. Times are in seconds, sizes in bytes.

    `include` and `exclude` are regular expressions searched in URLs; an excluded URL is skipped unless it is
    also included. `connect_to` entries are `HOST:PORT:ADDRESS:PORT` as curl reads them. `headers` entries are
    `Name: value`, sent to every origin asked for directly and never carried across a redirect to another one.
    `rules` maps a rule's name to its settings; `level` (or "off") is known to every rule.
    """

    base_url: str | None = None
    root_dir: str | None = None
    stdin_format: str = "text"
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    check_images: bool = True
    allow_private: bool = False
    timeout_seconds: float = 20.0
    retries: int = 2
    concurrency: int = 128
    per_host: int = 8
    max_redirects: int = 10
    connect_to: tuple[str, ...] = ()
    ca_file: str | None = None
    headers: tuple[str, ...] = ()
    user_agent: str = ""
    max_document_bytes: int = 32 * 1024 * 1024
    max_page_bytes: int = 4 * 1024 * 1024
    max_image_bytes: int = 20 * 1024 * 1024
    max_image_pixels: int = 40_000_000
    fail_on: Level | Literal["never"] = Level.ERROR
    fail_if_empty: bool = False
    rules: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
