"""What a report says in words, gravest first: one sentence for each rule that found something."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from linkcheck.model import Level
from linkcheck.renderers.html_report.markup import percent
from linkcheck.renderers.shape import Finding, Report

# By rule: of one finding, and of several ({} is their number). Other rules speak by their summary.
SENTENCES = {
    "unreadable-document": ("1 post could not be read", "{} posts could not be read"),
    "broken-link": ("1 link is broken", "{} links are broken"),
    "broken-image": ("1 picture does not show", "{} pictures do not show"),
    "malformed-url": ("1 link is no usable address", "{} links are no usable addresses"),
    "link-overuse": ("1 page is linked again and again", "{} pages are linked again and again"),
    "soft-404": (
        "1 page loads only to say that it is gone",
        "{} pages load only to say that they are gone",
    ),
    "parked-domain": ("1 link leads to a parked domain", "{} links lead to parked domains"),
    "misleading-anchor": ("1 link leads elsewhere than it says", "{} links lead elsewhere than they say"),
    "homograph-host": ("1 host looks like another", "{} hosts look like others"),
    "private-target": ("1 link leads into a private network", "{} links lead into private networks"),
    "unavailable-link": ("1 link could not be reached this time", "{} links could not be reached this time"),
    "missing-fragment": ("1 link misses its part of the page", "{} links miss their part of the page"),
    "image-credit-conflict": ("1 picture is credited differently", "{} pictures are credited differently"),
    "image-synthetic": ("1 picture says that it is synthetic", "{} pictures say that they are synthetic"),
    "image-credentials-invalid": (
        "1 picture was changed after it was signed",
        "{} pictures were changed after they were signed",
    ),
    "image-seen-before": ("1 picture was seen before", "{} pictures were seen before"),
    "image-reuse": ("1 picture is shown more than once", "{} pictures are shown more than once"),
    "duplicate-passage": ("1 passage stands twice", "{} passages stand twice"),
    "mojibake": ("Garbled words in 1 place", "Garbled words in {} places"),
    "single-source": ("1 post has a single source", "{} posts have a single source"),
    "few-sources": ("1 post rests on few sources", "{} posts rest on few sources"),
    "source-concentration": (
        "Many posts together rest on 1 source",
        "Many posts together rest on {} sources",
    ),
    "moved-link": ("1 link has moved for good", "{} links have moved for good"),
    "blocked-link": ("1 link cannot be checked by a program", "{} links cannot be checked by a program"),
    "missing-alt": ("1 picture has no alternative text", "{} pictures have no alternative text"),
}
_ORDER = {rule: number for number, rule in enumerate(SENTENCES)}
_LEVELS = {level: number for number, level in enumerate(Level)}
_SOURCING = "link-overuse"
_CLAUSES = 3


@dataclass(frozen=True, slots=True)
class Statement:
    """What one rule found at one level, in words; in how many findings and posts."""

    rule: str
    level: Level
    words: str
    findings: int
    posts: int


def statements(report: Report) -> tuple[Statement, ...]:
    """Return what was found, by level, then by how much it matters."""
    found: dict[tuple[str, Level], list[Finding]] = {}
    for finding in report.findings:
        found.setdefault((finding.rule, finding.level), []).append(finding)
    summaries = {rule.name: rule.summary for rule in report.rules}
    made = (
        Statement(rule, level, _words(rule, several, summaries, report), len(several), _posts(several))
        for (rule, level), several in found.items()
    )
    return tuple(
        sorted(
            made,
            key=lambda each: (
                _LEVELS[each.level],
                _ORDER.get(each.rule, len(_ORDER)),
                -each.findings,
                each.rule,
            ),
        )
    )


def headline(report: Report, made: Sequence[Statement]) -> str:
    """Say in one line what matters first."""
    if not report.summary.documents:
        return "Nothing was checked: no post was read"
    if not report.summary.links and not made:
        return "Nothing was checked: no link was found"
    grave = [each for each in made if each.level is not Level.NOTE]
    chosen = grave[:_CLAUSES]
    sourcing = [each for each in grave[_CLAUSES:] if each.rule == _SOURCING]
    if sourcing:
        chosen = [*chosen[:-1], sourcing[0]]
    first = [_clause(each.words, is_first=not index) for index, each in enumerate(chosen)]
    if first:
        return ", ".join(first)
    return "Nothing is broken; there are only notes" if made else "Nothing was found to object to"


def _clause(words: str, *, is_first: bool) -> str:
    words = words.removesuffix(".")
    return words if is_first else words[:1].lower() + words[1:]


def _words(rule: str, several: Sequence[Finding], summaries: dict[str, str], report: Report) -> str:
    if rule == _SOURCING and (share := max(_shares(several, report), default=0)):
        if len(several) == 1:
            of_what = "the sourcing" if report.summary.documents == 1 else "one post’s sourcing"
            return f"1 page carries {percent(share)} of {of_what}"
        return f"{len(several):,} pages carry up to {percent(share)} of a post’s sourcing"
    if rule not in SENTENCES:
        return summaries.get(rule, rule)
    one, many = SENTENCES[rule]
    return one if len(several) == 1 else many.format(f"{len(several):,}")


def _shares(several: Sequence[Finding], report: Report) -> Iterator[float]:
    """Yield how much of a post's citations each of these findings is about, as far as that is known."""
    uses = {
        (url, use.document): use.share
        for source in report.sources
        for url in (source.url, *source.urls)
        for use in source.documents
    }
    for finding in several:
        share = uses.get((finding.url or "", finding.document))
        if share is not None:
            yield share


def _posts(several: Sequence[Finding]) -> int:
    return len({finding.document for finding in several if finding.document})
