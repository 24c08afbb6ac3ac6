"""Whole runs over a site of our own: overuse that only its redirects and canonical URLs show."""

from __future__ import annotations

from pathlib import Path

import linkcheck
from tests.site import serving

ANCHORS = ["Moscow", "طهران", "the missiles", "制裁", "санкции", "un tratado", "האמנה", "the ferry"]


async def test_one_article_behind_short_links_amp_and_tracking_is_one_source(tmp_path: Path) -> None:
    async with serving() as site:
        article = site.url("/article")
        head = f"<title>The article</title><link rel=canonical href='{article}'></head>text"
        for path in ("/article", "/article/amp", "/m/article"):
            site.page(path, head)
        for number in range(3):
            site.page(f"/other/{number}", f"<title>Other {number}</title></head>text")
        ways = [
            site.url("/to/301?/article"),
            site.url("/to/302?/article"),
            site.url("/to/301?/article/amp"),
            site.url("/article/amp"),
            site.url("/m/article"),
            article + "?utm_source=feed",
        ]
        links = [*((anchor, ways[number % len(ways)]) for number, anchor in enumerate(ANCHORS))]
        links += [(f"other {number}", site.url(f"/other/{number}")) for number in range(3)]
        post = tmp_path / "post.md"
        post.write_text("\n\n".join(f"Words, [{anchor}]({url})." for anchor, url in links), "utf-8")
        config = linkcheck.Config(allow_private=True)
        report = await linkcheck.check([post], config)
        unseen = await linkcheck.check([post], linkcheck.Config(exclude=("",)))
    overuse = [found for found in report.findings if found.rule == "link-overuse"]
    assert [found.evidence["n"] for found in overuse] == [len(ANCHORS)]
    assert overuse[0].evidence["url"] == article
    assert [found.rule for found in unseen.findings if found.rule == "link-overuse"] == []
    assert (report.sources[0].url, report.sources[0].citations) == (article, len(ANCHORS))
    suggested = [found for found in report.findings if found.rule == "non-canonical-link"]
    assert {found.evidence["canonical_url"] for found in suggested} == {article}
    assert len(suggested) == 4  # where redirects lead to the article itself, there is nothing to add
