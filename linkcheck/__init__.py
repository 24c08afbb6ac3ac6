"""Find what is wrong with the links, the sourcing and the pictures of posts.

>>> import asyncio, linkcheck
>>> report = asyncio.run(linkcheck.check(["samples/posts/forum-post.txt"], linkcheck.Config(exclude=(".",))))
>>> len(report.crawl.links), [finding.rule for finding in report.findings]
(35, ['few-sources', 'link-overuse', 'mojibake', 'image-reuse', 'duplicate-passage'])
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from linkcheck.config import Config
from linkcheck.errors import ConfigError, EnvironmentFaultError, LinkcheckError, UsageError
from linkcheck.model import Finding, Level, Link, Report, Resource, Verdict
from linkcheck.settings.sections import HostSettings, Ignore, PathSettings

if TYPE_CHECKING:
    import os

__version__ = "0.1.0"
__all__ = [
    "Config",
    "ConfigError",
    "EnvironmentFaultError",
    "Finding",
    "HostSettings",
    "Ignore",
    "Level",
    "Link",
    "LinkcheckError",
    "PathSettings",
    "Report",
    "Resource",
    "UsageError",
    "Verdict",
    "__version__",
    "check",
    "render",
]


async def check(paths: Sequence[str | os.PathLike[str]], config: Config | None = None) -> Report:
    """Check the posts that `paths` name (files, folders, globs, URLs, `-`) and return the report.

    Raises:
        UsageError: an input does not exist, or an option cannot be used as given.
        ConfigError: rule settings that do not exist or have the wrong type.
        EnvironmentFaultError: this machine, not the web, keeps the run from telling anything.
    """
    from linkcheck import runtime

    return await runtime.check([str(path) for path in paths], config or Config())


def render(report: Report, name: str, **settings: object) -> str:
    """Write a report in one of the output formats, as `linkcheck check --format NAME` does.

    Settings that the format does not know (`width`, `color`, `verbose`, …) are passed over.

    Raises:
        UsageError: there is no such format.
    """
    from linkcheck.renderers import renderers
    from linkcheck.renderers.shaping import shape_report

    if name not in renderers:
        raise UsageError(f"there is no output format {name!r}; there are {', '.join(renderers)}")
    return renderers[name].render(shape_report(report), **settings)
