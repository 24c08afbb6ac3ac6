"""TLS: whom to trust, and what each refusal says."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from linkcheck.config import Config
from linkcheck.errors import UsageError
from linkcheck.model import FailureKind, Request, Verdict
from linkcheck.net.fetcher import LocalFetcher
from linkcheck.net.tls import check_anchors
from linkcheck.verdict import judge
from tests.net.conftest import Fetch
from tests.site import Site, serving
from tests.site.certificates import NAME, server_context, write_ca_file

OK, BROKEN, BLOCKED, UNAVAILABLE, SKIPPED = Verdict


@pytest.fixture
def ca_file(tmp_path: Path) -> str:
    """The file that makes the test authority trusted."""
    return write_ca_file(tmp_path)


async def _ask(fetch: Fetch, kind: str, ca_file: str | None) -> tuple[Verdict, str]:
    async with serving(context=server_context(kind)) as site:
        route = f"{NAME}:443:127.0.0.1:{site.port}"
        resource = await fetch(f"https://{NAME}/ok", connect_to=(route,), ca_file=ca_file, retries=0)
    judgement = judge(resource)
    return judgement.verdict, judgement.reason


@pytest.mark.parametrize(
    ("kind", "verdict", "reason"),
    [
        ("good", OK, "200"),
        ("expired", BROKEN, "the certificate is not valid today: it has expired"),
        ("early", BROKEN, "the certificate is not valid today: it is not valid yet"),
        ("name", BROKEN, "the certificate is for another host"),
        ("common-name", BROKEN, "the certificate is for another host"),
        ("self-signed", BROKEN, "the certificate is self-signed"),
        ("rooted", BROKEN, "the certificate is self-signed: its chain ends in an unknown root"),
        ("unknown", UNAVAILABLE, "the certificate's authority is unknown here"),
        ("weak", UNAVAILABLE, "no secure connection: EE certificate key too weak"),
    ],
)
async def test_each_certificate_gets_its_own_reason(
    fetch: Fetch, ca_file: str, kind: str, verdict: Verdict, reason: str
) -> None:
    assert await _ask(fetch, kind, ca_file) == (verdict, reason)


async def test_a_site_that_wants_a_certificate_of_ours_is_unavailable(fetch: Fetch, ca_file: str) -> None:
    verdict, _ = await _ask(fetch, "client", ca_file)
    assert verdict is UNAVAILABLE


# RFC 8446 §6: a fatal alert, handshake_failure, protocol_version (from a server of an old version),
# unrecognized_name, certificate_required and one without words of its own.
ALERTS = {
    "no cipher in common": b"\x28",
    "no version of TLS in common": b"\x46",
    "it does not know the host's name": b"\x70",
    "it asks for a certificate of the reader's": b"\x74",
    "decode error": b"\x32",
}


@pytest.mark.parametrize("how", ["reset", "close", "silence", *ALERTS])
async def test_a_handshake_that_comes_to_nothing_is_unavailable(fetch: Fetch, how: str) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(4096)
        if how == "silence":
            await reader.read()
        if how == "reset":
            writer.transport.abort()
        if how in ALERTS:
            writer.write(b"\x15\x03\x03\0\x02\x02" + ALERTS[how])
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1")
    async with server:
        port = server.sockets[0].getsockname()[1]
        resource = await fetch(f"https://127.0.0.1:{port}/", retries=0, timeout_seconds=0.5)
    judgement = judge(resource)
    assert judgement.verdict is UNAVAILABLE
    if how in ALERTS:
        assert judgement.reason == f"no secure connection: {how}"


async def test_a_connection_that_goes_wrong_after_its_handshake_is_unavailable(
    fetch: Fetch, ca_file: str
) -> None:
    """The server did speak TLS, so plain text in its midst is no proof that it does not."""

    async def corrupt(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", secure.port)
        hand_on = asyncio.create_task(_hand_on(reader, back))
        writer.write(await there.read(65_536))
        with contextlib.suppress(OSError):
            await there.read(65_536)
            writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()
        back.close()
        await hand_on

    async with serving(context=server_context()) as secure:
        server = await asyncio.start_server(corrupt, "127.0.0.1")
        async with server:
            port = server.sockets[0].getsockname()[1]
            judgement = judge(await fetch(f"https://127.0.0.1:{port}/ok", ca_file=ca_file, retries=0))
    assert (judgement.verdict, judgement.reason) == (
        UNAVAILABLE,
        "no secure connection: wrong version number",
    )


async def _hand_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while piece := await reader.read(65_536):
            writer.write(piece)


async def test_without_the_file_the_authority_is_unknown(fetch: Fetch) -> None:
    assert (await _ask(fetch, "good", None))[0] is UNAVAILABLE


async def test_an_address_is_checked_against_the_certificate_as_well(fetch: Fetch, ca_file: str) -> None:
    async with serving(context=server_context()) as site:
        good = await fetch(site.url("/ok"), ca_file=ca_file)
    async with serving("127.0.0.2", context=server_context()) as other:
        wrong = await fetch(other.url("/ok"), ca_file=ca_file)
    assert good.status == 200
    assert wrong.failure is not None
    assert wrong.failure.kind is FailureKind.TLS_NAME


async def test_plain_text_where_tls_should_be_is_broken(site: Site, fetch: Fetch) -> None:
    judgement = judge(await fetch(f"https://{site.authority}/", retries=0))
    assert (judgement.verdict, judgement.reason) == (BROKEN, "the server does not speak TLS")


async def test_a_redirect_from_https_to_http_is_followed(site: Site, fetch: Fetch, ca_file: str) -> None:
    async with serving(context=server_context()) as secure:
        resource = await fetch(secure.url(f"/to?{site.url('/ok')}"), ca_file=ca_file)
    assert resource.status == 200
    assert resource.final_url == site.url("/ok")


@pytest.mark.parametrize(
    ("content", "problem"), [(None, "cannot be read"), ("no certificate", "holds no certificate")]
)
def test_a_ca_file_that_cannot_be_used_is_refused(tmp_path: Path, content: str | None, problem: str) -> None:
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_text(content)
    with pytest.raises(UsageError, match=problem) as caught:
        LocalFetcher(Config(ca_file=str(path)))
    assert str(path) in str(caught.value)


async def test_the_end_of_a_certificate_is_noted_on_every_url_of_its_host(ca_file: str) -> None:
    config = Config(allow_private=True, ca_file=ca_file, per_host=1)
    async with serving(context=server_context("soon")) as site, LocalFetcher(config) as fetcher:
        requests = [Request(site.url(f"/ok/{number}")) for number in range(3)]
        found = [resource async for resource in fetcher.fetch(requests)]
    ends = {resource.certificate_expires_at for resource in found}
    assert len(ends) == 1
    (end,) = ends
    assert end is not None
    assert timedelta(days=4) < end - datetime.now(UTC) < timedelta(days=5)


async def test_plain_http_has_no_certificate(site: Site, fetch: Fetch) -> None:
    assert (await fetch(site.url("/ok"))).certificate_expires_at is None


def test_trust_anchors_must_hold_certificates(ca_file: str, tmp_path: Path) -> None:
    check_anchors(None)
    check_anchors(ca_file)
    with pytest.raises(UsageError, match="cannot be read"):
        check_anchors(str(tmp_path / "none.pem"))
    (tmp_path / "words.pem").write_text("no certificate")
    with pytest.raises(UsageError, match="holds no certificate"):
        check_anchors(str(tmp_path / "words.pem"))
