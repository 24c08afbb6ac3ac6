"""What a run asks for: links grouped by what is fetched, and what the settings say of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, replace

from linkcheck.config import Config
from linkcheck.model import Failure, FailureKind, Kind, Link, Request, Resource
from linkcheck.settings.patterns import statuses
from linkcheck.settings.sections import HostSections
from linkcheck.urls.addresses import mail_addresses, mail_problem, phone_problem
from linkcheck.urls.local import is_file, path_of
from linkcheck.urls.placeholders import has_placeholder
from linkcheck.urls.references import is_web


@dataclass(frozen=True, slots=True)
class Plan:
    """What to ask for, and the resources that are known without asking."""

    requests: tuple[Request, ...]
    skipped: tuple[Resource, ...]


def plan(links: Iterable[Link], config: Config, known: Container[str] = ()) -> Plan:
    """Group links by what is fetched, so that no URL is asked for twice, however many posts hold it.

    `known` are paths below the root folder that stood for files once.
    """
    kinds: dict[str, set[Kind]] = {}
    fragments: dict[str, set[str]] = {}
    located: set[str] = set()
    filled_in: set[str] = set()
    for link in links:
        if link.fetch_url is not None:
            kinds.setdefault(link.fetch_url, set()).add(link.reference.kind)
            if config.root_dir is not None or not link.reference.target.lstrip().startswith("/"):
                located.add(link.fetch_url)
            if has_placeholder(link.reference.target):
                filled_in.add(link.fetch_url)
            if link.fragment:
                fragments.setdefault(link.fetch_url, set()).add(link.fragment)
    reason = _skipper(config)
    requests: list[Request] = []
    skipped: list[Resource] = []
    for url, kinds_of_url in kinds.items():
        is_guess = is_file(url) and url not in located and path_of(url) not in known
        request = Request(url, frozenset(kinds_of_url), frozenset(fragments.get(url, ())), is_guess)
        failure = Failure(FailureKind.PLACEHOLDER) if url in filled_in else reason(request)
        if failure is not None:
            skipped.append(Resource(url, failure=failure))
        else:
            requests.append(request)
    return Plan(tuple(requests), tuple(skipped))


def _skipper(config: Config) -> Callable[[Request], Failure | None]:
    """Return the function that says why a request is not made, or None if it is."""
    include = [re.compile(pattern) for pattern in config.include]
    exclude = [re.compile(pattern) for pattern in config.exclude]
    hosts = HostSections(config.hosts)

    def reason(request: Request) -> Failure | None:
        url = request.url
        if not is_web(url) and (failure := _without_web(request, config)):
            return failure
        is_included = any(pattern.search(url) for pattern in include)
        if include and not exclude and not is_included:
            return Failure(FailureKind.EXCLUDED, "no --include pattern matches")
        if not is_included:
            for pattern in exclude:
                if pattern.search(url):
                    return Failure(FailureKind.EXCLUDED, f"--exclude {pattern.pattern}")
        if is_web(url) and (setting := hosts.skipping(url)):
            return Failure(FailureKind.EXCLUDED, setting)
        if not config.check_images and request.kinds == {Kind.IMAGE}:
            return Failure(FailureKind.EXCLUDED, "--no-images")
        return None

    return reason


def _without_web(request: Request, config: Config) -> Failure | None:
    """Return what is known of a URL of another scheme without asking; None if it is to be asked for."""
    scheme = request.url.partition(":")[0].lower()
    if scheme in ("mailto", "tel"):
        problem = (mail_problem if scheme == "mailto" else phone_problem)(request.url)
        if problem is not None:
            return Failure(FailureKind.INVALID_URL, problem)
        is_asked = scheme == "mailto" and config.check_mail and bool(mail_addresses(request.url))
        return None if is_asked else Failure(FailureKind.SYNTAX_ONLY)
    if is_file(request.url) or (scheme == "data" and Kind.IMAGE in request.kinds):
        return None
    return Failure(FailureKind.UNSUPPORTED_SCHEME, f"{scheme}: links are not checked")


def acceptance(config: Config) -> Callable[[Resource], Resource]:
    """Return the function that notes which setting takes a resource's status for success, if one does.

    What the settings say of a host holds for the host that answered.
    """
    if not config.accept and not any(section.accept for section in config.hosts.values()):
        return lambda resource: resource
    in_general, hosts = statuses(config.accept), HostSections(config.hosts)

    def accepted(resource: Resource) -> Resource:
        if resource.status is None:
            return resource
        by_host = hosts.accepting(resource.status, resource.final_url or resource.url)
        setting = "accept" if in_general(resource.status) else by_host
        return replace(resource, accepted_by=setting) if setting else resource

    return accepted
