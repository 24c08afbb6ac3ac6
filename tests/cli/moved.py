"""A web in which pages have moved, for the tests of `linkcheck fix`."""

from __future__ import annotations

import json
from collections.abc import Mapping

OLD, NEW = "http://old.example/a", "https://new.example/b"
DEAD, COPY = "http://dead.example/x", "http://archive.example/web/20200102030405/http://dead.example/x"
_ASKED = (
    "http://archive.example/cdx/search/cdx?url=http%3A%2F%2Fdead.example%2Fx&output=json&fl=timestamp%2Coriginal"
    "&filter=statuscode%3A200&collapse=timestamp%3A6&limit=-2000"
)


def _page(title: str) -> str:
    words = " ".join(f"{title} {number}." for number in range(80))
    return f"<!doctype html><title>{title}</title><h1>{title}</h1><p>{words}"


WEB: Mapping[str, Mapping[str, object]] = {
    "redirects": {
        OLD: [301, NEW],
        "http://old.example/private": [301, "https://new.example/login"],
        "http://old.example/for-now": [302, NEW],
        "https://t.co/x": [302, "https://e.example/short?utm_source=t"],
        "http://xn--mgbh0fb.example/%C3%A9": [308, "https://xn--mgbh0fb.example/%C3%A9"],
    },
    "texts": {
        url: _page(title)
        for url, title in {
            NEW: "moved",
            "https://new.example/login": "login",
            "http://same.example/x": "the same",
            "https://same.example/x": "the same",
            "http://other.example/x": "one",
            "https://other.example/x": "another",
            "https://e.example/short?utm_source=t": "short",
            "https://e.example/short": "short",
            "https://e.example/a?utm_source=x&b=1": "tracked",
            "https://e.example/a?b=1": "tracked",
            "https://e.example/wrapped": "wrapped",
            "https://www.google.com/url?q=https%3A%2F%2Fe.example%2Fwrapped": "Redirect Notice",
            "https://xn--mgbh0fb.example/%C3%A9": "مثال",
        }.items()
    }
    | {_ASKED: json.dumps([["timestamp", "original"], ["20200102030405", DEAD]])},
}
