"""The exceptions a person can answer; what the network or a post does wrong is data, never an exception."""

from __future__ import annotations


class LinkcheckError(Exception):
    """Any mistake that the message tells a person how to correct (exit code 2)."""


class UsageError(LinkcheckError):
    """An argument, option or input that cannot be used as given."""


class ConfigError(LinkcheckError):
    """One or more wrong settings, collected so that all can be corrected at once."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        """Keep every problem, one line each."""
        super().__init__("\n".join(problems))
        self.problems = problems


class EnvironmentFaultError(LinkcheckError):
    """A fault of this machine (no network, no descriptors), never to be read as a verdict."""


class UrlError(ValueError):
    """A target that no URL can be made of; the message is the reason, in plain words."""


class RelativeUrlError(UrlError):
    """A relative reference in a document whose own URL is not known; nothing is wrong with it as such."""
