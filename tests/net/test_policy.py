"""What a request says about itself."""

from __future__ import annotations

import pytest

from linkcheck import __version__
from linkcheck.config import Config
from linkcheck.errors import UsageError
from linkcheck.model import Kind
from linkcheck.net.policy import read_policy
from tests.net.conftest import Fetch
from tests.site import Site


async def test_the_user_agent_is_honest_and_can_be_changed(site: Site, fetch: Fetch) -> None:
    await fetch(site.url("/ok"))
    await fetch(site.url("/ok"), user_agent="mine/1.0")
    first, second = (visit.headers["user-agent"] for visit in site.visits)
    assert f"linkcheck/{__version__}" in first
    assert second == "mine/1.0"


async def test_a_picture_is_asked_for_as_a_picture(site: Site, fetch: Fetch) -> None:
    await fetch(site.url("/image/1.png"), kinds=(Kind.IMAGE,))
    await fetch(site.url("/image/1.png"), kinds=(Kind.IMAGE, Kind.HYPERLINK))
    assert [visit.headers["accept"].partition("/")[0] for visit in site.visits] == ["image", "text"]


@pytest.mark.parametrize(
    "header", ["X-Name", ": value", "X Name: a", "X: a\r\nY: b", "X: a\x00", "Host: a", "connection: x"]
)
def test_a_header_that_cannot_be_sent_is_refused(header: str) -> None:
    with pytest.raises(UsageError, match="--header"):
        read_policy(Config(headers=(header,)))


@pytest.mark.parametrize(
    ("header", "pair"),
    [
        ("X-A: b", ("X-A", "b")),
        ("X-A:b  ", ("X-A", "b")),
        ("X-A:", ("X-A", "")),
        ("X-A: é: ü", ("X-A", "é: ü")),
    ],
)
def test_a_header_is_read_as_name_and_value(header: str, pair: tuple[str, str]) -> None:
    assert read_policy(Config(headers=(header,))).own_headers == (pair,)
