"""The rule `homograph-host`."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.model import Crawl, Finding, Level, Link
from linkcheck.rules import rule
from linkcheck.text.lookalikes import Lookalike, lookalike
from linkcheck.urls.references import host_key, is_web


@rule("homograph-host", level=Level.WARNING)
def homograph_host(crawl: Crawl) -> Iterator[Finding]:
    """A link's host is spelt with letters that look like others: `аррӏе.com` is not `apple.com`.

    One label mixes alphabets that look alike (Cyrillic or Greek beside Latin), is written in one that looks
    Latin under an ending that is Latin, or holds a sign that looks like a slash. No reader can tell such a
    host from the one it imitates (UTS #39). Replace the link; if the site is meant, write its name in full.

    Honest names in one script pass (`пример.рф`, `例え.jp`, `bücher.de`), and so do mixtures that languages
    use: Chinese characters, kana and Latin letters, or Latin letters beside one script that does not look so.
    """
    places: dict[tuple[str, str], tuple[Lookalike, list[Link]]] = {}
    for link in crawl.links:
        if link.url is None or "xn--" not in link.url or not is_web(link.url):
            continue
        host = host_key(link.url).rpartition(":")[0]
        found = lookalike(host)
        if found is not None:
            places.setdefault((link.document, host), (found, []))[1].append(link)
    for (_, host), (found, links) in places.items():
        yield Finding(
            f"the host {found.shown} ({host}) looks like {found.looks_like}: {found.reason}",
            links[0],
            related=tuple(links[1:]),
            key=host,
            evidence={
                "host": host,
                "shown": found.shown,
                "looks_like": found.looks_like,
                "reason": found.reason,
            },
        )
