"""A mapping of plug-ins that fills itself by importing every module of its package."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from typing import Generic, Protocol, TypeVar, get_type_hints

from linkcheck.settings.values import Option


class Named(Protocol):
    """What a registry can hold: anything that knows its own name."""

    @property
    def name(self) -> str:
        """The name users type."""
        ...


Member = TypeVar("Member", bound=Named)


class Registry(Mapping[str, Member], Generic[Member]):
    """Members by name, in alphabetical order. A file in the package is the whole registration."""

    def __init__(self, package: str) -> None:
        """Hold the members that the modules of `package` register when they are imported."""
        self._package = package
        self._members: dict[str, Member] = {}
        self._is_filled = False

    def register(self, member: Member) -> None:
        """Add a member; called by the package's decorator.

        Raises:
            ValueError: two members share a name, which is a bug in the package.
        """
        if member.name in self._members:
            raise ValueError(f"{self._package}: {member.name!r} is registered twice")
        self._members[member.name] = member

    def _fill(self) -> dict[str, Member]:
        if not self._is_filled:
            package = importlib.import_module(self._package)
            for module in pkgutil.iter_modules(package.__path__):
                importlib.import_module(f"{self._package}.{module.name}")
            self._is_filled = True
            self._members = dict(sorted(self._members.items()))
        return self._members

    def __getitem__(self, name: str) -> Member:
        """Return a member by name."""
        return self._fill()[name]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names in alphabetical order."""
        return iter(self._fill())

    def __len__(self) -> int:
        """Count the members."""
        return len(self._fill())


def options(function: Callable[..., object]) -> tuple[Option, ...]:
    """Read a plug-in's settings from its signature: its keyword-only arguments, which all have defaults.

    >>> def links(crawl, *, min_links: int = 5): ...
    >>> options(links)[0].name, options(links)[0].default
    ('min_links', 5)
    """
    hints = get_type_hints(function)
    return tuple(
        Option(parameter.name, hints[parameter.name], parameter.default)
        for parameter in inspect.signature(function).parameters.values()
        if parameter.kind is parameter.KEYWORD_ONLY
    )


def manual(function: Callable[..., object]) -> str:
    """Return a plug-in's docstring, unindented."""
    return inspect.getdoc(function) or ""
