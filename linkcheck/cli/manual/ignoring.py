"""The topic `ignoring`."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.cli.manual import topic
from linkcheck.cli.manual.table import Table


@topic("ignoring")
def ignoring() -> Iterator[Table]:
    """What does not count: ignores in posts and settings, and the baseline.

    In a post, a comment about its own line, or alone on a line about the next one that is not blank:

        <!-- linkcheck-ignore broken-link: kept as it was printed -->

    Several rules have commas between them; without a rule, or with `all`, every rule is meant.
    `linkcheck-ignore-start RULE: reason` and `linkcheck-ignore-end` enclose a block, `linkcheck-ignore-file
    RULE: reason` is about the whole post, also about findings without a line. A fault at several places is
    ignored place by place. In Markdown `[//]: # (linkcheck-ignore …)` between blank lines, and in MDX
    `{/* linkcheck-ignore … */}`, do the same; in BBCode it is `[comment]linkcheck-ignore …[/comment]`, and in
    plain text also a line that begins with `#`, `//`, `;` or `%`. In code nothing is an ignore. Where a line
    of Markdown begins with a comment, the rest of that line is HTML.

    In the settings, for findings to which all that is given applies:

        [[ignores]]
        rule = "broken-link"          # or a list of rules
        url = "^https://old[.]example[.]org/"
        host = "*.example.org"
        path = "posts/archive/**"
        until = 2026-12-31            # the last day; then the findings count again, and that is told
        reason = "moves next year"

    `ignore` in a section of hosts or posts lists rules that do not count there. With `strict_ignores` every
    ignore has to give a reason.

    The baseline holds what was found one day: `linkcheck baseline posts -o linkcheck-baseline.txt` writes it,
    `linkcheck check posts --baseline linkcheck-baseline.txt` counts what it lacks. It has one line for each
    finding, sorted and without line numbers. A link that fails at one place more than before counts, and so
    does one that fails otherwise. Where a post was renamed, its findings are known by rule and target.
    `--update-baseline` takes out what is mended. `--fail-on new` fails for warnings and errors that are new.

    What is ignored stays in the report, apart from what counts and with its reason. What an ignore, or an
    entry of the baseline, has nothing to do for is found by the rule `unused-ignore`; what does not work, by
    `invalid-ignore`.
    """
    yield from ()
