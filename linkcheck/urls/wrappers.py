"""Services whose URLs carry another URL and lead to it: which, and how each writes what it carries.

Mail filters, forums and search engines put them before the links of others. What only a request can tell
(short links, opaque identifiers) is not here.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class _Wrapper:
    """A service that redirects: its hosts, its paths, and the parameters that may hold the target."""

    host: re.Pattern[str]
    path: re.Pattern[str]
    parameters: tuple[str, ...]
    decode: Callable[[str], str]


def _wrapper(host: str, path: str, *parameters: str, decode: Callable[[str], str] = str) -> _Wrapper:
    return _Wrapper(re.compile(host), re.compile(path), parameters, decode)


def _proofpoint(value: str) -> str:
    """Decode what Proofpoint's URL Defense, version 2, wrote: `-` for `%` and `_` for `/`."""
    return unquote(value.replace("-", "%").replace("_", "/"))


def _bing(value: str) -> str:
    """Decode what a result of Bing carries: `a1` and base64 without its padding."""
    return _unpadded(value[2:]) or ""


def _unpadded(value: str) -> str | None:
    """Decode base64 without its padding; None for what is none, or no text."""
    try:
        return base64.urlsafe_b64decode(value + "=" * (-len(value) % 4)).decode()
    except ValueError:  # of binascii, and of UTF-8
        return None


_GOOGLE = r"(?:www\.)?google(?:\.[a-z]{2,3}){1,2}"
_WRAPPERS = (
    _wrapper(_GOOGLE, "/url", "q", "url"),
    _wrapper(r"(?:l|lm)\.facebook\.com", "/l.php", "u"),
    _wrapper(r"l\.instagram\.com", "/", "u"),
    _wrapper(r"l\.messenger\.com", "/l.php", "u"),
    _wrapper(r"l\.threads\.(?:net|com)", "/", "u"),
    _wrapper(r"out\.reddit\.com", "/.*", "url"),
    _wrapper(r"(?:www\.|m\.)?youtube\.com", "/redirect", "q"),
    _wrapper(r"(?:www\.|m\.)?vk\.com", "/away.php", "to"),
    _wrapper(r"(?:www\.|m\.)?ok\.ru", "/dk", "st.link"),
    _wrapper(r"steamcommunity\.com", "/linkfilter/", "u", "url"),
    _wrapper(r"t\.umblr\.com", "/redirect", "z"),
    _wrapper(r"(?:www\.)?duckduckgo\.com", "/l/", "uddg"),
    _wrapper(r"(?:www\.)?bing\.com", "/ck/a", "u", decode=_bing),
    _wrapper(r"(?:www\.)?linkedin\.com", "/(?:redir/redirect|safety/go)/?", "url"),
    _wrapper(r"(?:www\.)?medium\.com", "/r/", "url"),
    _wrapper(r"disq\.us", "/url", "url"),
    _wrapper(r"exit\.sc", "/", "url"),
    _wrapper(r"slack-redir\.net", "/link", "url"),
    _wrapper(r"go\.(?:redirectingat|skimresources)\.com", "/", "url"),
    _wrapper(r"(?:www\.)?awin1\.com", "/cread.php", "ued", "p"),
    _wrapper(r"[a-z0-9-]+\.safelinks\.protection\.outlook\.com", "/.*", "url"),
    _wrapper(r"urldefense\.proofpoint\.com", "/v1/url", "u"),
    _wrapper(r"urldefense\.proofpoint\.com", "/v2/url", "u", decode=_proofpoint),
    _wrapper(r"linkprotect\.cudasvc\.com", "/url", "a"),
    _wrapper(r"protect2?\.fireeye\.com", "/(?:v1/)?url", "u"),
    _wrapper(r"protect-[a-z]+\.mimecast\.com", "/redirect/.*", "url"),
    _wrapper(r"link\.zhihu\.com", "/", "target"),
    _wrapper(r"link\.(?:juejin\.cn|csdn\.net)", "/", "target"),
    _wrapper(r"(?:www\.)?gitee\.com", "/link", "target"),
    _wrapper(r"(?:links|www)\.jianshu\.com", "/go(?:-wild)?", "to", "url"),
    _wrapper(r"(?:www\.)?douban\.com", "/link2/", "url"),
    _wrapper(r"(?:www\.)?weibo\.cn", "/sinaurl", "u", "toasturl"),
    _wrapper(r"(?:www\.)?oschina\.net", "/action/GoToLink", "url"),
)
# Services that put what they carry into their path: what comes before it.
_IN_PATH = (
    re.compile(r"https?://secure-web\.cisco\.com/[^/]+/(?P<target>https?%3A.+)", re.IGNORECASE),
    re.compile(r"https?://r\.search\.yahoo\.com/.*/RU=(?P<target>[^/]+)", re.IGNORECASE),
)


