"""Whether the domains of mail addresses take mail (RFC 5321 §5.1, RFC 7505)."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from linkcheck.model import Failure, FailureKind, Request, Resource
from linkcheck.net.names import NameLookupError, Names
from linkcheck.urls.addresses import mail_addresses


class Mail:
    """Looks mail servers up, each domain once."""

    def __init__(self, names: Names) -> None:
        """Ask these name servers."""
        self._names = names
        self._domains: dict[str, asyncio.Task[Failure | None]] = {}

    async def read(self, request: Request) -> Resource:
        """Return whether every address of a `mailto:` URL has a domain that takes mail."""
        failures = []
        for address in mail_addresses(request.url):
            domain = address.rpartition("@")[2].lower()
            if domain not in self._domains:
                self._domains[domain] = asyncio.create_task(self._look_up(domain))
            failures.append(await asyncio.shield(self._domains[domain]))
        failure = next((each for each in failures if each is not None), None)
        return Resource(
            request.url, failure=failure, is_found=failure is None, attempts=1, checked_at=datetime.now(UTC)
        )

    async def _look_up(self, domain: str) -> Failure | None:
        try:
            servers = await self._names.mail_servers(domain.encode("idna").decode("ascii"))
            if servers == ("",):
                return Failure(FailureKind.MAIL_REFUSED)
            if not servers:  # then the domain's own address takes mail, if it has one
                await self._names.resolve(domain)
        except NameLookupError as error:
            return Failure(error.kind, error.detail)
        except UnicodeError:
            return Failure(FailureKind.INVALID_URL, f"{domain} is no domain")
        return None
