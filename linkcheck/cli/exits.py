"""The exit codes, and what they mean: `--help`, the manual and the README all say it from here."""

from __future__ import annotations

EXIT_CLEAN, EXIT_FINDINGS, EXIT_USAGE, EXIT_BUG, EXIT_INTERRUPTED = 0, 1, 2, 3, 130
EXIT_TERMINATED = 143

MEANINGS: dict[int, str] = {
    EXIT_CLEAN: "no finding at or above --fail-on (error, unless said otherwise)",
    EXIT_FINDINGS: "at least one such finding; of images find --fail-if-seen: a picture was seen before",
    EXIT_USAGE: "wrong usage, configuration or input, no network, or output that cannot be written; "
    "with --fail-if-empty also: nothing to check",
    EXIT_BUG: "a bug in linkcheck",
    EXIT_INTERRUPTED: "interrupted; the report is written all the same, and says that it is not complete",
    EXIT_TERMINATED: "ended by the system or a build server (SIGTERM), with such a report",
}
