"""Make URLs of what authors wrote, and the keys that tell when two URLs are one.

Resolution and serialisation follow the WHATWG URL standard through ada; which parameters and wrappers say
nothing about the target is data, in `linkcheck.urls.tracking` and `linkcheck.urls.wrappers`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

import ada_url

from linkcheck.errors import RelativeUrlError, UrlError
from linkcheck.urls.tracking import is_tracking_parameter
from linkcheck.urls.wrappers import wrapped_target

if TYPE_CHECKING:
    from tldextract import TLDExtract

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_AUTHORITY = re.compile(r"(?:https?|ftp|wss?):[/\\]*([^/\\?#]*)", re.IGNORECASE)
_WEB = ("http://", "https://")
DEFAULT_PORTS = {"http": "80", "https": "443"}
# WHATWG URL §3.2, forbidden domain code points that can still be in a host once it is cut at / \ ? # @ :
_FORBIDDEN_IN_HOST = re.compile(r"[\x00-\x20\"%<>\[\]^`{|}\x7f]")
_PERCENT = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")  # RFC 3986 §2.3
_LABEL_LIMIT, _NAME_LIMIT = 63, 253  # RFC 1035 §2.3.4
_UNWRAP_LIMIT = 3


class Resolved(NamedTuple):
    """An absolute URL as the WHATWG standard serialises it, with and without its fragment."""

    url: str
    fetch_url: str
    fragment: str


@lru_cache(maxsize=65_536)
def resolve(target: str, base: str | None = None) -> Resolved:
    """Resolve a reference's target against the base URL of its document (WHATWG URL §4.4).

    >>> resolve("../b?x=ü#top", "https://example.org/a/c").url
    'https://example.org/b?x=%C3%BC#top'

    Raises:
        RelativeUrlError: the target is relative and `base` is None.
        UrlError: no URL can be made of the target; the message says why.
    """
    text = target.strip("\x00\t\n\x0c\r ")
    if not text:
        raise UrlError("the target is empty")
    if text[:4].lower() == "www.":
        raise UrlError(f"it has no scheme, so it is read as a relative path; write https://{text}")
    href = _href(_scalar(text), base)
    fetch_url, _, fragment = href.partition("#")
    if href.startswith(_WEB):
        _check_name(fetch_url.split("/", 3)[2])
    return Resolved(href, fetch_url, fragment)


def _href(text: str, base: str | None) -> str:
    try:
        if base is not None:
            return ada_url.join_url(base, text)
        return ada_url.normalize_url(f"https:{text}" if text.startswith("//") else text)
    except ValueError:
        if base is None and not _ABSOLUTE.match(text) and not text.startswith("//"):
            raise RelativeUrlError("it is relative, and the URL of its document is not known") from None
        raise UrlError(_reason(text)) from None


def _scalar(text: str) -> str:
    """Replace lone surrogates, as a browser does (WHATWG Infra, scalar value string)."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _reason(text: str) -> str:
    """Say in plain words why no URL could be made of a target."""
    match = _AUTHORITY.match(text if not text.startswith("//") else f"https:{text}")
    if match is None:
        return "it is not a valid URL"
    host = match[1].rpartition("@")[2]
    if host.startswith("["):
        return "its IPv6 address is not valid"
    host, colon, port = host.partition(":")
    if not host:
        return "it has no host"
    if colon and not (port.isascii() and port.isdigit()):
        return "its port is not a number" if port else "its host is not valid"
    if colon and int(port) > 65_535:
        return "its port is above 65535"
    if forbidden := _FORBIDDEN_IN_HOST.search(host):
        shown = "a space" if forbidden[0] == " " else repr(forbidden[0])
        return f"its host holds {shown}, which no host name may"
    last = host.rstrip(".").rpartition(".")[2]
    if last.isdigit() or last.lower().startswith("0x"):
        return "its IPv4 address is not valid"
    return "its host is not a valid internationalised domain name"


@lru_cache(maxsize=65_536)
def _check_name(authority: str) -> None:
    """Refuse a host that no name server can know: the URL standard lets it pass, DNS does not."""
    host = authority.rpartition("@")[2]
    if host.startswith("["):
        return
    host = host.partition(":")[0].removesuffix(".")
    labels = host.split(".")
    if "" in labels:
        raise UrlError("its host has an empty label (two dots in a row)")
    if len(host) > _NAME_LIMIT or any(len(label) > _LABEL_LIMIT for label in labels):
        raise UrlError("its host or one of its labels is longer than DNS allows")


def is_web(url: str) -> bool:
    """Say whether an absolute URL is http or https."""
    return url.startswith(_WEB)


def fetch_url(url: str) -> str:
    """Return what is asked for: an absolute URL without its fragment, nothing else removed."""
    return url.partition("#")[0]


