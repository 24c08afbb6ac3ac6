"""Leave as they are the links whose findings are ignored, in the post by its author or in the settings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from linkcheck.config import Config
from linkcheck.extractors import extractor_of
from linkcheck.fixes.facts import Fix
from linkcheck.fixes.proposals import LeftAlone, Outcome, Proposal
from linkcheck.model import Comment, Crawl, Document, Finding, Link
from linkcheck.rules import rules
from linkcheck.suppress.configured import ConfiguredIgnores
from linkcheck.suppress.directives import MARK
from linkcheck.suppress.inline import InlineIgnores

_OF_DEAD_LINKS = ("broken-link",)
_OF_OTHER_ADDRESSES = ("moved-link", "non-canonical-link")


class Wishes:
    """What is to be left alone in one document."""

    def __init__(self, document: Document, links: Iterable[Link], config: Config, today: date) -> None:
        """Read the ignores of a document and of the settings, without those that expired before today."""
        comments = {document.name: _comments(document)}
        self._document = document.name
        self._inline = InlineIgnores([document], comments, rules, is_strict=config.strict_ignores)
        self._configured = ConfiguredIgnores(config, Crawl((document,), tuple(links), {}), today)

    def respect(self, outcomes: Iterable[Outcome]) -> list[Outcome]:
        """Return the outcomes with each proposal that nobody wants made one to leave the link alone."""
        return [
            LeftAlone(each.link, "what was found there is ignored")
            if isinstance(each, Proposal) and self._is_unwanted(each)
            else each
            for each in outcomes
        ]

    def _is_unwanted(self, proposal: Proposal) -> bool:
        """Say whether a finding of a rule that the fix answers would be ignored at this link."""
        link = proposal.link
        answered = _OF_DEAD_LINKS if Fix.ARCHIVE in proposal.fixes else _OF_OTHER_ADDRESSES
        return any(self._is_ignored(link, rule) for rule in answered)

    def _is_ignored(self, link: Link, rule: str) -> bool:
        finding = Finding("", link, document=self._document, span=link.reference.span, rule=rule)
        steps = self._inline.settle, self._configured.settle
        return any(settle(finding).suppression is not None for settle in steps)


def _comments(document: Document) -> tuple[Comment, ...]:
    if MARK not in document.text:
        return ()
    return tuple(extractor_of(document.media_type).comments(document.text))
