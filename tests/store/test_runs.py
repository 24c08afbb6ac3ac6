"""A run recalls the pictures of earlier ones, and remembers its own."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from linkcheck import runtime
from linkcheck.config import Config
from linkcheck.engine import extract
from linkcheck.errors import UsageError
from linkcheck.images.measures import Measure
from linkcheck.images.picture import read_picture
from linkcheck.model import (
    Crawl,
    Finding,
    Level,
    Picture,
    Recollection,
    Relation,
    Report,
    Resource,
    Run,
    Sighting,
)
from linkcheck.store.pictures import ImageStore
from linkcheck.store.runs import Memory
from tests.canned import document, findings, report
from tests.images.conftest import encoded, photo

U = "https://e.org/a.jpg"
NOW = datetime(2026, 1, 2, tzinfo=UTC)
LATER = datetime(2026, 3, 4, tzinfo=UTC)


def picture(image: Image.Image) -> Picture:
    found = read_picture(encoded(image, "PNG"), max_pixels=10**7)
    assert isinstance(found, Picture)
    return found


PICTURE = picture(photo(640, 427, 3))


def remember(path: Path, seen: Crawl, when: datetime) -> Report:
    return asyncio.run(Memory(str(path)).remember(Report(Run(when, 1.0, ()), seen)))


def recall(path: Path, seen: Crawl) -> Mapping[str, tuple[Recollection, ...]]:
    return asyncio.run(Memory(str(path)).recall(seen))


def crawl(text: str, name: str = "a.md") -> Crawl:
    post = document(text, name)
    return Crawl((post,), extract(post), {U: Resource(U, status=200, picture=PICTURE, sha256="aa")})


def test_a_run_remembers_place_credit_and_date(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    remember(path, crawl(f"![x]({U})\nPhoto: Jane Doe\n\n![x]({U})"), NOW)
    remember(path, crawl(f"![x]({U})", "b.md"), LATER)
    remember(path, crawl("[x](https://e.org/)", "c.md"), LATER)
    ties = recall(path, crawl(f"![x]({U})", "c.md"))[U]
    sightings = (Sighting(U, NOW, "a.md", "Jane Doe"), Sighting(U, LATER, "b.md"))
    assert ties == (Recollection(Relation.SAME_URL, 0, sightings),)


def test_what_ties_a_picture_to_an_earlier_one_is_told(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    remember(path, crawl(f"![x]({U})"), NOW)
    other = Resource("https://o.org/b.webp", status=200, picture=replace(PICTURE, format="webp"), sha256="aa")
    post = document("![x](https://o.org/b.webp)", "b.md")

    def tie(resource: Resource) -> tuple[str, int] | None:
        ties = recall(path, Crawl((post,), extract(post), {resource.url: resource})).get(resource.url)
        return (ties[0].relation, ties[0].distance_bits) if ties else None

    assert tie(other) == ("same-bytes", 0)
    small = picture(photo(640, 427, 3).resize((320, 214)))
    assert (tie(replace(other, sha256="bb", picture=small)) or ("",))[0] == "same-picture"
    assert tie(replace(other, sha256="bb", picture=replace(small, is_informative=False))) is None
    assert tie(replace(other, sha256="bb", picture=picture(photo(640, 427, 4)))) is None
    assert tie(replace(other, sha256="bb", picture=None)) is None


def test_secrets_and_embedded_data_are_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    post = document("![x](https://u:secret@e.org/a.jpg?token=hush) ![y](data:image/png;base64,AAAA)")
    links = extract(post)
    resources = {
        link.fetch_url: Resource(link.fetch_url, picture=PICTURE, sha256=f"{number}")
        for number, link in enumerate(links)
        if link.fetch_url
    }
    remember(path, Crawl((post,), links, resources), NOW)
    with ImageStore(path) as store:
        urls = [each.sightings[0].url for each in store.known()]
    assert "data:image/png;base64" in urls
    assert "secret" not in str(urls)
    assert "hush" not in str(urls)


def seen(*sightings: Sighting, name: str = "post.md", **options: object) -> list[Finding]:
    post = document(f"![x]({U}) ![x]({U})", name)
    tie = Recollection(Relation.SAME_PICTURE, 4, sightings, Measure.PHASH256)
    made = report(post, rules={"image-seen-before": options}, seen_before={U: (tie,)})
    return [found for found in made.findings if found.rule == "image-seen-before"]


def test_a_picture_of_another_post_is_a_warning_that_says_where_and_when() -> None:
    (found,) = seen(Sighting(U, NOW, "other.md", "AFP"), Sighting(U, LATER, "post.md"))
    assert (found.level, len(found.related)) == (Level.WARNING, 1)
    assert found.message == (
        f"this picture was seen before: first in other.md on 2026-01-02 as {U}, credited to AFP, "
        "same picture, 4 of 256 bits apart by phash256"
    )
    assert found.evidence["first_seen"] == {
        "post": "other.md", "url": U, "credit": "AFP", "seen_at": "2026-01-02T00:00:00Z",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("sighting", "name"),
    [
        (Sighting(U, NOW, "other.md"), "post.md"),
        (Sighting(U, NOW), "post.md"),
        (Sighting(U, NOW, "<stdin>"), "<stdin>"),
    ],
)
def test_what_is_not_known_to_be_this_post_is_another_one(sighting: Sighting, name: str) -> None:
    (found,) = seen(sighting, name=name, same_post=False)
    assert found.level is Level.WARNING


def test_a_picture_of_the_same_post_is_a_note_that_can_be_turned_off() -> None:
    (found,) = seen(Sighting(U, NOW, "post.md"))
    assert found.level is Level.NOTE
    assert "first in this post" in found.message
    assert seen(Sighting(U, NOW, "post.md"), same_post=False) == []


@pytest.mark.parametrize("later", [NOW, LATER])
def test_the_first_to_show_a_picture_is_told_who_took_it_over(later: datetime) -> None:
    taken = [Sighting(U, later, "other.md"), Sighting(U, LATER, None), Sighting(U, LATER, "third.md")]
    (found,) = seen(*taken, Sighting(U, NOW, "post.md"))
    assert found.level is Level.NOTE
    assert found.message == (
        f"this picture was seen before: first in this post on 2026-01-02 as {U}, same picture, "
        "4 of 256 bits apart by phash256; "
        f"since {later:%Y-%m-%d} also in other.md and 2 more"
    )
    assert seen(*taken, Sighting(U, NOW, "post.md"), same_post=False) == []
    (nameless,) = seen(Sighting(U, LATER, None), Sighting(U, NOW, "post.md"))
    assert nameless.message.endswith("; since 2026-03-04 also elsewhere")


def test_a_picture_never_seen_is_left_alone() -> None:
    assert findings("image-seen-before", document(f"![x]({U})")) == []
    assert findings("image-seen-before", document(f"[x]({U})")) == []


def test_a_checked_post_is_recognised_in_the_next_run(tmp_path: Path) -> None:
    wide = photo(1200, 675, 5)
    (tmp_path / "a.jpg").write_bytes(encoded(wide, "JPEG", quality=90))
    (tmp_path / "b.webp").write_bytes(encoded(wide.resize((600, 338)), "WEBP", quality=60))
    (tmp_path / "other.png").write_bytes(encoded(photo(600, 400, 11), "PNG"))
    (tmp_path / "one.md").write_text("![a bridge](a.jpg)", "utf-8")
    (tmp_path / "two.md").write_text("![a bridge](b.webp) ![a hill](other.png)", "utf-8")
    config = Config(image_store=str(tmp_path / "s.db"), root_dir=str(tmp_path))

    def check(name: str) -> list[Finding]:
        made = asyncio.run(runtime.check([str(tmp_path / name)], config))
        return [found for found in made.findings if found.rule == "image-seen-before"]

    assert check("one.md") == []
    (found,) = check("two.md")
    assert found.evidence["relation"] == "same-picture"
    assert "one.md" in found.message
    assert [each.level for each in check("one.md")] == ["note"]  # one.md was the first to show it


def test_a_wrong_store_is_told_before_anything_is_fetched(tmp_path: Path) -> None:
    (tmp_path / "s.db").write_text("no database at all")
    config = Config(image_store=str(tmp_path / "s.db"))
    with pytest.raises(UsageError, match="no image store"):
        asyncio.run(runtime.check(["samples/posts/forum-post.txt"], config))


def test_a_store_that_fails_on_the_way_costs_no_report(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    seen = crawl(f"![x]({U})")
    remember(path, seen, NOW)

    async def main() -> Report:
        memory = Memory(str(path))
        path.write_bytes(b"overwritten by another program")
        assert await memory.recall(seen) == {}
        return await memory.remember(Report(Run(NOW, 1.0, ()), seen))

    made = asyncio.run(main())
    assert made.crawl is seen
    assert made.run.problem is not None
    assert "no image store" in made.run.problem


def test_what_is_only_possible_is_a_note() -> None:
    post = document(f"![x]({U})")
    tie = Recollection(Relation.POSSIBLE, 70, (Sighting(U, NOW, "other.md"),))
    sure = Recollection(Relation.RECROPPED, 30, (Sighting(U, LATER, "third.md"),))

    def level(*ties: Recollection) -> tuple[Level, str]:
        made = report(post, seen_before={U: ties}).findings
        (found,) = [found for found in made if found.rule == "image-seen-before"]
        return found.level, str(found.evidence["relation"])

    assert level(tie) == (Level.NOTE, "possible")
    assert level(tie, sure) == (Level.WARNING, "recropped")
