"""Redirect chains: every hop with the status that its server answered."""

from __future__ import annotations

from linkcheck.renderers.html_report.frame import folded, section
from linkcheck.renderers.html_report.markup import NOTHING, Markup, element, link
from linkcheck.renderers.lines import counted
from linkcheck.renderers.shape import Report, Resource

_WORDS = {301: "moved for good", 308: "moved for good", 302: "for now", 303: "see other", 307: "for now"}
_OPEN = 25


def redirects(report: Report) -> Markup:
    """List every address that redirects, with the way it goes."""
    chains = [
        element("li", chain(resource), class_="way") for resource in report.resources if resource.redirects
    ]
    if not chains:
        return NOTHING
    content = element("ul", *chains, class_="ways")
    if len(chains) > _OPEN:
        content = folded(f"All {counted(len(chains), 'redirect')}", content)
    return section("redirects", "Redirects", content, count=len(chains))


def chain(resource: Resource) -> Markup:
    """Write the way from the address that was asked for to the one that answered."""
    asked = (resource.url, *(hop.url for hop in resource.redirects))
    answers = (*(hop.status for hop in resource.redirects), resource.status)
    hops = (_hop(url, status, resource) for url, status in zip(asked, answers, strict=True))
    return element("ol", *hops, class_="chain")


def _hop(url: str, status: int | None, resource: Resource) -> Markup:
    if status is None:
        word, kind = resource.reason, resource.verdict.value
    else:
        is_last = status == resource.status and status not in _WORDS
        word, kind = _WORDS.get(status, ""), resource.verdict.value if is_last else "hop"
    number = element("span", "no answer" if status is None else str(status), class_=f"status is-{kind}")
    remark = element("span", word, class_="quiet") if word else NOTHING
    return element("li", number, " ", link(url), " " if remark else "", remark)
