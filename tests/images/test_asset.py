"""Which URLs are renditions of one upload, by the names that their CMS gives them."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.images.asset import asset_of
from linkcheck.images.sites import SCHEMES, Scheme

EURONEWS = "https://static.euronews.com/articles/stories/08/82/51/76/"


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.site)
def test_the_samples_of_a_scheme_are_one_upload(scheme: Scheme) -> None:
    assets = [asset_of(url) for url in scheme.samples]
    assert len(scheme.samples) > 1
    assert len({asset.key for asset in assets}) == 1, assets
    assert assets[0].is_certain is scheme.is_certain
    parts = urlsplit(scheme.samples[0])
    assert scheme.pattern.match(f"{parts.netloc}{parts.path}" + (f"?{parts.query}" if parts.query else ""))


def test_the_samples_of_two_schemes_are_two_uploads() -> None:
    keys = [asset_of(scheme.samples[0]).key for scheme in SCHEMES]
    own = {key for key in keys if "example.net" not in key}  # those that wrap share the URL they wrap
    assert len(own) == sum("example.net" not in key for key in keys)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # The pictures of one article share its number, not the picture's.
        (
            EURONEWS + "1200x675_cmsv2_d45e1566-3ac6-598f-b9f7-1ee09250a598-8825176.jpg",
            EURONEWS + "808x508_cmsv2_3bf279e3-c9af-592e-a3b7-8798fafab2b5-8825176.jpg",
        ),
        ("https://e.org/a.jpg", "https://e.org/b.jpg"),
        ("https://e.org/a.jpg", "https://f.org/a.jpg"),
        ("https://e.org/photo.php?id=1", "https://e.org/photo.php?id=2"),
        ("https://e.org/img.jpg?id=1&w=200", "https://e.org/img.jpg?id=2&w=200"),
        ("https://e.org/photo-640x480.jpg", "https://e.org/photo.jpg"),
        ("https://e.org/a-1920x1080.jpg", "https://e.org/a-1366x768.jpg"),
        ("https://e.org/wp-content/uploads/2024/10/a.jpg", "https://e.org/wp-content/uploads/2024/11/a.jpg"),
        ("https://e.org/wp-content/uploads/a-300x200.jpg", "https://e.org/wp-content/uploads/b-300x200.jpg"),
        ("https://i.ytimg.com/vi/dQw4w9WgXcQ/1.jpg", "https://i.ytimg.com/vi/dQw4w9WgXcQ/2.jpg"),
        ("https://e.org/_next/image?url=%2Fa.jpg&w=64", "https://e.org/_next/image?url=%2Fb.jpg&w=64"),
        (
            "https://pbs.twimg.com/media/GaAAAAAAAAA?format=jpg",
            "https://pbs.twimg.com/media/GbBBBBBBBBB?format=jpg",
        ),
        (
            "https://res.cloudinary.com/a/image/upload/v1/kazan.jpg",
            "https://res.cloudinary.com/b/image/upload/v1/kazan.jpg",
        ),
        ("https://site.imgix.net/1.jpg?w=1", "https://site.imgix.net/2.jpg?w=1"),
        (
            "https://upload.wikimedia.org/wikipedia/commons/a/a9/Example.jpg",
            "https://upload.wikimedia.org/wikipedia/en/a/a9/Example.jpg",
        ),
        ("data:image/png;base64,AAAA", "data:image/png;base64,AAAB"),
        (
            "https://www.example.org/sites/default/files/a.jpg",
            "https://www.example.org/sites/default/files/b.jpg",
        ),
    ],
)
def test_other_uploads_are_told_apart(one: str, other: str) -> None:
    assert asset_of(one).key != asset_of(other).key


@pytest.mark.parametrize(
    "url",
    [
        "https://e.org/wp-content/uploads/2024/10/wallpaper-1920x1080.jpg",
        "https://cdn.shopify.com/s/files/1/2/products/poster_50x70.jpg",
        "https://e.org/a.jpg?size=large",
        "https://e.org/_next/image?url=%2Fwp-content%2Fuploads%2Fa-300x200.jpg&w=64&q=75",
    ],
)
def test_a_size_that_an_author_may_have_written_is_not_certain(url: str) -> None:
    assert not asset_of(url).is_certain


def test_what_is_wrapped_again_and_again_is_not_unwrapped_for_ever() -> None:
    url = "https://e.org/cdn-cgi/image/w=1/" * 50 + "https://e.org/a.jpg"
    assert asset_of(url).key


@given(st.text(max_size=60), st.sampled_from([scheme.samples[0] for scheme in SCHEMES]))
def test_no_url_makes_it_raise(text: str, sample: str) -> None:
    middle = len(sample) // 2
    for url in (text, f"https://{text}", sample[:middle] + text + sample[middle:], sample + text):
        assert asset_of(url).key or not url
