"""A server that never takes leave of a TLS connection keeps nothing open."""

from __future__ import annotations

import gc
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvloop

from linkcheck.config import Config
from linkcheck.model import Request
from linkcheck.net.fetcher import LocalFetcher
from tests.site.certificates import NAME, server_context, write_ca_file

_REPLY = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nok"


@pytest.fixture
def mute_port() -> Iterator[int]:
    """Serve one reply on each connection, and say nothing more, not even goodbye."""
    listener = socket.create_server(("127.0.0.1", 0))
    held: list[ssl.SSLSocket] = []

    context = server_context()

    def serve() -> None:
        while True:
            try:
                connection = context.wrap_socket(listener.accept()[0], server_side=True)
            except OSError:
                return
            held.append(connection)
            connection.recv(65_536)
            connection.sendall(_REPLY)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield listener.getsockname()[1]
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join()
    for connection in held:
        connection.close()


def test_what_waits_for_a_goodbye_is_closed_with_the_fetcher(mute_port: int, tmp_path: Path) -> None:
    """Left open, it is an unclosed resource when the event loop ends, which fails the run of a test."""
    config = Config(
        allow_private=True,
        ca_file=write_ca_file(tmp_path),
        connect_to=(f"{NAME}:443:127.0.0.1:{mute_port}",),
    )

    async def main() -> list[object]:
        async with LocalFetcher(config) as fetcher:
            return [
                each.failure or each.status async for each in fetcher.fetch([Request(f"https://{NAME}/")])
            ]

    assert uvloop.run(main()) == [200]
    gc.collect()
