"""Slips in `http://` and `https://` are found; other schemes and paths are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.urls.schemes import meant_url
from tests.canned import document, findings


@pytest.mark.parametrize(
    ("start", "meant"),
    [
        ("htp://", "http://"),
        ("htps://", "https://"),
        ("ttp://", "http://"),
        ("ttps://", "https://"),
        ("hhtp://", "http://"),
        ("htttp://", "http://"),
        ("htpp://", "http://"),
        ("hptt://", "http://"),
        ("hhttps://", "https://"),
        ("httpss://", "https://"),
        ("hptts://", "https://"),
        ("Htps://", "https://"),
        ("httl://", "http://"),
        ("http//", "http://"),
        ("https//", "https://"),
        ("HTTPS//", "https://"),
        ("http:/", "http://"),
        ("https:/", "https://"),
        ("htps:/", "https://"),
        ("htps//", "https://"),
        ("https::/", "https://"),
        ("https:://", "https://"),
        ("https;//", "https://"),
        ("https.//", "https://"),
    ],
)
def test_slips_near_http_are_found(start: str, meant: str) -> None:
    assert meant_url(f" {start}harbour.example/x?a=1#b") == f"{meant}harbour.example/x?a=1#b"


@pytest.mark.parametrize(
    "target",
    [
        *("http://e.org/x", "https://e.org", "HTTPS://e.org", "http:///e.org", "https://e.org//x"),
        *("ftp://e.org/", "sftp://e.org", "ftps://e.org", "smtp://e.org", "nntp://e.org", "ntp://e.org"),
        *("git+https://e.org/x", "git+http://e.org", "svn+ssh://e.org", "ssh://e.org", "http+unix://x/y"),
        *("ipp://e.org", "ipps://e.org", "rtsp://e.org", "rtmp://e.org", "rtp://e.org", "mtp://e.org"),
        *("hxxp://e.org/bad", "hxxps://e.org/bad", "hXXps://e.org", "hxxp[:]//e.org"),
        *("steam://run/1", "slack://open", "tg://resolve", "zotero://x", "obsidian://open"),
        *("shttp://e.org", "httpg://e.org", "ws://e.org", "wss://e.org", "file:///x", "gopher://e.org"),
        *(
            "mailto:a@e.org",
            "tel:+1",
            "data:,x",
            "javascript:void(0)",
            "about:blank",
            "urn:isbn:1",
            "xmpp:a@b",
        ),
        *("http", "https", "http.md", "https/x", "http/x.md", "http:", "https:x", "htp:x", "http.html"),
        *(
            "docs/http//x",
            "docs//x",
            "//e.org/x",
            "/http//x",
            "#http//x",
            "../http//x",
            "hits//a.b",
            "path//a.b",
        ),
        *("h://e.org", "tt://e.org", "x://e.org", "tel://1", "maps://e.org", "ipfs://e.org", "doi://10.1/x"),
        *("", " ", ":", "://", "www.e.org", "e.org//x", "http2.md//x", "test//a"),
    ],
)
def test_other_schemes_and_paths_are_left_alone(target: str) -> None:
    assert meant_url(target) is None


@given(st.text())
def test_any_text_is_read_and_what_was_meant_is_not_mistyped(text: str) -> None:
    for target in (text, f"htps://{text}", f"https//{text}"):
        meant = meant_url(target)
        assert meant is None or (meant.startswith(("http://", "https://")) and meant_url(meant) is None)


@pytest.mark.parametrize("path", [None, "post.md"])
def test_the_finding_says_what_was_meant(path: str | None) -> None:
    post = document("[k](htp://harbour.example/x) [l](https//harbour.example/x) [m](http:/e.org)", path=path)
    assert [found.message.rpartition("did you mean ")[2] for found in findings("malformed-url", post)] == [
        "http://harbour.example/x?",
        "https://harbour.example/x?",
        "http://e.org?",
    ]
    fine = document("[a](steam://run/1) [b](git+https://e.org/x) [c](ftp://e.org)", path=path)
    assert findings("malformed-url", fine) == []
