"""Tell a machine without a network from a web without answers."""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from urllib.parse import urlsplit

from linkcheck.errors import EnvironmentFaultError
from linkcheck.model import FailureKind, Resource
from linkcheck.net.schedule import Answer
from linkcheck.urls.references import site_of

# Failures that no network was needed for, so they do not show that there is one.
_UNASKED = frozenset(
    {
        FailureKind.PRIVATE_ADDRESS,
        FailureKind.INVALID_URL,
        FailureKind.REDIRECT_PRIVATE,
        FailureKind.ROBOTS,
        FailureKind.UNSUPPORTED_SCHEME,
    }
)
# Failures that a lost network would explain as well as a host that is down.
_UNREACHED = frozenset(
    {
        FailureKind.CONNECT_REFUSED,
        FailureKind.CONNECT_TIMEOUT,
        FailureKind.CONNECT_FAILED,
        FailureKind.DNS_FAILED,
        FailureKind.HOST_DOWN,
        FailureKind.TIMEOUT,
    }
)
# Failures that come of a network that swallows everything, so that nothing is heard from anybody.
_UNHEARD = _UNASKED | {FailureKind.DNS_FAILED, FailureKind.CONNECT_TIMEOUT, FailureKind.HOST_DOWN}
# So many sites of which none exists say more of the resolver than of the sites: one of a private network may
# know no names but its own. Names that nobody can register prove nothing (RFC 6761).
_UNKNOWN_SITES = 3
_UNREGISTERED = frozenset({"example", "invalid", "test"})
# So many hosts without an answer at the end of a run are worth a look at one that did answer.
_SUSPECT_HOSTS = 3
# The quickest of the last that answered is asked: a slow one would hold up the end of the run.
_LAST_ANSWERS = 64


class Offline:
    """Holds back what a missing network would explain, until anything shows that there is one."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._answered: deque[Resource] = deque(maxlen=_LAST_ANSWERS)
        self._is_online = False
        self._held: list[Resource] = []
        self._silent_hosts: set[str] = set()
        self._unresolved_hosts: set[str] = set()
        self._is_anything_heard = False
        self._has_local_fault = False

    def release(self, answer: Answer) -> Iterator[Resource]:
        """Yield what can be told now that this answer is known."""
        self._note(answer)
        failure = answer.resource.failure
        is_unknown = failure is not None and failure.kind is FailureKind.DNS_NOT_FOUND
        if (answer.is_local_fault or is_unknown) and not self._is_online:
            self._held.append(answer.resource)
            return
        if failure is None or failure.kind not in _UNASKED:
            self._is_online = True
            yield from self._held
            self._held.clear()
        yield answer.resource

    def rest(self) -> Iterator[Resource]:
        """Yield what is held back still, if a few names that do not exist are all that is wrong.

        Raises:
            EnvironmentFaultError: nothing answered, and what failed did so on this machine.
        """
        unknown = [
            each for each in self._held if each.failure and each.failure.kind is FailureKind.DNS_NOT_FOUND
        ]
        sites = {site_of(each.url) for each in unknown}
        known = sorted(site for site in sites if site.rpartition(".")[2] not in _UNREGISTERED)
        if len(known) >= _UNKNOWN_SITES:
            raise EnvironmentFaultError(
                f"nothing answered, and none of {len(known)} sites exists, says this machine's resolver "
                f"({known[0]}, {known[1]} …): this machine has no way to the internet, or only one through a "
                "proxy, which linkcheck does not take; no link could be checked"
            )
        if self._held and not unknown:
            raise offline_error(self._held[0])
        self._is_online = True
        yield from self._held
        self._held.clear()

    async def conclude(
        self, is_reached: Callable[[str], Awaitable[bool]], is_answered: Callable[[], Awaitable[bool]]
    ) -> None:
        """End the run; where its last answers are all failures to connect, ask again for what did answer.

        `is_answered` says whether name servers answer.

        Raises:
            EnvironmentFaultError: no name server answers; or the network was lost on the way.
        """
        is_unheard = not self._is_anything_heard and len(self._unresolved_hosts) >= _SUSPECT_HOSTS
        if is_unheard and not await is_answered():
            raise EnvironmentFaultError(
                f"no name server gave this machine an answer for any of {len(self._unresolved_hosts)} hosts, "
                "so no link could be checked; check the connection and run again"
            )
        is_suspect = self._has_local_fault or len(self._silent_hosts) >= _SUSPECT_HOSTS
        if not is_suspect or not self._answered:
            return
        quickest = min(self._answered, key=lambda resource: resource.elapsed_seconds)
        url = quickest.final_url or quickest.url
        if await is_reached(url):
            return
        host = urlsplit(url).hostname
        raise EnvironmentFaultError(
            f"this machine lost its network during the run ({host} answered before and cannot be reached any "
            "more), so what is called unavailable may not be; check the connection and run again"
        )

    def _note(self, answer: Answer) -> None:
        """Remember what has failed since the last answer."""
        resource = answer.resource
        self._is_anything_heard |= resource.failure is None or resource.failure.kind not in _UNHEARD
        if resource.failure is not None and resource.failure.kind is FailureKind.DNS_FAILED:
            self._unresolved_hosts.add(urlsplit(resource.url).netloc)
        if resource.failure is None:
            self._answered.append(resource)
            self._silent_hosts.clear()
            self._has_local_fault = False
        elif resource.failure.kind in _UNREACHED:
            self._silent_hosts.add(urlsplit(resource.url).netloc)
            self._has_local_fault |= answer.is_local_fault


def offline_error(resource: Resource) -> EnvironmentFaultError:
    """Say what is wrong with this machine, and that no link was judged."""
    detail = resource.failure.detail if resource.failure else ""
    return EnvironmentFaultError(f"this machine has no network ({detail}), so no link could be checked")
