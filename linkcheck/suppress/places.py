"""The places of a finding: some rules find one fault at several, and each can be ignored by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from linkcheck.model import Finding, Link


def without(finding: Finding, ignored: Sequence[Link]) -> Finding:
    """Return a finding about the places that are left, of which there has to be one."""
    left = [each for each in finding.marked if not any(each is other for other in ignored)]
    others = (each for each in finding.related if not any(each is other for other in ignored))
    related = tuple(each for each in others if each is not left[0])
    return replace(finding, link=left[0], span=left[0].reference.span, related=related)
