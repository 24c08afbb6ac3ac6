"""Set aside what authors ignore in their own posts, and say which of these ignores are idle or mistaken."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from linkcheck.model import Comment, Document, Finding, IgnoreFault, Suppression, SuppressionKind
from linkcheck.suppress.directives import Directive, Mistake, place_of, read_directives
from linkcheck.suppress.knowledge import Knowledge
from linkcheck.suppress.places import without


class InlineIgnores:
    """The ignores written into posts, and which of their rules were met."""

    def __init__(
        self,
        documents: Iterable[Document],
        comments: Mapping[str, tuple[Comment, ...]],
        known_rules: Collection[str],
        *,
        is_strict: bool,
    ) -> None:
        """Read the ignores among the comments of documents."""
        self._by_document: dict[str, tuple[Directive, ...]] = {}
        self._mistakes: list[Mistake] = []
        self._met: dict[Directive, set[str]] = {}
        for document in documents:
            if found := comments.get(document.name):
                read, mistakes = read_directives(document, found, known_rules, is_strict=is_strict)
                self._by_document[document.name] = read
                self._mistakes += mistakes

    def settle(self, finding: Finding) -> Finding:
        """Return a finding set aside, or about the places that are left, or as it is."""
        directives = self._by_document.get(finding.document)
        if not directives:
            return finding
        marked = finding.marked
        if not marked:
            line = finding.span.line if finding.span else None
            found = self._find(directives, finding.rule, line)
            return _set_aside(finding, found) if found else finding
        found_by = [(link, self._find(directives, finding.rule, link.reference.span.line)) for link in marked]
        ignored = [link for link, directive in found_by if directive is not None]
        if len(ignored) == len(marked) and found_by[0][1] is not None:
            return _set_aside(finding, found_by[0][1])
        return without(finding, ignored) if ignored else finding

    def _find(self, directives: tuple[Directive, ...], rule: str, line: int | None) -> Directive | None:
        """Return the first ignore that covers a place; all that do are met."""
        found = [each for each in directives if each.covers(rule, line)]
        for each in found:
            self._met.setdefault(each, set()).add(rule)
        return found[0] if found else None

    def faults(self, knowledge: Knowledge) -> Iterator[IgnoreFault]:
        """Yield the ignores that cannot be followed, and those that this run shows to be idle."""
        for mistake in self._mistakes:
            message = f"this ignore does not work: {mistake.problem}"
            yield IgnoreFault("invalid-ignore", message, mistake.document, mistake.span, mistake.words)
        for directives in self._by_document.values():
            for directive in directives:
                if idle := self._idle(directive, knowledge):
                    yield IgnoreFault(
                        "unused-ignore", idle, directive.document, directive.span, directive.words
                    )

    def _idle(self, directive: Directive, knowledge: Knowledge) -> str | None:
        met = self._met.get(directive, set())
        if directive.rules is None:
            idle = [] if met else ["anything"]
        else:
            unmet = sorted(directive.rules - met)
            idle = [rule for rule in unmet if knowledge.tells(rule, directive.document)]
        covered = (
            (
                link
                for link in knowledge.links(directive.document)
                if directive.covers(idle[0] if directive.rules else "", link.reference.span.line)
            )
            if idle
            else ()
        )
        if not idle or not knowledge.is_known(covered):
            return None
        return f"this ignores nothing: {' and '.join(idle)} is not found there"


def _set_aside(finding: Finding, directive: Directive) -> Finding:
    suppression = Suppression(SuppressionKind.IN_SOURCE, directive.reason, place_of(directive))
    return replace(finding, suppression=suppression)
