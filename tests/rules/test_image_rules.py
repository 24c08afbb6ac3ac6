"""The rules on where pictures come from: what each must find, and what it must leave alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from linkcheck.config import Config
from linkcheck.engine import analyse, extract
from linkcheck.model import (
    Crawl,
    CredentialAction,
    Credentials,
    CredentialState,
    Document,
    Finding,
    ImageCredit,
    Level,
    Picture,
    Resource,
)
from tests.canned import document, findings, report

U = "https://e.org/a.jpg"
V = "https://e.org/b.jpg"
PAGE = "https://e.org/story"
POST = document(f"![a bridge]({U})")
PLAIN = Picture("jpeg", 1200, 675, 1, "0" * 16, "0" * 16, is_informative=False)


def seen(url: str = U, size: int | None = 200_000, sha256: str | None = None, **fields: object) -> Resource:
    picture = replace(PLAIN, **fields)  # type: ignore[arg-type]
    return Resource(
        url,
        status=200,
        final_url=url,
        media_type="image/jpeg",
        size_bytes=size,
        picture=picture,
        sha256=sha256,
    )


def says(url: str = U, **metadata: str) -> Resource:
    return seen(url, metadata=metadata)


def page(**stated: str) -> Resource:
    return Resource(PAGE, status=200, final_url=PAGE, image_credits=(ImageCredit(U, **stated),))


def html(text: str, name: str = "post.html") -> Document:
    return document(text, name, "text/html", base_url="https://e.org/")


# missing-alt


@pytest.mark.parametrize(
    ("post", "count"),
    [
        (document("![](a.jpg)"), 1),
        (document("![](a.jpg 'a title')"), 1),
        (document("![ ](a.jpg)"), 1),
        (document("![][x]\n\n[x]: a.jpg"), 1),
        (document("[![](a.jpg)](https://e.org/)"), 1),
        (document("![](a.jpg)\n\n![](a.jpg)"), 2),
        (document("text <img src=a.jpg> text"), 1),
        (document("![](a.jpg)\n\n<nav><a href='x'>x</a></nav>"), 1),
        (html("<img src=a.jpg>"), 1),
        (html("<IMG SRC=a.jpg>"), 1),
        (html("<img src=a.jpg srcset='a.jpg 1x, b.jpg 2x' data-src=c.jpg>"), 1),
        (html("<img srcset='a.jpg 1x, b.jpg 2x'>"), 1),
        (html("<picture><source srcset='a.webp'><img src=a.jpg></picture>"), 1),
        (html("<figure><img src=a.jpg><figcaption>A bridge</figcaption></figure>"), 1),
        (html("<a href=x><img src=a.jpg></a>"), 1),
        (html("<input type=image src=a.jpg>"), 1),
    ],
)
def test_a_picture_without_alternative_text_is_found(post: Document, count: int) -> None:
    found = findings("missing-alt", post)
    assert len(found) == count
    assert all(each.level is Level.NOTE and each.span is not None for each in found)


@pytest.mark.parametrize(
    "post",
    [
        document("![a bridge](a.jpg)"),
        document("![جسر](a.jpg) ![橋](b.jpg) ![мост](c.jpg) ![🌉](d.jpg)"),
        document("![*emphasised*](a.jpg) ![`code`](b.jpg)"),
        document("[a link](a.jpg)"),
        document("`![](a.jpg)`\n\n    ![](b.jpg)\n"),
        document('text <img src=a.jpg alt=""> text'),
        html('<img src=a.jpg alt="">'),
        html("<img src=a.jpg alt>"),
        html('<img src=a.jpg alt="a bridge">'),
        html("<img src=a.jpg role=presentation>"),
        html("<img src=a.jpg role=none>"),
        html("<img src=a.jpg aria-label='a bridge'>"),
        html("<img src=a.jpg aria-labelledby=x>"),
        html("<img src=a.jpg title='a bridge'>"),
        html("<img src=a.jpg aria-hidden=true>"),
        html("<div aria-hidden=true><img src=a.jpg></div>"),
        html("<div hidden><img src=a.jpg></div>"),
        html("<code><img src=a.jpg></code>"),
        html("<img alt='no source'>"),
        html("<img>"),
        html("<input type=text src=a.jpg>"),
        html("<video poster=a.jpg src=b.mp4></video>"),
        html('<meta property="og:image" content="https://e.org/a.jpg">'),
        html("<picture><source srcset='a.webp'><img src=a.jpg alt=''></picture>"),
        html("<svg><image href=a.jpg /></svg>"),
        document("https://e.org/a.jpg", "post.txt", "text/plain"),
        document("[img]https://e.org/a.jpg[/img]", "post.bb", "text/x-bbcode"),
        document("![](https://e.org/a.jpg)", "post.txt", "text/plain"),
    ],
)
def test_a_described_or_decorative_picture_is_left_alone(post: Document) -> None:
    assert findings("missing-alt", post) == []


# image-synthetic

AI = "trainedAlgorithmicMedia"


def credentialed(*types: str, state: CredentialState = CredentialState.VALID) -> Credentials:
    actions = tuple(CredentialAction("c2pa.created", digital_source_type=kind) for kind in types)
    return Credentials(state, "Example Desk", actions=actions, digital_source_types=types)


@pytest.mark.parametrize(
    ("resources", "level", "words"),
    [
        ([says(digital_source_type=AI)], Level.WARNING, "its metadata"),
        ([says(digital_source_type="compositeWithTrainedAlgorithmicMedia")], Level.WARNING, "in part"),
        ([says(digital_source_type="compositeSynthetic")], Level.WARNING, "synthetic"),
        ([says(digital_source_type="algorithmicallyEnhanced")], Level.NOTE, "altered by an algorithm"),
        ([seen(credentials=credentialed(AI))], Level.WARNING, "its Content Credentials"),
        ([seen(credentials=credentialed("digitalCapture", AI))], Level.WARNING, "generative model"),
        (
            [seen(credentials=credentialed("algorithmicallyEnhanced", AI))],
            Level.WARNING,
            "generative model",
        ),
        ([seen(), page(digital_source_type=AI)], Level.WARNING, "structured data of its page"),
        (
            [Resource(U, status=200, picture_metadata={"digital_source_type": AI})],
            Level.WARNING,
            "its metadata",
        ),
        ([Resource(U, status=200, picture_credentials=credentialed(AI))], Level.WARNING, "Credentials"),
        (
            [seen(metadata={"digital_source_type": AI}, credentials=credentialed(AI))],
            Level.WARNING,
            "its metadata and its Content Credentials",
        ),
    ],
)
def test_a_picture_that_says_it_is_synthetic_is_found(
    resources: list[Resource], level: Level, words: str
) -> None:
    post = document(f"![a bridge]({U}) from [the story]({PAGE}) ![again]({U})")
    (found,) = findings("image-synthetic", post, resources=resources)
    assert (found.level, len(found.related)) == (level, 1)
    assert words in found.message


def test_a_post_says_of_its_own_pictures_that_they_are_synthetic() -> None:
    stated = (
        '{"@type":"ImageObject","url":"a.jpg","digitalSourceType":"TrainedAlgorithmicMediaDigitalSource"}'
    )
    post = html(f"<script type='application/ld+json'>{stated}</script><img alt=x src=a.jpg>")
    (found,) = findings("image-synthetic", post, resources=[seen()])
    assert found.evidence["digital_source_types"] == [AI]


@pytest.mark.parametrize(
    "resources",
    [
        [],
        [seen()],
        [says(digital_source_type="digitalCapture")],
        [says(digital_source_type="composite")],
        [says(digital_source_type="algorithmicMedia")],
        [says(digital_source_type="computationalCapture")],
        [says(digital_source_type="humanEdits")],
        [says(digital_source_type="something else")],
        [says(description="trainedAlgorithmicMedia")],
        [says(V, digital_source_type=AI)],
        [seen(credentials=credentialed("digitalCapture", "screenCapture"))],
        [seen(credentials=Credentials(note="it carries Content Credentials"))],
        [seen(), page(credit="AFP")],
    ],
)
def test_a_picture_that_does_not_say_so_is_left_alone(resources: list[Resource]) -> None:
    post = document(f"![a trained algorithm]({U}) from [the AI story]({PAGE})")
    assert findings("image-synthetic", post, resources=resources) == []


def test_enhanced_pictures_can_be_left_alone() -> None:
    rules = {"image-synthetic": {"enhanced": False}}
    enhanced = report(POST, resources=[says(digital_source_type="algorithmicallyEnhanced")], rules=rules)
    made = report(POST, resources=[says(digital_source_type=AI)], rules=rules)
    assert not [found for found in enhanced.findings if found.rule == "image-synthetic"]
    assert [found.rule for found in made.findings] == ["image-synthetic"]


# image-credentials-invalid


def test_invalid_credentials_are_found_with_their_codes() -> None:
    broken = Credentials(CredentialState.INVALID, "Example Desk", errors=("assertion.dataHash.mismatch",))
    (found,) = findings("image-credentials-invalid", POST, resources=[seen(credentials=broken)])
    assert found.level is Level.WARNING
    assert "signed by Example Desk, are invalid: assertion.dataHash.mismatch" in found.message
    undecoded = Resource(U, status=200, picture_credentials=replace(broken, signer=None, errors=()))
    (other,) = findings("image-credentials-invalid", POST, resources=[undecoded])
    assert "no code given" in other.message


@pytest.mark.parametrize(
    "credentials",
    [
        None,
        credentialed("digitalCapture"),
        credentialed("digitalCapture", state=CredentialState.TRUSTED),
        Credentials(note="it carries Content Credentials; install …"),
        Credentials(remote_url="https://e.org/m", note="kept elsewhere"),
    ],
)
def test_other_credentials_are_left_alone(credentials: Credentials | None) -> None:
    resources = [seen(credentials=credentials)]
    assert findings("image-credentials-invalid", POST, resources=resources) == []
    assert findings("image-credentials-invalid", document(f"[no picture]({U})"), resources=resources) == []


# image-hotlinked


def hotlinked(
    text: str, site: str | None, rules: Mapping[str, Mapping[str, object]] | None = None
) -> list[Finding]:
    post = document(text)
    config = Config(site_url=site, rules=rules or {})
    crawl = Crawl((post,), extract(post), {}, config.site_url)
    resources = {
        link.fetch_url: Resource(link.fetch_url, status=200) for link in crawl.links if link.fetch_url
    }
    found = analyse(replace(crawl, resources=resources), config).findings
    return [each for each in found if each.rule == "image-hotlinked"]


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("![x](https://other.org/a.jpg)", "https://e.org/"),
        ("![x](http://img.other.co.uk/a.jpg)", "https://e.co.uk/"),
        ("![x](https://192.0.2.1/a.jpg)", "https://e.org/"),
        ("![x](https://e.org.evil.example/a.jpg)", "https://e.org/"),
        ("![x](https://note.org/a.jpg)", "https://e.org"),
        ("![x](https://note.org/badger.jpg)", "https://e.org"),
        ("![x](https://note.org/a.jpg?of=/badge.svg)", "https://e.org"),
        ("![x](https://пример.рф/a.jpg)", "https://e.org"),
        ("![x](http://127.0.0.2/a.jpg)", "http://127.0.0.1:8000/"),
    ],
)
def test_a_picture_from_another_site_is_found(text: str, site: str) -> None:
    (found,) = hotlinked(text, site)
    assert found.level is Level.WARNING


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("![x](https://other.org/a.jpg)", None),
        ("![x](https://e.org/a.jpg)", "https://e.org/"),
        ("![x](https://static.e.org/a.jpg)", "https://www.e.org/blog/"),
        ("![x](https://E.org/a.jpg)", "https://E.org/"),
        ("![x](http://127.0.0.1:9000/a.jpg)", "http://127.0.0.1:8000/"),
        ("[a link](https://other.org/a.jpg)", "https://e.org/"),
        ("![build](https://github.com/o/r/actions/workflows/test.yml/badge.svg?branch=x)", "https://e.org/"),
        ("![version](https://img.shields.io/pypi/v/r)", "https://e.org/"),
        ("![packaged](https://repology.org/badge/tiny/r)", "https://e.org/"),
        ("![smile](https://cdn.jsdelivr.net/gh/j/twemoji/svg/1f604.svg)", "https://e.org/"),
        ("![x](data:image/gif;base64,R0lGODlhAQABAAAAACw=)", "https://e.org/"),
        ("![x](pictures/a.jpg)", "https://e.org/"),
        ("![x](https://cdn.pictures.net/a.jpg)", "https://e.org/"),
        ("![x](https://a.b.cdn.pictures.net/a.jpg)", "https://e.org/"),
        ("![x](https://shared.cloud/e/a.jpg)", "https://e.org/"),
    ],
)
def test_a_picture_of_the_own_site_is_left_alone(text: str, site: str | None) -> None:
    assert (
        hotlinked(text, site, {"image-hotlinked": {"own_hosts": ["cdn.Pictures.net", "shared.cloud"]}}) == []
    )


def test_own_hosts_are_whole_hosts() -> None:
    rules = {"image-hotlinked": {"own_hosts": ["pictures.net"]}}
    assert hotlinked("![x](https://mypictures.net/a.jpg)", "https://e.org/", rules)


# oversized-image


@pytest.mark.parametrize(
    ("resource", "words"),
    [
        (seen(size=5_000_000), "4,883 KiB"),
        (seen(width=6000, height=4000), "6000 x 4000 pixels"),
        (seen(width=1000, height=4000), "1000 x 4000 pixels"),
        (seen(size=9_000_000, width=6000, height=4000), "8,789 KiB where 1,600 are plenty and 6000 x 4000"),
        (Resource(U, status=200, media_type="image/png", size_bytes=50_000_000), "48,828 KiB"),
    ],
)
def test_a_picture_too_large_for_a_page_is_found(resource: Resource, words: str) -> None:
    (found,) = findings("oversized-image", POST, resources=[resource])
    assert found.level is Level.NOTE
    assert words in found.message


@pytest.mark.parametrize(
    "resource",
    [
        seen(),
        seen(size=None),
        seen(size=1600 * 1024),
        seen(width=2560, height=2560),
        seen(width=9000, height=9000, format="svg"),
        Resource(U, status=404, media_type="image/png", size_bytes=50_000_000),
        Resource(U, status=200, media_type="text/html", size_bytes=50_000_000),
    ],
)
def test_a_picture_of_usual_size_is_left_alone(resource: Resource) -> None:
    assert findings("oversized-image", POST, resources=[resource]) == []
    assert findings("oversized-image", document(f"[save]({U})"), resources=[seen(size=9**9)]) == []


def test_the_limits_are_options() -> None:
    rules = {"oversized-image": {"max_kilobytes": 100, "max_side": 5000}}
    found = report(POST, resources=[seen(size=200_000, width=4000)], rules=rules).findings
    assert [each.message for each in found] == [
        "this picture is larger than a page needs: 195 KiB where 100 are plenty"
    ]


# unexamined-image

UNSEEN = "an SVG drawing; install it"


def unseen(url: str, note: str | None = UNSEEN) -> Resource:
    return Resource(url, status=200, media_type="image/svg+xml", picture_note=note)


def test_pictures_that_could_not_be_looked_at_are_one_note_for_each_reason() -> None:
    posts = (document(f"![a]({U})\n![b]({V})\n![c]({U})\n![d]({PAGE})"), document(f"![a]({U})", "then.md"))
    first, second, third = findings(
        "unexamined-image", *posts, resources=[unseen(U), unseen(V), unseen(PAGE, "too large")]
    )
    assert first.level is Level.NOTE
    assert (first.message, len(first.related)) == (f"2 pictures were not examined: {UNSEEN}", 2)
    assert (second.message, second.related) == ("this picture was not examined: too large", ())
    assert third.link is not None
    assert third.link.document == "then.md"
    assert len({each.fingerprint for each in (first, second, third)}) == 3


def test_pictures_that_were_looked_at_or_are_only_linked_are_left_alone() -> None:
    assert findings("unexamined-image", POST, resources=[seen()]) == []
    assert findings("unexamined-image", POST, resources=[unseen(U, None)]) == []
    assert findings("unexamined-image", document(f"[a]({U})"), resources=[unseen(U)]) == []


# image-credit-conflict

TWICE = (
    document(f"![a bridge]({U})\n*Photo: Jane Doe / Reuters*", "one.md"),
    document(f"![a bridge]({U})\n*Foto: AFP*", "two.md"),
)


@pytest.mark.parametrize(
    ("posts", "resources"),
    [
        (TWICE, [seen()]),
        ((TWICE[0],), [says(credit="AFP")]),
        ((TWICE[0],), [says(creator="John Smith")]),
        ((TWICE[0],), [says(copyright="© 2024 AFP")]),
        ((document(f"![x]({U}) from [it]({PAGE})\n\nФото: РИА"),), [seen(), page(credit="ТАСС")]),
        ((document(f"![x]({U}) from [it]({PAGE})"),), [says(creator="Jane Doe"), page(creator="John Smith")]),
        ((document(f"![Photo: AFP]({U})\n\n![写真：共同通信]({U})"),), [seen()]),
        ((html(f"<figure><img alt=x src={U}><figcaption>© EPA</figcaption></figure>"),), [says(credit="PA")]),
        ((html(f"<img alt=x src={U}><p><b>Crédit :</b> <a href=x>AFP</a></p>"),), [says(credit="Reuters")]),
        ((document(f"[img]{U}[/img]\nتصوير: رويترز", "a.bb", "text/x-bbcode"),), [says(credit="AFP")]),
        (
            (document(f"![x]({U})\nPhoto: Jane Doe"), document(f"![y]({V})\nPhoto: J. Smith", "b.md")),
            [seen(U, sha256="ab"), seen(V, sha256="ab")],
        ),
    ],
)  # fmt: skip
def test_one_picture_under_two_credits_is_found(
    posts: tuple[Document, ...], resources: list[Resource]
) -> None:
    (found,) = findings("image-credit-conflict", *posts, resources=resources)
    assert found.level is Level.WARNING
    stated = found.evidence["credits"]
    assert isinstance(stated, list)
    assert len(stated) > 1


def test_a_page_that_names_another_size_of_the_picture_is_a_voice() -> None:
    name = "https://static.euronews.com/articles/stories/08/82/51/76/{}_cmsv2_3bf279e3-c9af-592e-a3b7-8798fafab2b5-8825176.jpg"
    small, large = name.format("808x508"), name.format("1200x675")
    stated = Resource(PAGE, status=200, image_credits=(ImageCredit(large, credit="AFP"),))
    post = document(f"![x]({small}) from [the story]({PAGE})")
    resources = [says(small, credit="Reuters"), stated]
    (found,) = findings("image-credit-conflict", post, resources=resources)
    assert "a page credits “AFP”" in found.message


def test_a_post_s_own_structured_data_is_a_voice() -> None:
    stated = '{"@type":"ImageObject","url":"a.jpg","creditText":"AFP"}'
    post = html(f"<script type='application/ld+json'>{stated}</script><img alt=x src=a.jpg>")
    (found,) = findings("image-credit-conflict", post, resources=[says(credit="Reuters")])
    assert "the post's structured data credits “AFP” (post.html)" in found.message


@pytest.mark.parametrize(
    ("posts", "resources"),
    [
        ((POST,), []),
        ((POST,), [seen()]),
        ((POST,), [says(creator="Jane Doe", credit="Reuters", source="Getty Images")]),
        ((TWICE[0],), [says(credit="Reuters")]),
        ((TWICE[0],), [says(creator="Jane Doe")]),
        ((TWICE[0],), [says(creator="J. Doe", copyright="© The Daily Post")]),
        ((TWICE[0],), [says(description="Photo: AFP")]),
        ((TWICE[1],), [says(creator="Jane Doe")]),
        ((document(f"![x]({U})\n\nتصوير: رويترز"),), [says(creator="سعاد حسني", credit="Reuters")]),
        ((TWICE[0], TWICE[0]), [seen()]),
        ((document(f"![x]({U}) from [it]({PAGE})"),), [says(credit="AP"), page(credit="Associated Press")]),
        ((document(f"![x]({U}) from [it]({PAGE})"),), [says(credit="AFP"), page(copyright="© Euronews")]),
        ((document(f"![x]({U}) from [it]({PAGE})"),), [says(V, credit="AFP"), page(credit="Reuters")]),
        ((document(f"![x]({U})\nPhoto: AFP\n\n![y]({V})\nPhoto: Reuters"),), [seen(U), seen(V)]),
        ((document(f"![x]({U})\n\n## Photo: Reuters"),), [says(credit="AFP")]),
        ((document(f"![x]({U})\n\none\n\ntwo\n\nthree\n\nPhoto: Reuters"),), [says(credit="AFP")]),
        ((document(f"Photo: Reuters\n\n![x]({U})"),), [says(credit="AFP")]),
        ((html(f"<figure><img alt=x src={U}></figure><p>© Reuters</p>"),), [says(credit="AFP")]),
        ((html(f'<meta property="og:image" content="{U}"><title>© Reuters</title>'),), [says(credit="AFP")]),
        ((document(f"[no picture]({U})\nPhoto: Reuters"),), [says(credit="AFP")]),
    ],
)  # fmt: skip
def test_credits_that_agree_or_speak_of_another_picture_are_left_alone(
    posts: tuple[Document, ...], resources: list[Resource]
) -> None:
    assert findings("image-credit-conflict", *posts, resources=resources) == []
