"""The page in a real browser: nothing is loaded, nothing hostile runs, axe-core has nothing to object to.

Skipped where Chromium or axe-core is missing; `make browser` fetches axe-core and runs this.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from linkcheck.model import (
    Crawl,
    Document,
    Finding,
    Kind,
    Level,
    Link,
    Redirect,
    Reference,
    Report,
    Resource,
    Span,
)
from linkcheck.renderers import renderers
from linkcheck.renderers.saved import read_report
from linkcheck.renderers.sheet import sheet
from samples.golden import FOLDER
from tests.canned import rendered
from tests.renderers import chromium

HOSTILE = (
    "\"'><img src=x onerror=alert(1)><script>alert(1)</script></script></style></title></textarea>--> "
    "<svg onload=alert(1)> javascript:alert(1) \u202eevil \u200b قلقًا 👩\u200d💻"
)
SIZES = {"desktop": 1280, "phone": 360}
TAB, SPACE = ("Tab", 9), (" ", 32)
Write = Callable[[str], str]

if chromium.browser() is None:
    pytest.skip("no Chromium is installed", allow_module_level=True)
if chromium.axe() is None:
    pytest.skip("axe-core is not installed; `make browser` does that", allow_module_level=True)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """One browser for all these tests."""
    executable = chromium.browser()
    assert executable is not None
    with chromium.running(executable) as devtools:
        yield devtools


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a page to a file; give its URL."""

    def written(page: str) -> str:
        file = tmp_path / "page.html"
        file.write_text(page, "utf-8")
        return file.as_uri()

    return written


def hostile(report: Report) -> Report:
    """Return the report with hostile names, anchors, titles, targets and messages."""
    links = tuple(
        replace(
            link,
            document=f"{link.document}{HOSTILE}",
            reference=replace(link.reference, anchor=HOSTILE, target=HOSTILE),
        )
        for link in report.crawl.links
    )
    resources = {
        url: replace(
            each,
            title=HOSTILE,
            redirects=(Redirect(301, f"https://e.org/{HOSTILE}"), Redirect(302, "javascript:alert(1)")),
        )
        for url, each in report.crawl.resources.items()
    }
    findings = tuple(
        replace(
            each,
            message=HOSTILE,
            link=links[index],
            document=links[index].document,
            evidence={HOSTILE: [HOSTILE]},
        )
        for index, each in enumerate(report.findings)
    )
    documents = tuple(replace(each, name=f"{each.name}{HOSTILE}") for each in report.crawl.documents)
    return replace(report, crawl=Crawl(documents, links, resources), findings=findings)


def large(report: Report) -> Report:
    """Return a report of a size at which lists stand folded: 400 links in 40 posts, 200 findings."""
    links = tuple(
        Link(
            f"post-{number // 10}.md",
            Reference(
                url := f"https://site{number}.example.org/page",
                Kind.HYPERLINK,
                Span(number % 10 + 1, 1),
                "قلقًا",
            ),
            url,
            url,
        )
        for number in range(400)
    )
    resources = {
        link.fetch_url: Resource(link.fetch_url, status=404 if number % 2 else 200, title="A page")
        for number, link in enumerate(links)
        if link.fetch_url
    }
    findings = tuple(
        Finding(f"this link is broken: “{number}”", link, link.document, link.reference.span, links[:2],
                {"status": 404}, level=list(Level)[number % 3], rule=f"rule-{number % 5}")
        for number, link in enumerate(links[::2])
    )  # fmt: skip
    documents = tuple(Document(f"post-{number}.md", "text/markdown", "") for number in range(40))
    return replace(report, crawl=Crawl(documents, links, resources), findings=findings)


def pages(report: Report, empty_report: Report) -> dict[str, str]:
    """Return a page of each kind."""
    return {
        "empty": rendered("html", empty_report),
        "plain": rendered("html", report),
        "hostile": rendered("html", hostile(report)),
        "large": rendered("html", large(report)),
        "sheet": sheet(read_report(rendered("json", report).encode())),
    }


@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("name", ["empty", "plain", "hostile", "large", "sheet"])
async def test_the_page_is_accessible_and_alone(
    name: str, width: int, is_dark: bool, address: str, write: Write, report: Report, empty_report: Report
) -> None:
    url = write(pages(report, empty_report)[name])
    script = chromium.axe()
    assert script is not None
    async with chromium.opened(address) as tab:
        await tab.open(url, width=width, is_dark=is_dark)
        assert await tab.evaluate("document.documentElement.scrollWidth") <= width, "scrolls sideways"
        assert await tab.violations(script.read_text("utf-8")) == []
        assert [each for each in tab.requested if not each.startswith("data:image/png;")] == [url]
        assert tab.complaints == []


