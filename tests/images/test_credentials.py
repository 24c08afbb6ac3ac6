"""Content Credentials are read from signed pictures; a changed one is invalid; nothing is fetched."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from linkcheck.images.credentials import _described, read_credentials
from linkcheck.images.provenance import with_provenance
from linkcheck.images.worker import decode_answer, encode_answer
from linkcheck.images.workers import PictureWorkers
from linkcheck.model import Credentials, CredentialState, Ingredient, Picture
from tests.images.conftest import encoded, photo
from tests.images.signing import AI, identity, signed

PICTURE = Picture("jpeg", 1, 1, 1, "0" * 16, "0" * 16, is_informative=False)


@pytest.fixture(scope="module")
def body() -> bytes:
    return signed()


def read(body: bytes, anchors: str = "") -> Credentials:
    found = read_credentials(body, anchors=anchors)
    assert found is not None
    return found


def test_a_signed_picture_is_valid_and_says_how_it_came_to_be(body: bytes) -> None:
    found = read(body)
    assert found.state is CredentialState.VALID
    assert (found.signer, found.issuer) == ("Example News Desk", "Example News")
    assert found.generator is not None
    assert found.generator.startswith("Darkroom 7")
    assert found.title == "A bridge"
    assert [action.action for action in found.actions] == ["c2pa.created"]
    assert found.digital_source_types == ("digitalCapture",)
    assert (found.errors, found.ingredients, found.note, found.remote_url) == ((), (), None, None)


def test_a_signer_below_a_given_anchor_is_trusted(body: bytes, tmp_path: Path) -> None:
    anchors = tmp_path / "anchors.pem"
    anchors.write_bytes(identity().root)
    assert read(body, str(anchors)).state is CredentialState.TRUSTED


def test_a_signer_below_another_anchor_is_not(body: bytes, tmp_path: Path) -> None:
    anchors = tmp_path / "others.pem"
    anchors.write_bytes(identity("Somebody Else").root)
    assert read(body, str(anchors)).state is CredentialState.VALID


def test_a_changed_pixel_makes_it_invalid(body: bytes) -> None:
    changed = bytearray(body)
    changed[-100] ^= 0xFF
    found = read(bytes(changed))
    assert found.state is CredentialState.INVALID
    assert "assertion.dataHash.mismatch" in found.errors


def test_no_byte_of_the_manifest_can_be_changed_unseen(body: bytes) -> None:
    start, end = body.index(b"jumdc2pa"), body.rindex(b"\xff\xdb")
    states = set()
    for at in range(start, end, 401):
        changed = bytearray(body)
        changed[at] ^= 0x55
        found = read_credentials(bytes(changed))
        states.add(found.state if found else None)
    assert CredentialState.INVALID in states
    assert CredentialState.TRUSTED not in states


@pytest.mark.parametrize("form", ["jpeg", "png", "webp", "avif", "tiff", "gif"])
def test_every_format_that_holds_a_manifest_is_read(form: str) -> None:
    assert read(signed(form=form)).state is CredentialState.VALID


def test_source_types_lose_the_blanks_around_them() -> None:
    action = {"action": "c2pa.created", "digitalSourceType": f" {AI}", "softwareAgent": {"name": "Painter"}}
    found = read(signed(actions=(action,)))
    assert found.digital_source_types == ("trainedAlgorithmicMedia",)
    assert found.actions[0].software == "Painter"


def test_what_a_picture_was_made_from_is_its_history() -> None:
    made = signed(actions=({"action": "c2pa.created", "digitalSourceType": AI},))
    found = read(signed(made, actions=({"action": "c2pa.color_adjustments"},), is_edit=True))
    (ingredient,) = found.ingredients
    assert ingredient == Ingredient(ingredient.title, "parentOf", "image/jpeg", has_credentials=True)
    assert {"c2pa.opened", "c2pa.created"} <= {action.action for action in found.actions}
    assert "trainedAlgorithmicMedia" in found.digital_source_types


def test_a_manifest_elsewhere_is_named_and_not_fetched() -> None:
    async def main() -> tuple[Credentials | None, int]:
        asked = 0

        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            nonlocal asked
            asked += 1
            writer.close()

        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        url = f"http://127.0.0.1:{port}/manifest.c2pa"
        far = await asyncio.to_thread(signed, remote_url=url)
        found = await asyncio.to_thread(with_provenance, PICTURE, far, max_pixels=10**7)
        server.close()
        assert found.credentials is not None
        assert found.credentials.remote_url == url
        return found.credentials, asked

    credentials, asked = asyncio.run(main())
    assert asked == 0
    assert credentials is not None
    assert (credentials.state, credentials.errors) == (None, ())
    assert credentials.note is not None


@pytest.mark.parametrize(
    ("failures", "success", "state", "errors"),
    [
        (["cawg.ica.did_unavailable"], [], "Valid", ()),
        (["cawg.ica.did_unavailable"], ["signingCredential.trusted"], "Trusted", ()),
        (["cawg.ica.did_unavailable", "signingCredential.untrusted"], [], "Valid", ()),
        (
            ["cawg.ica.did_unavailable", "cawg.ica.signature_mismatch"],
            [],
            "Invalid",
            ("cawg.ica.signature_mismatch",),
        ),
        (
            ["assertion.dataHash.mismatch"],
            ["signingCredential.trusted"],
            "Invalid",
            ("assertion.dataHash.mismatch",),
        ),
        ([], [], "Invalid", ()),
    ],
)
def test_an_identity_that_only_the_web_could_confirm_makes_nothing_invalid(
    failures: list[str], success: list[str], state: str, errors: tuple[str, ...]
) -> None:
    """The library calls a whole picture invalid where the document of an identity cannot be fetched."""
    codes = {
        "failure": [{"code": each} for each in failures],
        "success": [{"code": each} for each in success],
    }
    found = _described('{"manifests": {}}', "Invalid", {"activeManifest": codes})
    assert (found.state, found.errors) == (state, errors)


def test_without_the_library_a_picture_that_carries_one_gets_a_note(
    body: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "c2pa", None)
    found = read(body)
    assert (found.state, found.errors) == (None, ())
    assert found.note is not None
    assert "linkcheck-provenance[c2pa]" in found.note
    assert read_credentials(encoded(photo(), "JPEG")) is None


def test_what_only_we_cannot_read_is_not_invalid(body: bytes, tmp_path: Path) -> None:
    unknown = read(b"\xff\x0a" + body[2:])  # JPEG XL, which holds none
    assert (unknown.state, unknown.errors) == (None, ())
    lost = read(body, str(tmp_path / "gone.pem"))
    assert (lost.state, lost.errors) == (None, ())
    assert lost.note is not None
    assert "cannot be read" in lost.note


@pytest.mark.parametrize(
    "noise", [b"", b"jumb", b"jumb\0\0\0\0jumdc2pa", b"\xff\xd8\xffjumb\0\0\0\0jumdc2pa", b"c2pa jumb"]
)
def test_what_only_looks_like_a_manifest_is_none_or_unreadable(noise: bytes) -> None:
    found = read_credentials(noise)
    assert found is None or found.state is not CredentialState.VALID


async def test_workers_read_credentials_and_trust_the_anchors(body: bytes, tmp_path: Path) -> None:
    anchors = tmp_path / "anchors.pem"
    anchors.write_bytes(identity().root)
    async with PictureWorkers(max_pixels=10**7, timeout_seconds=60, limit=1, anchors=str(anchors)) as workers:
        found = await workers.read(body)
        cut = await workers.read(body[: len(body) * 3 // 4])
    assert isinstance(found, Picture)
    assert found.credentials is not None
    assert found.credentials.state is CredentialState.TRUSTED
    assert cut.credentials is not None
    assert cut.credentials.state is CredentialState.INVALID


def test_credentials_survive_the_way(body: bytes) -> None:
    answer = with_provenance(PICTURE, body, max_pixels=10**7)
    assert decode_answer(encode_answer(answer)) == answer
