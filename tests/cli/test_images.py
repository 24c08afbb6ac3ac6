"""The commands that add pictures to the store, find them and list them."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from PIL import ExifTags, Image

from linkcheck.cli.commands import _remark_credentials
from linkcheck.model import Credentials, Picture, Resource
from samples.site import Site
from tests.canned import document, report
from tests.cli.conftest import Run
from tests.images.conftest import encoded, photo

PICTURE = "https://static.euronews.com/articles/stories/08/82/51/76/1200x675_cmsv2_d45e1566-3ac6-598f-b9f7-1ee09250a598-8825176.jpg"
MISSING = "https://static.euronews.com/none.jpg"


@pytest.fixture
def store(tmp_path: Path) -> str:
    return str(tmp_path / "store.db")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    wide = photo(1200, 675, 5)
    (tmp_path / "a.jpg").write_bytes(encoded(wide, "JPEG", quality=90))
    (tmp_path / "small.webp").write_bytes(encoded(wide.resize((600, 338)), "WEBP", quality=60))
    (tmp_path / "other.png").write_bytes(encoded(photo(600, 400, 11), "PNG"))
    (tmp_path / "page.jpg").write_text("<html>not a picture", "utf-8")
    return tmp_path


def test_a_picture_that_was_added_is_found_in_another_size(run: Run, folder: Path, store: str) -> None:
    added = run(
        "images", "add", str(folder / "a.jpg"), "--post", "one", "--credit", "AFP", "--image-store", store
    )
    assert (added.code, added.out.split()[0]) == (0, "added")
    assert (
        run("images", "add", str(folder / "a.jpg"), "--post", "one", "--image-store", store).out[:5]
        == "known"
    )
    found = run(
        "images", "find", str(folder / "small.webp"), str(folder / "other.png"), "--image-store", store
    )
    assert found.code == 0
    seen, tie, never = found.out.splitlines()
    assert seen.endswith("small.webp: seen before")
    assert "same picture" in tie
    assert "in one as" in tie
    assert tie.endswith("credited to AFP")
    assert never.endswith("other.png: not recognised among 1 picture in the store")


def test_find_and_list_write_json(run: Run, folder: Path, store: str) -> None:
    run("images", "add", str(folder / "a.jpg"), "--image-store", store)
    found = json.loads(
        run("images", "find", str(folder / "small.webp"), "--format", "json", "--image-store", store).out
    )
    (picture,) = found["pictures"]
    assert picture["picture"]["width"] == 600
    assert [match["relation"] for match in picture["matches"]] == ["same-picture"]
    assert picture["matches"][0]["sightings"][0]["post"] is None
    listed = json.loads(run("images", "list", "--format", "json", "--image-store", store).out)
    assert [each["picture"]["width"] for each in listed["pictures"]] == [1200]
    assert run("images", "list", "--image-store", store).out.startswith("1200x675 jpeg: first seen 2")


def test_a_folder_is_added_whole_and_what_is_no_picture_is_told(run: Run, folder: Path, store: str) -> None:
    added = run("images", "add", str(folder), "--image-store", store)
    assert added.code == 2
    assert [line.split()[0] for line in added.out.splitlines()] == ["added"] * 3
    assert "page.jpg: an HTML page, not a picture" in added.err
    assert len(run("images", "list", "--image-store", store).out.splitlines()) == 3


def test_wrong_inputs_and_stores_are_told(run: Run, folder: Path, store: str) -> None:
    assert "no such file" in run("images", "add", "no/such.jpg", "--image-store", store).err
    assert "standard input" in run("images", "find", "-", "--image-store", store).err
    assert run("images", "add").code == 2
    wrong = run("images", "list", "--image-store", str(folder / "page.jpg"))
    assert (wrong.code, "no image store" in wrong.err) == (2, True)
    big = run("images", "find", str(folder / "a.jpg"), "--image-store", store, "--no-images")
    assert big.code == 2


def test_only_who_asks_fails_for_pictures_that_were_seen(run: Run, folder: Path, store: str) -> None:
    run("images", "add", str(folder / "a.jpg"), "--image-store", store)
    seen, never, broken = (str(folder / name) for name in ("small.webp", "other.png", "page.jpg"))

    def code(*words: str) -> int:
        return run("images", "find", *words, "--image-store", store).code

    assert code(seen, never, "--fail-if-seen") == 1
    assert code(seen, "--fail-if-seen", "--format", "json") == 1
    assert code(never, "--fail-if-seen") == 0
    assert code(seen) == 0
    assert code(seen, broken, "--fail-if-seen") == 2


@pytest.mark.parametrize("words", [["list"], ["list", "--format", "json"], ["find", "a.jpg"]])
def test_only_adding_and_checking_make_a_store(run: Run, folder: Path, words: list[str]) -> None:
    words = [str(folder / word) if word == "a.jpg" else word for word in words]
    typo = folder / "typo.db"
    asked = run("images", *words, "--image-store", str(typo))
    assert (asked.code, asked.out) == (2, "")
    assert f"{typo}: there is no such image store" in asked.err
    assert not typo.exists()
    run("images", "add", str(folder / "a.jpg"), "--image-store", str(typo))
    assert run("images", *words, "--image-store", str(typo)).code == 0
    post = folder / "post.md"
    post.write_text("![a bridge](a.jpg)\n", "utf-8")
    run("check", str(post), "--image-store", str(folder / "checked.db"))
    assert run("images", *words, "--image-store", str(folder / "checked.db")).code == 0


def test_the_store_that_nobody_names_may_be_missing(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    found = run("images", "find", str(folder / "a.jpg"))
    assert (found.code, found.out.endswith("a.jpg: the store is empty\n")) == (0, True)
    listed = run("images", "list", "--format", "json")
    assert (listed.code, json.loads(listed.out)["pictures"]) == (0, [])
    assert "nothing is remembered yet" in found.err
    assert "nothing is remembered yet" in listed.err
    assert list((folder / "cache").rglob("*.sqlite3")) == []


def test_the_store_is_in_the_cache_folder_if_nobody_names_one(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    assert run("images", "list").out == ""
    run("images", "add", str(folder / "a.jpg"))
    assert run("images", "list").out.count("\n") == 1


def test_the_settings_file_and_the_environment_name_the_store(
    run: Run, folder: Path, store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINKCHECK_IMAGE_STORE", store)
    run("images", "add", str(folder / "a.jpg"))
    assert run("images", "list").out.count("\n") == 1


def test_a_sheet_is_made_from_a_report_alone(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    post = folder / "post.md"
    post.write_text("![a bridge](a.jpg)\n\n![a bridge](small.webp)\n", "utf-8")
    report, page = folder / "report.json", folder / "sheet.html"
    run("check", str(post), "--format", f"json={report}", "--root-dir", str(folder), "--quiet")
    for picture in ("a.jpg", "small.webp"):
        (folder / picture).unlink()
    assert run("images", "sheet", str(report), "-o", str(page)).code == 0
    written = page.read_text("utf-8")
    assert written.count('src="data:image/png;base64,') == 2
    assert "The same picture in other files" in written
    with report.open("rb") as piped:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(piped))
        assert run("images", "sheet", "-", "-o", str(folder / "piped.html")).code == 0
    assert (folder / "piped.html").read_text("utf-8") == written


def test_a_sheet_of_what_is_no_report_is_refused(run: Run, folder: Path) -> None:
    page = str(folder / "sheet.html")
    assert "cannot be read" in run("images", "sheet", str(folder / "none.json"), "-o", page).err
    wrong = run("images", "sheet", str(folder / "page.jpg"), "-o", page)
    assert (wrong.code, "this is not JSON" in wrong.err) == (2, True)
    (folder / "p.md").write_text("no links\n")
    report = folder / "r.json"
    run("check", str(folder / "p.md"), "--format", f"json={report}", "--quiet")
    assert "cannot be written" in run("images", "sheet", str(report), "-o", str(folder / "no" / "s.html")).err


def test_credentials_that_could_not_be_read_are_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    note = Credentials(
        note="it carries Content Credentials; install linkcheck-provenance[c2pa] to have them read"
    )
    post = document("![x](https://e.org/a.jpg) ![y](https://e.org/b.jpg)")
    picture = Picture("jpeg", 9, 9, 1, "", "", is_informative=False, credentials=note)
    held = [
        Resource("https://e.org/a.jpg", status=200, picture=picture),
        Resource("https://e.org/b.jpg", status=200, picture_credentials=note),
    ]
    _remark_credentials(report(post, resources=held))
    assert "2 pictures carry Content Credentials; pip install" in capsys.readouterr().err
    _remark_credentials(report(post))
    assert capsys.readouterr().err == ""


def test_pictures_on_the_web_are_added_and_found(run: Run, site: Site, folder: Path, store: str) -> None:
    added = run("images", "add", PICTURE, MISSING, "--image-store", store, *site.options)
    assert (added.code, added.out) == (2, f"added {PICTURE}\n")
    assert f"{MISSING}: 404" in added.err
    found = run("images", "find", PICTURE, str(folder / "a.jpg"), "--image-store", store, *site.options)
    assert f"{PICTURE}: seen before\n  same url: first seen 2" in found.out
    assert "a.jpg: not recognised among 1 picture in the store" in found.out


def test_a_file_that_is_too_large_is_told(
    run: Run, folder: Path, store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINKCHECK_MAX_IMAGE_BYTES", "1000")
    added = run("images", "add", str(folder / "a.jpg"), "--image-store", store)
    assert (added.code, "larger than 1,000 bytes (max_image_bytes)" in added.err) == (2, True)


def test_whose_a_picture_is_comes_from_its_metadata(run: Run, folder: Path, store: str) -> None:
    rights = Image.Exif()
    rights[ExifTags.Base.Artist] = "Jane Doe"
    (folder / "signed.jpg").write_bytes(encoded(photo(200, 100), "JPEG", exif=rights))
    run("images", "add", str(folder / "signed.jpg"), "--image-store", store)
    assert run("images", "list", "--image-store", store).out.endswith(", credited to Jane Doe\n")


def test_a_report_of_crops_is_written_and_its_sheet_says_what_part_was_compared(
    run: Run, folder: Path
) -> None:
    wide = photo(1200, 675, 5)
    (folder / "part.jpg").write_bytes(encoded(wide.crop((60, 0, 960, 675)), "JPEG", quality=80))
    post = folder / "post.md"
    post.write_text("![a bridge](a.jpg)\n\n![a bridge](part.jpg)\n", "utf-8")
    report, page = folder / "report.json", folder / "sheet.html"
    done = run("check", str(post), "--format", f"json={report}", "--root-dir", str(folder), "--quiet")
    assert done.code == 0
    (group,) = json.loads(report.read_text("utf-8"))["image_groups"]
    assert group["relation"] == "recropped"
    (tie,) = group["ties"]
    assert all(0 <= edge <= 1 for edge in tie["box"])
    run("images", "sheet", str(report), "-o", str(page))
    assert "<li>2 and 1: recropped, " in page.read_text("utf-8")
    assert "compared with " in page.read_text("utf-8")


def test_forget_takes_out_what_a_name_means_and_nothing_else(run: Run, folder: Path, store: str) -> None:
    run("images", "add", str(folder / "a.jpg"), "--post", "one", "--image-store", store)
    run("images", "add", str(folder / "a.jpg"), "--post", "two", "--image-store", store)
    run("images", "add", str(folder / "other.png"), "--post", "two", "--image-store", store)

    first = run("images", "forget", "one", "--image-store", store)
    assert (first.code, first.out.startswith("forgotten 1200x675 jpeg: first seen 2")) == (0, True)
    (kept, _) = json.loads(run("images", "list", "--format", "json", "--image-store", store).out)["pictures"]
    assert [each["post"] for each in kept["sightings"]] == ["two"]

    by_hash = run("images", "forget", kept["sha256"][:8].upper(), "--image-store", store)
    assert by_hash.code == 0
    again = run("images", "find", str(folder / "a.jpg"), "--image-store", store)
    assert "not recognised among 1 picture" in again.out

    by_path = run("images", "forget", str(folder / "other.png"), "two", "--image-store", store)
    assert len(by_path.out.splitlines()) == 1
    assert run("images", "list", "--image-store", store).out == ""


@pytest.mark.parametrize("unknown", ["a", "b.jpg", "0" * 8, "0" * 7, "%", ""])
def test_forget_does_nothing_where_a_name_is_unknown(
    run: Run, folder: Path, store: str, unknown: str
) -> None:
    run("images", "add", str(folder / "a.jpg"), "--image-store", store)
    done = run("images", "forget", str(folder / "a.jpg"), unknown, "--image-store", store)
    assert (done.code, done.out) == (2, "")
    assert "nothing is remembered under this name; `linkcheck images list` shows what is" in done.err
    assert len(run("images", "list", "--image-store", store).out.splitlines()) == 1


def test_forget_makes_no_store(run: Run, tmp_path: Path) -> None:
    done = run("images", "forget", "a.jpg", "--image-store", str(tmp_path / "none.db"))
    assert (done.code, "there is no such image store" in done.err) == (2, True)
    assert not (tmp_path / "none.db").exists()
