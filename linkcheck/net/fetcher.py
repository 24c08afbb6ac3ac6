"""The fetcher of this machine: requests in, resources out, each URL asked for once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, aclosing
from types import TracebackType
from typing import Self

from aiohttp.abc import AbstractResolver

from linkcheck.config import Config
from linkcheck.errors import UrlError
from linkcheck.images.workers import PictureWorkers
from linkcheck.model import Download, Failure, FailureKind, Request, Resource
from linkcheck.net.abreast import abreast
from linkcheck.net.client import Client
from linkcheck.net.connector import Connector
from linkcheck.net.data_urls import read_data
from linkcheck.net.descriptors import exchanges_at_once
from linkcheck.net.disk import Disk
from linkcheck.net.facts import describe_failure, describe_reply
from linkcheck.net.failures import Exhaustion, LocalFailure
from linkcheck.net.job import Again, Job, Later
from linkcheck.net.mail import Mail
from linkcheck.net.names import Names
from linkcheck.net.offline import Offline, offline_error
from linkcheck.net.policy import read_policy
from linkcheck.net.redirects import start_chain
from linkcheck.net.replies import Reply
from linkcheck.net.routes import parse_routes
from linkcheck.net.schedule import Answer, Schedule, Step
from linkcheck.net.siblings import Siblings
from linkcheck.net.steps import Steps
from linkcheck.net.tls import check_anchors, make_context
from linkcheck.urls.local import is_file
from linkcheck.urls.own_site import own_site
from linkcheck.urls.references import is_web
from linkcheck.verdict import judge

# Long enough for a proxy to be reloaded, short enough not to be minded.
SECOND_PASS_SECONDS = 3.0


class LocalFetcher:
    """Fetches from this machine. Open it with `async with`; it then owns the session and the workers."""

    def __init__(
        self,
        config: Config,
        *,
        resolver: AbstractResolver | None = None,
        root: str | None = None,
        second_pass_seconds: float = SECOND_PASS_SECONDS,
    ) -> None:
        """Read the settings. `resolver` takes the place of the system's name servers; files are below `root`.

        What fails is asked a last time at the end, at least `second_pass_seconds` after it failed.

        Raises:
            UsageError: a route, a header, the CA file or the trust anchors cannot be used.
        """
        self._config = config
        self._policy = read_policy(config)
        self._routes = parse_routes(config.connect_to)
        self._context = make_context(config.ca_file)
        check_anchors(config.trust_anchors)
        self._resolver = resolver
        self._root = root
        self._second_pass_seconds = second_pass_seconds
        self._schedules: set[Schedule] = set()
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        """Open what is needed to fetch."""
        async with AsyncExitStack() as stack:
            resolver = self._resolver or Names()
            stack.push_async_callback(resolver.close)
            connector = Connector(
                routes=self._routes,
                resolver=resolver,
                context=self._context,
                allow_private=self._policy.allow_private,
                is_wanted=self._is_wanted,
            )
            client = Client(connector, connect_seconds=self._policy.connect_seconds)
            await stack.enter_async_context(client)
            self._workers = PictureWorkers(
                max_pixels=self._config.max_image_pixels,
                timeout_seconds=self._policy.picture_seconds,
                anchors=self._config.trust_anchors or "",
            )
            await stack.enter_async_context(self._workers)
            site = own_site(self._config.site_url, self._config.root_dir)
            site_path = None if site is None else site.prefix
            self._disk = Disk(self._root, self._policy, self._workers, site_path=site_path)
            self._names = resolver if isinstance(resolver, Names) else Names()
            self._mail = Mail(self._names)
            self._steps = Steps(client, self._policy, self._routes)
            self._siblings = Siblings(self._steps)
            self._most = exchanges_at_once()
            self._stack = stack.pop_all()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Give up what is under way and close everything."""
        for schedule in tuple(self._schedules):
            await schedule.close()
        await self._stack.aclose()

    @property
    def workers(self) -> PictureWorkers:
        """The processes that read pictures, for those that need no fetching."""
        return self._workers

    async def fetch(self, requests: Iterable[Request]) -> AsyncIterator[Resource]:
        """Yield exactly one resource for each request, as they are done.

        Raises:
            EnvironmentFaultError: this machine has no network, has lost it on the way (told after the last
                resource), or has no descriptors left.
        """
        schedule = Schedule(
            self._advance,
            lambda job, failure: Answer(describe_failure(job, failure)),
            concurrency=self._config.concurrency,
            per_host=self._policy.share_of,
            most=self._most,
            second_pass_seconds=self._second_pass_seconds,
            patience_seconds=self._policy.exchange_seconds / 2 if self._policy.retries else None,
        )
        self._schedules.add(schedule)
        offline = Offline()
        try:
            elsewhere: list[tuple[Request, Failure]] = []
            for request in requests:
                job = _start(request)
                if isinstance(job, Job):
                    schedule.add(job)
                else:
                    elsewhere.append((request, job))
            reads = (self._read_elsewhere(request, failure) for request, failure in elsewhere)
            async with aclosing(abreast(reads, limit=self._workers.at_once)) as found:
                async for resource in found:
                    yield resource
            while (answer := await schedule.next()) is not None:
                for resource in offline.release(answer):
                    yield resource
            for resource in offline.rest():
                yield resource
            await offline.conclude(self._steps.is_reached, self._names.is_answered)
        finally:
            self._schedules.discard(schedule)
            await schedule.close()

    async def _read_elsewhere(self, request: Request, failure: Failure) -> Resource:
        """Read what is not on the web; a scheme that nothing is known of gives the failure."""
        if is_file(request.url):
            return await self._disk.read(request)
        scheme = request.url.partition(":")[0].lower()
        if scheme == "mailto" and self._config.check_mail:
            return await self._mail.read(request)
        if scheme == "data":
            return await read_data(request, self._policy, self._workers)
        return Resource(request.url, failure=failure)

    async def download(self, url: str) -> Download:
        """Read a document whole, up to one byte more than `Config.max_document_bytes`.

        Raises:
            EnvironmentFaultError: this machine has no network, or no descriptors left.
        """
        job = _start(Request(url), is_document=True)
        if isinstance(job, Failure):
            return Download(url, problem=judge(Resource(url, failure=job)).reason)
        while True:
            outcome = await self._steps.take(job)
            if isinstance(outcome, Exhaustion):
                await asyncio.sleep(job.exhausted_pause(outcome))
            elif isinstance(outcome, Again):
                await asyncio.sleep(outcome.seconds)
            elif isinstance(outcome, Later):
                await asyncio.sleep(max(outcome.seconds, self._second_pass_seconds))
                job.begin_again()
            else:
                break
        if isinstance(outcome, Reply) and outcome.is_document and not job.challenge:
            return Download(job.chain.url, outcome.body, outcome.head.media_type, outcome.head.charset)
        answer = await self._answer(job, outcome)
        if answer.is_local_fault:
            raise offline_error(answer.resource)
        return Download(url, problem=judge(answer.resource).reason)

    async def _advance(self, job: Job) -> Step:
        outcome = await self._steps.take(job)
        if isinstance(outcome, Again | Later | Exhaustion):
            return outcome
        return await self._answer(job, outcome)

    async def _answer(self, job: Job, outcome: Reply | Failure | LocalFailure) -> Answer:
        """Write down the end of a job."""
        if isinstance(outcome, Reply):
            resource = await describe_reply(job, outcome, policy=self._policy, workers=self._workers)
            return Answer(await self._siblings.compare(resource))
        if isinstance(outcome, LocalFailure):
            return Answer(describe_failure(job, outcome.failure), is_local_fault=True)
        return Answer(describe_failure(job, outcome))

    def _is_wanted(self, host: str, port: int) -> bool:
        """Say whether a connection to a host will be used again."""
        name = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        return any(schedule.is_waiting(name) for schedule in self._schedules)


def _start(request: Request, *, is_document: bool = False) -> Job | Failure:
    if not is_web(request.url):
        return Failure(FailureKind.UNSUPPORTED_SCHEME)
    try:
        return Job(request, start_chain(request.url), is_document)
    except UrlError as error:
        return Failure(FailureKind.INVALID_URL, str(error))
