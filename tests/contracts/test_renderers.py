"""What every output format keeps to, whatever it writes."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from linkcheck.model import (
    CanonicalSource,
    Crawl,
    Document,
    Failure,
    FailureKind,
    Finding,
    ImageGroup,
    Kind,
    Level,
    Link,
    Picture,
    Problem,
    ProblemKind,
    Redirect,
    Reference,
    Relation,
    Report,
    Resource,
    Run,
    Source,
    Span,
)
from linkcheck.renderers import renderers
from linkcheck.renderers.json_report import encode
from linkcheck.renderers.saved import read_report
from linkcheck.renderers.shaping import shape_report
from tests.canned import rendered

README = Path(__file__).parents[2] / "README.md"

# Right-to-left and wide scripts, terminal escapes (7 and 8 bit), rich markup, bidi overrides and isolates,
# line ends of every kind, a lone surrogate, workflow commands, a formula, HTML, and a percent sign.
HOSTILE = (
    "قلقًا \u5bfc\u822a \x1b[2J\x1b]0;t\x07 \x9b31m [/b][red]x :smile: \u202eevil\u202c \u2066i\u2069 "
    "a\nb\r\nc\u2028d\u0085e \udcff\ud800 ::error::x ##[add-mask]y =1+1 <img onerror=x> </script> %0A"
)
URL = f"https://example.org/{HOSTILE}"
SETTINGS: tuple[dict[str, object], ...] = (
    {},
    {"width": 40, "color": False, "verbose": True},
    {"width": 120, "color": True, "verbose": True},
)
_STYLE = re.compile(r"\x1b\[[0-9;]*m")
# C0 but tab and line ends, DEL, C1, bidi controls, line separators, surrogates
_OBEYED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


def _run(*, is_complete: bool = True) -> Run:
    return Run(datetime(2026, 1, 1, tzinfo=UTC), 1.5, (HOSTILE,), is_complete=is_complete)


def _hostile_report() -> Report:
    reference = Reference(HOSTILE, Kind.IMAGE, Span(1, 1, 2, 1), HOSTILE, (HOSTILE,), True, HOSTILE, True)
    link = Link(HOSTILE, reference, URL, URL, HOSTILE)
    lost = Link(
        HOSTILE, Reference(HOSTILE, Kind.HYPERLINK, Span(2)), problem=Problem(ProblemKind.NO_BASE, HOSTILE)
    )
    picture = Picture(HOSTILE, 3, 2, 1, "00ff00ff00ff00ff", "00ff00ff00ff00ff", True, {HOSTILE: HOSTILE})
    resource = Resource(
        URL,
        status=403,
        redirects=(Redirect(301, URL),),
        final_url=URL,
        canonical_url=URL,
        canonical_source=CanonicalSource.OPEN_GRAPH,
        canonical_candidate=URL,
        canonical_distrust=HOSTILE,
        title=HOSTILE,
        media_type=HOSTILE,
        picture=picture,
        picture_problem=HOSTILE,
        challenge=HOSTILE,
    )
    failed = Resource("https://example.net/", failure=Failure(FailureKind.RESET, HOSTILE), attempts=3)
    evidence = {"text": HOSTILE, "list": [HOSTILE], "set": frozenset({HOSTILE, "b", "a"}), HOSTILE: 1}
    findings = (
        *(
            Finding(
                HOSTILE, link, HOSTILE, Span(1, 1), (link, lost), evidence, HOSTILE, level, "rule", "print"
            )
            for level in Level
        ),
        Finding(HOSTILE, lost, HOSTILE, Span(2), level=Level.ERROR, rule="rule"),
        Finding(HOSTILE, document="unknown", level=Level.NOTE, rule="rule"),
    )
    return Report(
        _run(is_complete=False),
        Crawl(
            (Document(HOSTILE, HOSTILE, HOSTILE, URL), Document("lost", "text/plain", "", problem=HOSTILE)),
            (link, lost),
            {URL: resource, failed.url: failed},
        ),
        findings=findings,
        suppressed=findings[:1],
        sources=(Source(URL, 2, 1, 1.0, 0.0),),
        image_groups=(ImageGroup(Relation.SAME_PICTURE, (URL, failed.url), (link, lost), 3),),
    )


REPORTS = {
    "empty": Report(_run(), Crawl((), (), {})),
    "hostile": _hostile_report(),
}


@pytest.mark.parametrize("settings", SETTINGS, ids=str)
@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
@pytest.mark.parametrize("name", renderers)
def test_output_is_deterministic_and_safe_to_print(
    name: str, report: Report, settings: dict[str, object]
) -> None:
    """No report makes a format fail, and no text from outside becomes a command to a terminal."""
    text = rendered(name, report, **settings)
    assert text == rendered(name, report, **settings)
    assert text == "" or text.endswith("\n")
    text.encode()  # raises on a lone surrogate
    visible = _STYLE.sub("", text) if settings.get("color") else text
    assert not _OBEYED.findall(visible)


@pytest.mark.parametrize("settings", SETTINGS, ids=str)
@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
@pytest.mark.parametrize("name", renderers)
def test_a_saved_report_is_written_like_a_new_one(
    name: str, report: Report, settings: dict[str, object]
) -> None:
    """Byte for byte: a format sees nothing that the JSON does not hold."""
    shaped = shape_report(report)
    saved = read_report(encode(shaped).encode())
    assert renderers[name].render(saved, **settings) == renderers[name].render(shaped, **settings)


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
@pytest.mark.parametrize("name", [name for name in renderers if renderers[name].media_type.endswith("json")])
def test_json_parses(name: str, report: Report) -> None:
    """A format that says it is JSON is JSON by the letter: no NaN, no lone surrogate."""
    parsed = json.loads(rendered(name, report), parse_constant=pytest.fail)
    json.dumps(parsed, ensure_ascii=False).encode()


@pytest.mark.parametrize("name", renderers)
def test_every_format_says_what_it_is(name: str) -> None:
    """`--help` and the README are made from the registry."""
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
    assert re.fullmatch(r"[a-z]+/[a-z.+-]+", renderers[name].media_type)
    assert renderers[name].summary.endswith(".")


@pytest.mark.parametrize("name", renderers)
def test_readme_lists_every_format(name: str) -> None:
    """A format that the README's table does not name would never be found."""
    assert f"`{name}`" in README.read_text(encoding="utf-8")
