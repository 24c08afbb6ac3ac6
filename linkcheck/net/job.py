"""One URL on its way, and how it can go on."""

from __future__ import annotations

from dataclasses import dataclass

from linkcheck.errors import EnvironmentFaultError
from linkcheck.model import Request
from linkcheck.net.failures import Exhaustion
from linkcheck.net.pace import NO_NOTICE, Notice
from linkcheck.net.redirects import Chain, start_chain
from linkcheck.urls.references import host_key

_EXHAUSTIONS, _EXHAUSTED_SECONDS = 30, 0.5


@dataclass(frozen=True, slots=True)
class Again:
    """The job goes on, after a pause."""

    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Later:
    """The job is asked a last time when all others are done, and not before a pause."""

    seconds: float = 0.0


@dataclass(slots=True, eq=False)
class Job:
    """One URL on its way. `is_document` asks for the whole body, whatever its type.

    `spent_seconds` counts this attempt's exchanges, `active_seconds` all of them; waiting counts in neither.
    `notice` is what the latest exchange said about its host; `is_silent` says that it timed out,
    `is_rate_limited` that its reply refused it for asking too much, `is_answering` that a head has come;
    `challenge` names the robot wall that its reply is of.
    `rival` asks for the same URL beside it: whichever gets word first decides, and the other `is_void`.
    """

    request: Request
    chain: Chain
    is_document: bool = False
    retries: int = 0
    exhaustions: int = 0
    spent_seconds: float = 0.0
    active_seconds: float = 0.0
    paused_seconds: float = 0.0
    is_last_pass: bool = False
    is_as_browser: bool = False
    is_silent: bool = False
    is_rate_limited: bool = False
    challenge: str | None = None
    is_answering: bool = False
    is_void: bool = False
    notice: Notice = NO_NOTICE
    rival: Job | None = None

    @property
    def host(self) -> str:
        """The host whose turn the next exchange takes, as `host:port`."""
        return host_key(self.chain.url)

    def begin_again(self) -> None:
        """Begin the last attempt, from the first URL on."""
        self.is_last_pass = True
        self.restart()

    def ask_beside(self) -> Job:
        """Return the last attempt, to be made while this one still waits for word."""
        self.rival = Job(
            self.request,
            start_chain(self.request.url),
            self.is_document,
            retries=self.retries + 1,
            is_last_pass=True,
            is_as_browser=self.is_as_browser,
            is_silent=True,
            rival=self,
        )
        return self.rival

    def part(self) -> None:
        """Leave the rival to decide alone: it is the last attempt now, whichever it was."""
        rival, self.rival = self.rival, None
        if rival is not None:
            rival.is_last_pass = True
            rival.rival = None

    def restart(self) -> None:
        """Forget where the chain led."""
        self.chain = start_chain(self.request.url)
        self.spent_seconds = 0.0

    def exhausted_pause(self, exhaustion: Exhaustion) -> float:
        """Return the seconds to wait for this machine to have what an exchange needs.

        Raises:
            EnvironmentFaultError: this machine stays exhausted.
        """
        self.exhaustions += 1
        if self.exhaustions > _EXHAUSTIONS:
            raise EnvironmentFaultError(
                f"this machine stays out of connections ({exhaustion.detail}): "
                "lower --concurrency, or allow more with `ulimit -n`"
            )
        return _EXHAUSTED_SECONDS