# Proofpoint's URL Defense, version 3: `*` is one character, `**` and a letter a run; all stand behind `__;`.
_DEFENCE = re.compile(r"https?://urldefense\.(?:com|us)/v3/__(.+?)__;([A-Za-z0-9_-]*)", re.IGNORECASE)
_REPLACED = re.compile(r"\*(?:\*([A-Za-z0-9_-]))?")
_RUNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def _defended(url: str) -> str | None:
    """Return what URL Defense, version 3, carries; None for other URLs and for what was cut or changed."""
    match = _DEFENCE.match(url)
    if match is None:
        return None
    kept = _unpadded(match[2])
    if kept is None:
        return None
    characters = iter(kept)

    def replaced(marks: re.Match[str]) -> str:
        length = _RUNS.index(marks[1]) + 2 if marks[1] else 1
        return "".join(next(characters, "*") for _ in range(length))

    return _REPLACED.sub(replaced, match[1])


def _amp_target(host: str, path: str) -> str | None:
    """Return the page behind an AMP cache path: `/c/s/host/…` or `/amp/s/host/…`, `s` meaning https."""
    if host.endswith("cdn.ampproject.org"):
        match = re.fullmatch(r"/[cvi]/(s/)?(.+)", path)
    elif re.fullmatch(_GOOGLE, host):
        match = re.fullmatch(r"/amp/(s/)?(.+)", path)
    else:
        return None
    return f"{'https' if match[1] else 'http'}://{match[2]}" if match else None


# Most URLs are no wrapper's, and this tells so without taking them apart.
_PERHAPS = re.compile(
    r"google\.|facebook\.com|instagram\.com|messenger\.com|threads\.|reddit\.com|youtube\.com|vk\.com|ok\.ru"
    r"|steamcommunity\.com|umblr\.com|duckduckgo\.com|bing\.com|linkedin\.com|medium\.com|disq\.us|exit\.sc"
    r"|slack-redir|redirectingat|skimresources|awin1|outlook\.com|urldefense|cudasvc|cisco\.com|fireeye"
    r"|mimecast|yahoo\.com|zhihu|juejin|csdn|gitee|jianshu|douban|weibo\.cn|oschina|href\.li|ampproject\.org"
)


def wrapped_target(url: str) -> str | None:
    """Return what a known wrapper's URL carries, as written there; None if the URL wraps nothing.

    >>> wrapped_target("https://urldefense.com/v3/__https://e.org/a__;!!Ab$")
    'https://e.org/a'
    """
    if not _PERHAPS.search(url):
        return None
    parts = urlsplit(url)
    host = parts.hostname or ""
    if host == "href.li":
        return unquote(parts.query) or None
    if target := _amp_target(host, parts.path) or _defended(url):
        return target
    for pattern in _IN_PATH:
        if match := pattern.match(url):
            return unquote(match["target"])
    for wrapper in _WRAPPERS:
        if wrapper.host.fullmatch(host) and wrapper.path.fullmatch(parts.path or "/"):
            values = parse_qs(parts.query)
            return next(
                (wrapper.decode(values[name][0]) for name in wrapper.parameters if name in values), None
            )
    return None
