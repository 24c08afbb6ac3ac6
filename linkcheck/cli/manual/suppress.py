"""The topic `suppress`."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.cli.manual import topic
from linkcheck.cli.manual.table import Table, code, rows
from linkcheck.model import SuppressionKind

# One rule and one reason stand for all; `tests/cli/test_suppress_topic.py` tries each of these.
IN_POSTS = {
    "linkcheck-ignore broken-link: gone": "What is on its line; alone on a line, the next that is not blank.",
    "linkcheck-ignore-start broken-link: gone": "All that follows, as far as `linkcheck-ignore-end`.",
    "linkcheck-ignore-file broken-link: gone": "The whole post.",
}
COMMENTS = {
    "markdown": ("<!-- … -->", "[//]: # (…)", "{/* … */}"),
    "html": ("<!-- … -->",),
    "bbcode": ("[comment]…[/comment]",),
    "text": ("# …", "// …", "; …", "% …", "<!-- … -->"),
}
_KINDS = {
    SuppressionKind.IN_SOURCE: "A comment in the post ignores it.",
    SuppressionKind.CONFIG: "An entry of `[[ignores]]` in the settings ignores it.",
    SuppressionKind.BASELINE: "The baseline knows it.",
    SuppressionKind.UNCHANGED: "With `--since`: it is on no line that changed.",
}


@topic("suppress")
def suppress() -> Iterator[Table]:
    """What does not count, and stays honest: ignores in posts and settings, and the baseline.

    What is ignored fails no run and is no annotation, but it stays in the report (`suppressed`), with what
    sets it aside and the reason given. An ignore, or an entry of the baseline, that has nothing to do any
    more is a finding itself (`unused-ignore`), and so is one that does not work (`invalid-ignore`). With
    `--strict-ignores` only those work that give a reason.

    A comment in a post ignores the rules that it names, with commas between them, or without any all of them.
    A fault at several places is ignored place by place. In code nothing is an ignore. Where a line of
    Markdown begins with a comment, the rest of that line is HTML; `[//]: # (…)` stands between blank lines.

    An entry of the settings ignores findings to which all that it gives applies, as far as the day `until`:

        [[ignores]]
        rule = "broken-link"
        host = "example.org"
        path = "**/*.md"
        until = 2027-01-31
        reason = "they are moving"

    `ignore` in a section of hosts or posts lists rules that do not count there.

    A baseline takes what is there today as known, so that only what is new counts:

        linkcheck baseline posts/ -o linkcheck.baseline
        linkcheck check posts/ --baseline linkcheck.baseline

    It has one line for each finding, sorted and without line numbers, so that moved text changes nothing in
    it: commit it. A link that fails at one place more than before counts, and so does one that fails
    otherwise. Where a post was renamed, its findings are known by rule and target. `--update-baseline` takes
    out what is mended. `--fail-on new` fails for warnings and errors that are new.
    """
    yield Table(("comment", "ignores"), rows(IN_POSTS.items()), "What a comment in a post says:")
    yield Table(
        ("format", "comments"),
        tuple((code(name), code(*forms)) for name, forms in COMMENTS.items()),
        "How comments are written:",
    )
    yield Table(("kind", "meaning"), rows(_KINDS.items()), "What sets a finding aside:")
