"""The topic `images`."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.cli.manual import topic
from linkcheck.cli.manual.table import Table, code, rows
from linkcheck.model import Relation
from linkcheck.rules import rules
from linkcheck.settings.toml_text import toml_value

_RELATIONS = {
    Relation.SAME_URL: "One URL is shown in several places.",
    Relation.SAME_BYTES: "The same file stands under other URLs.",
    Relation.SAME_ASSET: "Sizes or crops of one upload, as their URLs say.",
    Relation.SAME_PICTURE: "Other files that look the same as a whole: scaled, recompressed, converted.",
    Relation.RECROPPED: "One is a part of the other, or both are one picture in other frames.",
    Relation.MIRRORED: "One is the mirror image of the other.",
    Relation.POSSIBLE: "Perhaps one picture: look at both. Only ever a note.",
}


@topic("images")
def images() -> Iterator[Table]:
    """Pictures: how the same one is found again, within a run and between runs.

    A run compares all pictures that it fetched; `--no-images` turns that off. What ties two of them is in the
    JSON report (`image_groups`), with the limits that applied. A picture that comes back within one post is
    mostly a slip, and a note; across posts it is a warning.

    `--image-store FILE` remembers pictures between runs, so that `image-seen-before` can say where and when a
    picture was first seen. `linkcheck images add`, `find` and `list` work on such a store by themselves, by
    default on one in your cache folder, and `forget` takes out what does not belong. `find --fail-if-seen`
    leaves exit code 1 for pictures that were seen before. `linkcheck images sheet REPORT.json` shows the
    pictures that a report ties together side by side.

    A part of a picture is recognised if it keeps about four fifths of each side and the middle, or if
    only left and right were cut, or up to a fifth at top and bottom. A corner cut out of it is not, even
    a large one, nor is half of each side; nor are copies less than about 110 pixels wide, such as one of
    93×61. So "not recognised" does not mean that a picture is new.

    HEIC and SVG are compared with the extra `[images]`, Content Credentials are checked with the extra
    `[c2pa]`.
    """
    yield Table(("relation", "meaning"), rows(_RELATIONS.items()), "What ties pictures, most certain first:")
    about = [each for each in rules.values() if "image" in each.name or each.name == "missing-alt"]
    yield Table(
        ("rule", "level", "options"),
        tuple(
            (
                code(each.name),
                str(each.level),
                code(*(f"{option.name} = {toml_value(option.default)}" for option in each.options)),
            )
            for each in about
        ),
        "Rules on pictures; `linkcheck explain RULE` says what their options mean:",
    )
