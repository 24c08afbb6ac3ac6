"""Charts as inline SVG with text alternatives; no attribute is a style, since the policy forbids those."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linkcheck.renderers.html_report.markup import Markup, element

# The circumference is 100, so that a share in percent is a length (2πr = 100).
_RADIUS = "15.9155"
_GAP = 0.8


def donut(title: str, parts: Sequence[tuple[str, int]]) -> Markup:
    """Draw a ring with an arc for each (name, count), in the order given; `part-NAME` is its class."""
    total = sum(count for _, count in parts)
    return element(
        "svg",
        element("title", title),
        element("circle", class_="ring", cx=21, cy=21, r=_RADIUS),
        *_arcs(parts, total),
        element("text", f"{total:,}", class_="total", x=21, y="21.5"),
        element("text", "address" if total == 1 else "addresses", class_="unit", x=21, y="26"),
        class_="donut",
        viewBox="0 0 42 42",
        role="img",
        aria_label=title,
    )


def _arcs(parts: Sequence[tuple[str, int]], total: int) -> Iterator[Markup]:
    shown = [(name, count) for name, count in parts if count]
    gap = _GAP if len(shown) > 1 else 0
    # A single broken link among thousands must still be seen.
    lengths = [max(100 * count / total, 2.5 * gap) for _, count in shown]
    scale = 100 / sum(lengths) if lengths else 1
    start = 25.0  # arcs begin at three o'clock; a quarter back is the top
    for (name, _), length in zip(shown, lengths, strict=True):
        arc = length * scale
        yield element(
            "circle",
            class_=f"part-{name}",
            cx=21,
            cy=21,
            r=_RADIUS,
            stroke_dasharray=f"{arc - gap:.3f} {100 - arc + gap:.3f}",
            stroke_dashoffset=f"{start:.3f}",
        )
        start -= arc


def bar(share: float, title: str, *, is_heavy: bool = False) -> Markup:
    """Draw a bar that is filled to a share between 0 and 1."""
    return element(
        "svg",
        element("title", title),
        element("rect", class_="trough", width="100", height="10", rx="2"),
        element(
            "rect",
            class_="filled heavy" if is_heavy else "filled",
            width=f"{100 * min(share, 1):.2f}",
            height="10",
            rx="2",
        ),
        class_="bar",
        viewBox="0 0 100 10",
        preserveAspectRatio="none",
        role="img",
        aria_label=title,
    )
