"""The topic `since`."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.cli.manual import topic
from linkcheck.cli.manual.table import Table, rows

_CHANGES = {
    "lines of a post": "All its links are checked; findings with a place on a changed line are reported.",
    "lines taken out": "All its links are checked; findings about the whole post are reported.",
    "a new post": "All of it; so of one git does not know, of standard input, of a page named by URL.",
    "a file that went": "Links to it in every post, on disk; they are reported if they lead nowhere now.",
    "a heading that went": "Links to it in every post, likewise.",
    "a post's folder": "Its relative links, since they may mean other files now; nothing is fetched for it.",
    "a binary post": "All of it. Git calls UTF-16 binary, and counts no lines that end in a lone CR.",
    "ends of lines, modes": "Nothing.",
    "a submodule": "Nothing: its posts belong to another repository; name one to check it there.",
}


@topic("since")
def since() -> Iterator[Table]:
    """Only what changed: `--since REF` checks a change, not the old faults around it.

    The work tree, whatever is staged or committed of it, is compared with the last commit that REF and `HEAD`
    share. So `--since origin/main` is what a pull request brings, `--since HEAD` what is not yet committed.
    CI has to fetch the history for that: `fetch-depth: 0` for actions/checkout.

    A finding counts if one of its places is on a changed line; with `--whole-files` if one is in a post that
    changed. One without a line counts if its post changed. All others are kept in the report as suppressed,
    of the kind `unchanged`. Posts are compared with each other only among those that are checked.

    Posts that did not change are read only where a file or a heading went. No program that the repository
    names (filters, hooks, diff drivers) is run, and git fetches nothing.
    """
    yield Table(
        ("what changed", "what is checked"), rows(_CHANGES.items()), "What a change is to answer for:"
    )
