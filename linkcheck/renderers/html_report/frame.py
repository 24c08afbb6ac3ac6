"""The frame of a page that stands alone: its head, its policy, and what styles and enlivens it."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources

from linkcheck.renderers.html_report.markup import NOTHING, Markup, element, join

_PACKAGE = "linkcheck.renderers.html_report"


@cache
def _asset(name: str) -> Markup:
    """Return a file of this package; it is ours, so it is markup already."""
    return Markup(resources.files(_PACKAGE).joinpath(name).read_text("utf-8"))


def page(title: str, *body: Markup, generator: str, has_script: bool = False) -> str:
    """Write a page that loads nothing, and obeys nothing but the script and the style that stand in it."""
    style, script = _asset("style.css"), _asset("script.js") if has_script else NOTHING
    head = join(
        (
            element("meta", charset="utf-8"),
            element("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("meta", name="referrer", content="no-referrer"),
            element("meta", name="color-scheme", content="light dark"),
            element("meta", name="robots", content="noindex"),
            element("meta", name="generator", content=generator),
            element("title", title),
            element("link", rel="icon", href="data:,"),  # or servers are asked for /favicon.ico
            element("style", style),
        ),
        "\n",
    )
    end = element("script", script) if has_script else NOTHING
    return (
        f'<!DOCTYPE html>\n<html lang="en" dir="ltr">\n<head>\n{head}\n</head>\n'
        f"<body>\n{join(body, chr(10))}\n{end}</body>\n</html>\n"
    )


def _policy(style: str, script: str) -> str:
    """Allow this style, this script and pictures that stand in the page (Content Security Policy Level 3)."""
    scripts = f"script-src {_digest(script)}; " if script else ""
    return (
        f"default-src 'none'; {scripts}style-src {_digest(style)}; img-src data:; base-uri 'none'; "
        "form-action 'none'"
    )


def _digest(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def section(identifier: str, title: str, *content: Markup, count: int | None = None) -> Markup:
    """Write a part of the page under its heading; nothing if it has no content."""
    if not any(content):
        return NOTHING
    number = NOTHING if count is None else element("span", f"{count:,}", class_="count")
    heading = element("h2", title, " " if number else "", number, id=f"{identifier}-title")
    return element("section", heading, *content, id=identifier, aria_labelledby=f"{identifier}-title")


def table(caption: str, columns: tuple[str, ...], rows: tuple[Markup, ...], kind: str = "") -> Markup:
    """Write a table that can be scrolled sideways, with the keyboard too."""
    head = element("thead", element("tr", *(element("th", column, scope="col") for column in columns)))
    body = element("tbody", *rows)
    return element(
        "div",
        element("table", element("caption", caption), head, body, class_=kind or None),
        class_="scroll",
        role="region",
        aria_label=caption,
        tabindex="0",
    )


def folded(summary: str, *content: Markup, kind: str = "", is_open: bool = False) -> Markup:
    """Write something that opens when asked."""
    return element("details", element("summary", summary), *content, class_=kind or None, open=is_open)
