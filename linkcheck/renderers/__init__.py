"""The output formats: one file each, a pure function from the public shape of a report to text.

The public shape is all that a format sees, so that a saved report can be written again in any of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkcheck.registry import Registry, manual, options
from linkcheck.settings.values import Option

if TYPE_CHECKING:
    from linkcheck.renderers.shape import Report

Render = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Renderer:
    """One output format: its name, media type, and the function that writes it."""

    name: str
    media_type: str
    function: Render

    @property
    def summary(self) -> str:
        """The first line of the function's docstring."""
        return manual(self.function).partition("\n")[0]

    @property
    def options(self) -> tuple[Option, ...]:
        """The renderer's settings."""
        return options(self.function)

    def render(self, report: Report, **settings: object) -> str:
        """Write the report, with those of `settings` that this format knows."""
        known = {option.name for option in self.options}
        return self.function(report, **{name: value for name, value in settings.items() if name in known})


renderers: Registry[Renderer] = Registry(__name__)


def renderer(name: str, *, media_type: str) -> Callable[[Render], Render]:
    """Register the decorated function as an output format.

    The function takes a `shape.Report` and returns text; keyword-only arguments (`width`, `color`,
    `verbose`, …) are offered by the command line and ignored where a format does not name them.
    """

    def register(function: Render) -> Render:
        renderers.register(Renderer(name, media_type, function))
        return function

    return register
