"""What changed, for people: on a terminal, and as Markdown for a comment or an issue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linkcheck.comparison.shape import Change, Difference
from linkcheck.renderers.lines import shortened
from linkcheck.renderers.markdown_text import code, prose
from linkcheck.renderers.places import spot
from linkcheck.renderers.shape import Finding
from linkcheck.text.printable import printable

_SHOWN, _LONGEST = 100, 300
Item = tuple[str, str, str]  # where, what, which URL


def as_text(difference: Difference) -> str:
    """Write what changed as plain text, a line for each change."""
    lines = [_summary(difference)]
    for heading, items in _sections(difference):
        lines += ["", f"{heading}: {len(items):,}"]
        lines += [f"  {printable('  '.join(filter(None, (url, what, where))))}" for where, what, url in items]
    return "".join(f"{line}\n" for line in lines)


def as_markdown(difference: Difference) -> str:
    """Write what changed as Markdown, a table for each kind of change, cut after a hundred rows."""
    parts = [f"## linkcheck: {_summary(difference)}\n"]
    for heading, items in _sections(difference):
        parts.append(f"\n### {heading}: {len(items):,}\n\n| Where | What | Link |\n| --- | --- | --- |\n")
        for where, what, url in items[:_SHOWN]:
            link = code(shortened(url, _LONGEST))
            parts.append(
                f"| {code(shortened(where, _LONGEST))} | {prose(shortened(what, _LONGEST))} | {link} |\n"
            )
        if len(items) > _SHOWN:
            parts.append(f"\n**{len(items) - _SHOWN:,} more are left out here.**\n")
    return "".join(parts)


def _summary(difference: Difference) -> str:
    counts = difference.summary
    words = (
        f"{counts.broken:,} newly broken, {counts.recovered:,} recovered, {counts.moved:,} moved; "
        f"{counts.new_findings:,} new findings, {counts.fixed_findings:,} fixed"
    )
    return words if difference.is_complete else f"{words} (one of the runs is not complete)"


def _sections(difference: Difference) -> Iterator[tuple[str, list[Item]]]:
    named: tuple[tuple[str, Sequence[Change] | Sequence[Finding] | Sequence[str]], ...] = (
        ("Newly broken", difference.broken),
        ("Recovered", difference.recovered),
        ("Moved", difference.moved),
        ("Not reached this time", difference.unreachable),
        ("Broken before, not known now", difference.unchecked),
        ("New findings", difference.new_findings),
        ("Fixed findings", difference.fixed_findings),
        ("New sources", difference.new_sources),
        ("Sources that are gone", difference.gone_sources),
        ("New pictures", difference.new_pictures),
        ("Pictures that are gone", difference.gone_pictures),
    )
    for heading, found in named:
        if found:
            yield heading, [_item(each) for each in found]


def _item(each: Change | Finding | str) -> Item:
    match each:
        case str():
            return "", "", each
        case Finding():
            return spot(each), f"{each.level}: {each.message} [{each.rule}]", ""
        case Change():
            where = spot(each.places[0]) if each.places else ""
            more = len(each.places) - 1
            return f"{where} and {more:,} more" if more > 0 else where, _what(each), each.url


def _what(change: Change) -> str:
    leads = change.final_url is not None and change.final_url != change.url
    moved = f"leads to {change.final_url}{' for good' if change.is_permanent else ''}" if leads else ""
    return "; ".join(filter(None, (change.reason, moved)))
