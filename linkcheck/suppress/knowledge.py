"""What a run can tell: an ignore is idle only where nothing that it could be about went unasked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from linkcheck.model import Crawl, FailureKind, Link, Verdict
from linkcheck.verdict import judge

IsOn = Callable[[str, str], bool]
_UNTOLD = frozenset({Verdict.SKIPPED, Verdict.UNAVAILABLE, Verdict.BLOCKED})
# What these find in one post depends on another, which a run on single files may not have read.
_COMPARING = frozenset({"duplicate-passage", "image-credit-conflict", "image-reuse", "source-concentration"})
# These are skipped in every run alike.
_NEVER_ASKED = frozenset({FailureKind.UNSUPPORTED_SCHEME, FailureKind.SYNTAX_ONLY, FailureKind.PLACEHOLDER})


@dataclass(slots=True)
class Knowledge:
    """A crawl, the rules that are on (by rule and document), and how much of all posts the run has seen.

    `is_complete` is False for a run that was interrupted; `is_whole` for one on single files, which says
    nothing of ignores that are about others.
    """

    crawl: Crawl
    is_on: IsOn
    is_complete: bool = True
    is_whole: bool = True
    _links: Mapping[str, tuple[Link, ...]] = field(init=False)
    _unknown: dict[str, bool] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        links: dict[str, list[Link]] = {}
        for link in self.crawl.links:
            links.setdefault(link.document, []).append(link)
        self._links = {name: tuple(each) for name, each in links.items()}

    def tells(self, rule: str, document: str) -> bool:
        """Say whether the run would have found what a rule finds in a document."""
        return self.is_on(rule, document) and (self.is_whole or rule not in _COMPARING)

    def links(self, document: str) -> tuple[Link, ...]:
        """Return the links of a document."""
        return self._links.get(document, ())

    def is_known(self, links: Iterable[Link]) -> bool:
        """Say whether this run can tell what every one of these links leads to."""
        return self.is_complete and not any(map(self._is_unknown, links))

    def _is_unknown(self, link: Link) -> bool:
        url = link.fetch_url
        if url is None:
            return False
        if url not in self._unknown:
            self._unknown[url] = self._look(url)
        return self._unknown[url]

    def _look(self, url: str) -> bool:
        resource = self.crawl.resources.get(url)
        if resource is None:
            return True
        if resource.failure is not None and resource.failure.kind in _NEVER_ASKED:
            return False
        return judge(resource).verdict in _UNTOLD
