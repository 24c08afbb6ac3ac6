"""What `linkcheck explain` tells besides the rules' manuals: one file a topic, its docstring the prose.

The README's reference is made of the same tables (`make readme`), so neither can say what the code does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from linkcheck.cli.manual.table import Table, wrapped
from linkcheck.registry import Registry, manual

Facts = Callable[[], Iterable[Table]]


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic of the manual: its name, and the function that collects its tables from the code."""

    name: str
    facts: Facts

    @property
    def prose(self) -> str:
        """What is said before the tables."""
        return manual(self.facts)

    @property
    def summary(self) -> str:
        """The prose's first line."""
        return self.prose.partition("\n")[0]

    def text(self, width: int) -> str:
        """Return the topic for a terminal of so many columns."""
        return "\n\n".join((wrapped(self.prose, width), *(table.text(width) for table in self.facts())))


topics: Registry[Topic] = Registry(__name__)


def topic(name: str) -> Callable[[Facts], Facts]:
    """Register the decorated function as a topic of the manual."""

    def register(facts: Facts) -> Facts:
        topics.register(Topic(name, facts))
        return facts

    return register