async def test_everything_is_accessible_when_opened(address: str, write: Write, report: Report) -> None:
    """What is folded is looked at too."""
    script = chromium.axe()
    assert script is not None
    async with chromium.opened(address) as tab:
        await tab.open(write(rendered("html", report)))
        await tab.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        assert await tab.violations(script.read_text("utf-8")) == []


async def test_filters_narrow_what_is_shown_and_count_it(address: str, write: Write, report: Report) -> None:
    visible = (
        "[...document.querySelectorAll('li.finding')].filter(each => each.checkVisibility())"
        ".map(each => each.dataset.rule)"
    )
    async with chromium.opened(address) as tab:
        await tab.open(write(rendered("html", report)))
        assert await tab.evaluate("document.getElementById('shown').textContent") == "6 findings"
        await tab.evaluate("document.getElementById('filter-note').click()")
        await asyncio.sleep(0.3)
        assert "moved-link" not in await tab.evaluate(visible)
        assert await tab.evaluate("document.getElementById('shown').textContent") == "4 of 6 findings"
        await tab.evaluate("document.getElementById('filter-text').focus()")
        await tab.call("Input.insertText", text="ملاحظات HOST does")
        await asyncio.sleep(0.3)
        assert await tab.evaluate(visible) == ["broken-link"]
        counts = "[...document.querySelectorAll('[data-count]')].map(each => each.textContent)"
        assert await tab.evaluate(counts) == ["1", "0", "0"]
        await tab.call("Input.insertText", text="nowhere")
        await asyncio.sleep(0.3)
        assert await tab.evaluate("document.getElementById('none-fit').checkVisibility()") is True
        await tab.evaluate("document.querySelector('#filters [type=reset]').click()")
        await asyncio.sleep(0.3)
        assert len(await tab.evaluate(visible)) == 6
        await tab.evaluate(
            "{ const rule = document.getElementById('filter-rule'); rule.value = 'image-reuse'; "
            "rule.dispatchEvent(new Event('input', {bubbles: true})); }"
        )
        await asyncio.sleep(0.3)
        assert await tab.evaluate(visible) == ["image-reuse"]
        assert tab.complaints == []


async def test_the_keyboard_reaches_everything(address: str, write: Write, report: Report) -> None:
    """The first stop skips to the report, boxes answer to the space bar, and the focus is always seen."""
    async with chromium.opened(address) as tab:
        await tab.open(write(rendered("html", report)))
        await tab.press(*TAB)
        assert await tab.evaluate("document.activeElement.className") == "skip"
        seen = "getComputedStyle(document.activeElement).outlineStyle"
        stops = set()
        for _ in range(30):
            assert await tab.evaluate(seen) == "solid"
            stops.add(await tab.evaluate("document.activeElement.id || document.activeElement.localName"))
            await tab.press(*TAB)
        assert {"filter-error", "filter-rule", "filter-post", "filter-text", "fold"} <= stops
        await tab.evaluate("document.getElementById('filter-error').focus()")
        await tab.press(*SPACE, text=" ")
        assert await tab.evaluate("document.getElementById('filter-error').checked") is False


async def test_without_scripts_everything_can_be_read(address: str, write: Write, report: Report) -> None:
    async with chromium.opened(address) as tab:
        await tab.call("Emulation.setScriptExecutionDisabled", value=True)
        await tab.open(write(rendered("html", report)))
        await tab.call("Emulation.setScriptExecutionDisabled", value=False)
        assert await tab.evaluate("document.getElementById('filters').checkVisibility()") is False
        text = await tab.evaluate("document.body.innerText")
        assert all(finding.message.partition("“")[0].strip() in text for finding in report.findings)


def _sample() -> str:
    """Return the page of the samples' golden report, with what that leaves out put back."""
    plain = json.loads((FOLDER / "report.json").read_text("utf-8"))
    plain["tool"] = {"name": "linkcheck", "version": "1"}
    plain["run"] = {
        "started_at": "2026-01-01T00:00:00Z", "elapsed_seconds": 1, "inputs": ["posts"],
        "complete": True, "problem": None,
    }  # fmt: skip
    left_out = {"checked_at": None, "elapsed_seconds": 0, "cached": False, "certificate_expires_at": None}
    plain["resources"] = [each | left_out for each in plain["resources"]]
    return renderers["html"].render(read_report(json.dumps(plain).encode()))


async def test_the_sample_report_is_accessible(address: str, write: Write) -> None:
    """The posts in the samples folder are written in many scripts and have pictures."""
    script = chromium.axe()
    assert script is not None
    async with chromium.opened(address) as tab:
        url = write(_sample())
        await tab.open(url)
        assert await tab.violations(script.read_text("utf-8")) == []
        assert [each for each in tab.requested if not each.startswith("data:image/png;")] == [url]
        assert tab.complaints == []
