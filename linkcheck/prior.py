"""What is known from before a run: the baseline, and which of its posts are no more."""

from __future__ import annotations

from collections.abc import Sequence

from linkcheck import sources
from linkcheck.config import Config
from linkcheck.errors import UsageError
from linkcheck.sources.known import baseline_content, gone, names_folder
from linkcheck.suppress import Before
from linkcheck.suppress.baseline import read_baseline


def read_before(inputs: Sequence[str], config: Config) -> Before:
    """Return what is known from before a run on such inputs.

    Raises:
        UsageError: the baseline cannot be read, or is none.
    """
    is_whole = names_folder(inputs)
    if config.baseline is None:
        return Before(is_whole=is_whole)
    try:
        entries = read_baseline(baseline_content(config.baseline))
    except ValueError as error:
        raise UsageError("\n".join(f"{config.baseline}:{line}" for line in str(error).split("\n"))) from error
    root = sources.root_folder(inputs, config.root_dir)
    missing = gone((entry.document for entry in entries), root=root, file=config.baseline)
    return Before(baseline=entries, gone=missing, is_whole=is_whole)