def canonical_key(url: str) -> str:
    """Return the key under which spellings of one URL meet; never a URL to fetch.

    Userinfo and tracking parameters are dropped, parameters sorted by name (repeated ones keep their order),
    escapes of unreserved characters decoded, the fragment dropped unless it is a route (`#!`, `#/`).
    Scheme, www, trailing slash and letter case are kept: only a crawl can show that those do not matter.

    >>> canonical_key("https://e.org/%7ea?utm_source=x&b=2&a=1#top")
    'https://e.org/~a?a=1&b=2'
    """
    address, _, fragment = url.partition("#")
    address, question, query = address.partition("?")
    scheme, separator, rest = address.partition("://")
    if separator:
        authority, slash, path = rest.partition("/")
        address = f"{scheme}://{authority.rpartition('@')[2]}{slash}{path}"
    key = _PERCENT.sub(_unescape_unreserved, address) if "%" in address else address
    if question:
        kept = [pair for pair in query.split("&") if not is_tracking_parameter(_parameter_name(pair))]
        kept.sort(key=_parameter_name)
        if kept:
            key += "?" + _PERCENT.sub(_unescape_unreserved, "&".join(kept))
    return f"{key}#{fragment}" if fragment.startswith(("!", "/")) else key


def _parameter_name(pair: str) -> str:
    return pair.partition("=")[0]


def _unescape_unreserved(match: re.Match[str]) -> str:
    character = chr(int(match[1], 16))
    return character if character in _UNRESERVED else match[0].upper()


def unwrap(url: str) -> str:
    """Return the target that a redirect wrapper of a known service carries in its own URL, else the URL.

    >>> unwrap("https://www.google.com/url?q=https%3A%2F%2Fexample.org%2F&sa=D")
    'https://example.org/'
    """
    for _ in range(_UNWRAP_LIMIT):
        target = wrapped_target(url)
        try:
            inner = ada_url.normalize_url(target) if target else ""
        except ValueError:
            return url
        if not is_web(inner):
            return url
        url = inner
    return url


def host_key(url: str) -> str:
    """Return `host:port` of an absolute web URL as `resolve` serialises it, the port written out.

    >>> host_key("https://[::1]/"), host_key("http://e.org:8080/")
    ('[::1]:443', 'e.org:8080')
    """
    authority = _host_and_port(url)
    return authority if _names_port(authority) else f"{authority}:{DEFAULT_PORTS.get(_scheme(url), 0)}"


def has_port(url: str) -> bool:
    """Say whether an absolute URL writes a port out."""
    return _names_port(_host_and_port(url))


def _scheme(url: str) -> str:
    return url.partition("://")[0]


def _host_and_port(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].rpartition("@")[2]


def _names_port(authority: str) -> bool:
    return ":" in authority.rpartition("]")[2]


def is_beside(target: str) -> bool:
    """Say whether a target is written as a path from its own page, as within one manual.

    >>> is_beside("../guide.html#x"), is_beside("/guide.html"), is_beside("#x"), is_beside("mailto:a@e.org")
    (True, False, False, False)
    """
    text = target.strip()
    return bool(text) and text[0] not in "/\\#?" and not _ABSOLUTE.match(text)


def registrable_domain(url: str) -> str | None:
    """Return the domain somebody registered (Public Suffix List), None for addresses and bare suffixes.

    >>> registrable_domain("https://arabic.euronews.com/2024"), registrable_domain("http://127.0.0.1/")
    ('euronews.com', None)
    """
    if not is_web(url):
        return None
    authority = url.split("/", 3)[2].rpartition("@")[2]
    return None if authority.startswith("[") else _domain(authority.partition(":")[0])


def shared_domain(url: str) -> str | None:
    """Return the domain below which anybody gets a name of their own, None if the URL is under none.

    It is of the private part of the Public Suffix List.

    >>> shared_domain("https://alice.github.io/x"), shared_domain("https://docs.python.org/")
    ('github.io', None)
    """
    if not is_web(url):
        return None
    found = _suffixes().extract_str(_host_and_port(url).partition(":")[0], include_psl_private_domains=True)
    return found.suffix if found.is_private and found.domain else None


def site_of(url: str) -> str:
    """Return the registrable domain; under an unlisted suffix the last two labels (PSL, the rule `*`).

    >>> site_of("https://www.bank.example/"), site_of("http://127.0.0.1:80/")
    ('bank.example', '127.0.0.1')
    """
    scheme, mark, rest = url.partition("://")
    return _site(f"{scheme}{mark}{rest.partition('/')[0]}/")


@lru_cache(maxsize=65_536)
def _site(url: str) -> str:
    host = host_key(url).rpartition(":")[0]
    is_address = host.startswith("[") or host.rpartition(".")[2].isdigit()
    return registrable_domain(url) or (host if is_address else ".".join(host.split(".")[-2:]))


@lru_cache(maxsize=65_536)
def _domain(host: str) -> str | None:
    return _suffixes().extract_str(host).top_domain_under_public_suffix or None


def load_suffixes() -> None:
    """Load the suffix list now; else the first question about a domain does."""
    _suffixes()


@cache
def _suffixes() -> TLDExtract:
    """Load the suffix list that comes with the package; importing it late keeps start-up quick."""
    from tldextract import TLDExtract

    return TLDExtract(suffix_list_urls=(), cache_dir=None)


def readable(url: str) -> str:
    """Return a URL with its escapes decoded for a person to read; not for fetching."""
    return unquote(url, errors="replace") if "%" in url else url
