"""The address that an anchor shows to its reader, if it shows one: `https://…`, `www.…` or a bare domain.

Many words look like domains and are none: files (`setup.py`), code (`logging.info`), products (`ASP.NET`).
Only what can hardly be anything else counts; whether it matches the target is for others to say.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from urllib.parse import unquote

from linkcheck.errors import UrlError
from linkcheck.model import Link, Resource
from linkcheck.text.empty_anchors import EMPTY_ANCHORS
from linkcheck.text.words import normalize
from linkcheck.urls.references import canonical_key, registrable_domain, resolve, site_of, unwrap

_ADDRESS = re.compile(
    r"(?P<scheme>https?:\s*[/\\]{2}\s*)?(?:(?P<user>[^\s/\\?#@]+)@)?(?P<host>[^\s/\\?#@:]+)(?::\d{0,5})?"
    r"(?P<rest>[/\\?#]\S*)?",
    re.IGNORECASE,
)
_WRITTEN_OUT = re.compile(r"[^\w]*(?:https?:[/\\]{2}|www\.)", re.IGNORECASE)
_MAYBE = re.compile(r"[^\s.]\s?[.．。｡]\S|//|https?:", re.IGNORECASE)
# What is set around an address and is no part of it; a slash at the end is.
_EDGE = re.compile(r"^[^\w]+|[^\w/]+$")
_DOTS = str.maketrans("。｡", "..")  # what IDNA takes for full stops (UTS #46)
_BREADCRUMB = re.compile(r"\s+[›»>]\s+.*", re.DOTALL)
_LONGEST = 2048
_VARIANT = re.compile(r"^https?://(?:www\.)?")

# Endings that are top-level domains and, far more often in anchors, those of files or of names in code.
_FILE_ENDINGS = frozenset(
    "ac ad ai am app as bar bat bz box cab cc cd cl do docs dot fm gd id in la md mk ml mm mo mov ms name nc "
    "one page pl pm pro ps pub py rs sc sh so st sv tf ts vi ws xyz zip".split()
)
_WORD_ENDINGS = frozenset(
    "art as at be bo by call click co data do er et fit fm foo gg global hm host id in info io is it link "
    "links live ly map me media my name network no on one open ph plus pr pro re run save se show sign sm "
    "so st store support to tools top tv us watch work works zone".split()
)
# Without a scheme, `www.` or a path, a name counts only under these and under unambiguous country codes.
_PLAIN_ENDINGS = frozenset("com org net edu gov mil int biz".split())
# `com.example.Thing` is a package, `java.net` a part of one.
_PACKAGES = frozenset("com org net edu gov io dev java javax jakarta sun android kotlin scala golang".split())
_PRODUCTS = frozenset("asp.net ado.net vb.net ml.net json.net paint.net log4j.net node.net web.net".split())
_FILES = frozenset(
    "readme changelog changes license contributing notes index todo setup main news authors install command "
    "history security".split()
)


@dataclass(frozen=True, slots=True)
class Shown:
    """An address as an anchor shows it: the host in its letters, and what it is.

    `host` is as the URL standard writes it, `site` its registrable domain. `is_doubtful` is True where it may
    be no claim: a company's name (`Booking.com`), an address among other words. `is_cut` is True where the
    host itself was cut short (`exam…`).
    """

    text: str
    host: str
    site: str
    is_doubtful: bool = False
    is_cut: bool = False


def may_show_address(anchor: str) -> bool:
    """Say quickly whether a closer look is worth it."""
    return len(anchor) <= _LONGEST and _MAYBE.search(anchor) is not None


@lru_cache(maxsize=16_384)
def shown_address(anchor: str) -> Shown | None:
    """Return the address that an anchor is, or the only one written out (`https://`, `www.`) among its words.

    Letters of other widths, invisible characters and escapes are read as a reader or a browser reads them.

    >>> shown_address("https://www.bank.example/log…").site, shown_address("setup.py")
    ('bank.example', None)
    """
    if not may_show_address(anchor):
        return None
    text = _plain(anchor)
    if _ADDRESS.fullmatch(text) or len(words := text.split()) == 1:
        return _read(text)
    written = [word for word in words if _WRITTEN_OUT.match(word)]
    shown = _read(_plain(written[0])) if len(written) == 1 else None
    return replace(shown, is_doubtful=True) if shown else None


def _read(text: str) -> Shown | None:
    match = _ADDRESS.fullmatch(text)
    if match is None:
        return None
    scheme, rest = match["scheme"], match["rest"]
    if match["user"] and not scheme:
        return None  # an e-mail address
    host = _domain_in(match["user"] or "") or match["host"]
    kept, dots, _ = host.partition("..")
    url = _url(kept.rstrip("."))
    if url is None or not _is_address(kept, url, is_written_out=bool(scheme), has_path=bool(rest)):
        return None
    is_bare = not scheme and not rest and not kept.lower().startswith("www.")
    return Shown(
        kept,
        host=url.removeprefix("https://").rstrip("/"),
        site=site_of(url),
        is_doubtful=is_bare and kept != kept.lower(),
        is_cut=bool(dots),
    )


def named_by_user(url: str) -> str | None:
    """Return the domain that the user name before a URL's host imitates, None if there is none.

    >>> named_by_user("https://www.bank.com@evil.example/"), named_by_user("https://me:pw@e.org/")
    ('www.bank.com', None)
    """
    authority = url.partition("://")[2].partition("/")[0]
    user, at, _ = authority.rpartition("@")
    return _domain_in(user) if at else None


def _domain_in(user: str) -> str | None:
    """Return the domain that userinfo starts with, as in `bank.com:443` or `bank.com%2Flogin`."""
    name = re.split(r"[:/\\?#]", unquote(user), maxsplit=1)[0]
    url = _url(name) if "." in name and "@" not in name else None
    suffix = name.rpartition(".")[2].lower()
    is_domain = url is not None and registrable_domain(url) is not None and suffix not in _FILE_ENDINGS
    return name if is_domain else None


def _plain(anchor: str) -> str:
    text = unicodedata.normalize("NFKC", anchor)
    if not text.isascii():
        text = "".join(each for each in text if unicodedata.category(each) != "Cf")
    text = _BREADCRUMB.sub("", text.strip())
    is_cut = text.endswith("...")
    text = _EDGE.sub("", text)
    if (dotted := text.translate(_DOTS)).isascii():
        text = dotted
    return f"{text}..." if is_cut else text


def _url(host: str) -> str | None:
    """Return the URL of a host that could be looked up, None for what is none."""
    if "." not in host:
        return None
    try:
        return resolve(f"https://{host}/").url
    except UrlError:
        return None


def _is_address(host: str, url: str, *, is_written_out: bool, has_path: bool) -> bool:
    """Say whether a text that could be a host is meant as one."""
    labels = host.lower().rstrip(".").split(".")
    if len(labels[-1]) < 2 and not labels[-1].isdigit():
        return False
    if is_written_out or (labels[0] == "www" and len(labels) > 2):
        return True
    ending = labels[-1]
    if registrable_domain(url) is None or (host[-1].isupper() and not host.isupper()):
        return False
    if ending in _FILE_ENDINGS or labels[0] in _PACKAGES or labels[0] in _FILES:
        return False
    if ".".join(labels) in _PRODUCTS:
        return False
    if has_path:
        return True
    is_country = len(ending) == 2 or not ending.isascii() or ending.startswith("xn--")
    return ending in _PLAIN_ENDINGS or (is_country and ending not in _WORD_ENDINGS)


@cache
def _empty_forms() -> frozenset[str]:
    return frozenset(normalize(anchor) for anchors in EMPTY_ANCHORS.values() for anchor in anchors)


def says_nothing(form: str) -> bool:
    """Say whether an anchor in its normal form is one like "here" in any language.

    >>> says_nothing("click here"), says_nothing("اضغط هنا"), says_nothing("the report")
    (True, True, False)
    """
    return form in _empty_forms()


def page_of(link: Link, resource: Resource | None) -> str:
    """Return a key of the page a link leads to, as far as is known; scheme, `www.` and a last slash aside."""
    url = unwrap(link.url or "")
    if resource is not None and resource.status == 200:
        url = resource.canonical_url or (resource.final_url if resource.redirects else None) or url
    return _VARIANT.sub("", canonical_key(url)).rstrip("/")
