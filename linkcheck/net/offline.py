"""Tell a machine without a network from a web without answers."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.errors import EnvironmentFaultError
from linkcheck.model import FailureKind, Resource
from linkcheck.net.schedule import Answer

# Failures that no network was needed for, so they do not show that there is one.
_UNASKED = frozenset({FailureKind.PRIVATE_ADDRESS, FailureKind.INVALID_URL})


class Offline:
    """Holds back what a missing network would explain, until anything shows that there is one."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._is_online = False
        self._held: list[Resource] = []

    def release(self, answer: Answer) -> Iterator[Resource]:
        """Yield what can be told now that this answer is known."""
        if answer.is_local_fault and not self._is_online:
            self._held.append(answer.resource)
            return
        failure = answer.resource.failure
        if failure is None or failure.kind not in _UNASKED:
            self._is_online = True
            yield from self._held
            self._held.clear()
        yield answer.resource

    def conclude(self) -> None:
        """End the run.

        Raises:
            EnvironmentFaultError: nothing answered, and what failed did so on this machine.
        """
        if self._held:
            raise offline_error(self._held[0])


def offline_error(resource: Resource) -> EnvironmentFaultError:
    """Say what is wrong with this machine, and that no link was judged."""
    detail = resource.failure.detail if resource.failure else ""
    return EnvironmentFaultError(f"this machine has no network ({detail}), so no link could be checked")
