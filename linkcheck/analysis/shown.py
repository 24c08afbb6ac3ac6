"""The address that an anchor shows to its reader, if any: `https://…`, `www.…`, a bare domain, a mailbox.

Whether it matches the target is for others to say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from linkcheck.analysis.domains import domain_in, host_url, is_meant_as_host, is_placeholder
from linkcheck.text.apart import DOT_LIKE, put_together
from linkcheck.text.directions import is_direction
from linkcheck.text.lookalikes import lookalike, plain_letters
from linkcheck.urls.publishers import place_of
from linkcheck.urls.references import host_key, registrable_domain, site_of

# Browsers mend `https:/x` and `https:x`, readers `https;//x` and what was written so as not to be a link.
_SCHEME = r"(?:h(?:tt|xx|\*\*)ps?|ftps?)\s*(?::|;(?=\s*[/\\]))\s*(?P<slashes>[/\\]{0,3})\s*"
_ADDRESS = re.compile(
    rf"(?P<scheme>{_SCHEME})?(?:(?P<user>[^\s/\\?#@]+)@)?(?P<host>\[[0-9a-f:.]+\]?|[^\s/\\?#@:\[\]]+)(?::\d{{0,5}})?"
    r"(?P<rest>[/\\?#]\S*)?",
    re.IGNORECASE,
)
_MAILBOX = re.compile(r"(?P<scheme>mailto:\s*)?[^\s@:/]+@(?P<host>[^\s@:/?#]+)(?:\?\S*)?", re.IGNORECASE)
_WRITTEN_OUT = re.compile(r"[^\w]*(?:h(?:tt|xx)ps?:[/\\]{2}|www\.)", re.IGNORECASE)
_MAYBE = re.compile(
    rf"[^\s.]\s?[.．。｡․﹒]\S|//|https?(?::|%3A)|[a-z0-9][{DOT_LIKE}][a-z]{{2}}|\.\s(?:com|org|gov)|\s\.\s\S",
    re.IGNORECASE,
)
_MAYBE_MAILBOX = re.compile(r"\S[@＠]\S|\[at\]|\(at\)", re.IGNORECASE)
# What is set around an address and is no part of it; a slash at the end is.
_EDGE = re.compile(r"^[^\w]+|[^\w/]+$")
_DOTS = str.maketrans("。｡", "..")  # what IDNA takes for full stops (UTS #46)
_SIGNS = str.maketrans("⁄∕⧸╱⟋／∶꞉：ː", "//////::::")
_BRACKETED = re.compile(r"[\[({](\.|dot|at|@|://|:)[\])}]", re.IGNORECASE)
_BRACKETED_SIGNS = {"dot": ".", "at": "@"}
# Nobody sees these; the categories Cf and, on letters that have no form of their own with it, Mn are others.
_IGNORABLE = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0\u0300-\u036f]")
_BREADCRUMB = re.compile(r"\s+[›»>]\s+.*", re.DOTALL)
# An address among letters of a script that sets no spaces, or glues its particles to it.
_GLUED = re.compile(
    r"(?:https?://)?(?:[a-z0-9][a-z0-9-]*\.)+[a-z]{2,}(?:[/?#][!-~]*)?", re.IGNORECASE | re.ASCII
)
# A name in letters that nobody takes for Latin ones, glued to an address in those.
_LABELLED = re.compile(
    rf"[\u0590-\u06ff\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af]+[\s:：,，.—–-]*(?={_GLUED.pattern}$)",
    re.IGNORECASE | re.ASCII,
)
_WORD = re.compile(r"[^\s|()<>«»“”„\"]+")
_GENITIVE = re.compile(r"['’]s$")
_LONGEST, _LONGEST_SENTENCE = 2048, 400
_GENERIC = frozenset("com org net كوم ком קום コム 点看 닷컴".split())


@dataclass(frozen=True, slots=True)
class Shown:
    """An address as an anchor shows it, and what it is.

    `host` is as the URL standard writes it, `site` whose it is to a reader, `url` the whole as far as it is
    shown. `is_bare` is True for a host alone, without `https://` or `www.`. `is_doubtful` is True where it
    may be no claim: a company's name (`Booking.com`), an address among words that speak of it; `is_name`
    where it hardly is one (`Mail.Ru`, `the Amazon.com deal`). `is_cut` is True where the host
    itself was cut at an end (`exam…`).
    """

    text: str
    host: str
    site: str
    url: str
    is_bare: bool = False
    is_doubtful: bool = False
    is_name: bool = False
    is_cut: bool = False


def may_show_address(anchor: str) -> bool:
    """Say quickly whether a closer look is worth it."""
    return len(anchor) <= _LONGEST and _MAYBE.search(anchor) is not None


@lru_cache(maxsize=16_384)
def shown_address(anchor: str) -> Shown | None:
    """Return the address that an anchor is, or the only one among its words if it is there to be followed.

    Letters of other widths, invisible characters and escapes are read as a reader or a browser reads them.

    >>> shown_address("https://www.bank.example/log…").site, shown_address("setup.py")
    ('bank.example', None)
    """
    if not may_show_address(anchor):
        return None
    text = _plain(anchor)
    if _ADDRESS.fullmatch(text) and not _LABELLED.match(text):
        shown = _read(text)
        if shown or text.isascii():
            return shown
    return _among_words(text)


@lru_cache(maxsize=16_384)
def shown_mailbox(anchor: str) -> Shown | None:
    """Return the domain of the mail address that an anchor is, None for other anchors.

    >>> shown_mailbox("help@bank.com").site, shown_mailbox("ask help@bank.com")
    ('bank.com', None)
    """
    if len(anchor) > _LONGEST or not _MAYBE_MAILBOX.search(anchor):
        return None
    text = _plain(anchor)
    match = _MAILBOX.fullmatch(text)
    url = host_url(match["host"]) if match else None
    if match is None or url is None or registrable_domain(url) is None or is_placeholder(url):
        return None
    return Shown(text, _host(url), place_of(url), url, is_bare=not match["scheme"])


def mailbox_among_words(anchor: str) -> Shown | None:
    """Return the domain of the only mail address in an anchor; it is doubtful if others speak of it.

    >>> [mailbox_among_words(each).is_doubtful for each in ("Write to me@bank.com", "me@bank.com did")]
    [False, True]
    """
    if len(anchor) > _LONGEST_SENTENCE:
        return None
    boxes = {word: shown for word in _WORD.findall(anchor) if (shown := shown_mailbox(word))}
    if len({shown.site for shown in boxes.values()}) != 1:
        return None
    shown = next(iter(boxes.values()))
    others = " ".join(word for word in _WORD.findall(anchor) if word not in boxes)
    return shown if is_direction(others) else replace(shown, is_doubtful=True)


def shown_before(anchor: str, url: str) -> Shown | None:
    """Return the address in an anchor that the host of a URL goes on from, under any ending.

    >>> shown_before("Claim at coin.foundation", "https://coin.foundation.prize.example/").site
    'coin.foundation'
    """
    host, site = _host(url).removeprefix("www."), site_of(url)
    for name in _GLUED.findall(anchor) if len(anchor) <= _LONGEST_SENTENCE else ():
        shown = host_url(name.lower())
        if shown is None or not host.startswith(f"{_host(shown)}.") or site.startswith(_host(shown)):
            continue
        if registrable_domain(shown) is not None:
            return Shown(name, _host(shown), place_of(shown), shown)
    return None


def named_by_user(url: str) -> str | None:
    """Return the domain that the user name before a URL's host imitates, None if there is none.

    >>> named_by_user("https://www.bank.com@evil.example/"), named_by_user("https://me:pw@e.org/")
    ('www.bank.com', None)
    """
    authority = url.partition("://")[2].partition("/")[0]
    user, at, _ = authority.rpartition("@")
    return domain_in(user) if at else None


def _read(text: str) -> Shown | None:
    match = _ADDRESS.fullmatch(text)
    if match is None:
        return None
    scheme, rest = match["scheme"], match["rest"] or ""
    if match["user"] and not scheme:
        return None  # an e-mail address
    host = domain_in(match["user"] or "") or match["host"]
    kept, dots, _ = host.lstrip(".").partition("..")
    kept = kept.rstrip(".")
    url = _url(kept)
    if url is None or not _is_address(kept, url, match):
        return None
    is_www = kept.lower().startswith("www.")
    is_bare = not scheme and not rest and not is_www
    is_sure = not is_bare or lookalike(_host(url)) is not None
    return Shown(
        kept,
        host=_host(url),
        site=place_of(url),
        url=f"{url.rstrip('/')}{rest}",
        is_bare=is_bare,
        is_doubtful=not is_sure and (_may_be_name(kept) or is_placeholder(url)),
        is_name=not is_sure and kept.rpartition(".")[2].istitle(),
        is_cut=bool(dots) or host.startswith(".."),
    )


def _url(host: str) -> str | None:
    url = host_url(f"{host.rstrip(']')}]" if host.startswith("[") else host)
    if host.isascii() or (url is not None and registrable_domain(url) is not None):
        return url
    return host_url(plain_letters(host)) or url


def _host(url: str) -> str:
    return host_key(url).rpartition(":")[0]


def _is_address(host: str, url: str, match: re.Match[str]) -> bool:
    if match["scheme"] and not match["slashes"]:
        return registrable_domain(url) is not None
    ending = _host(url).rpartition(".")[2]
    is_written_out = bool(match["scheme"]) or (host.lower().startswith("www.") and host.count(".") > 1)
    if is_written_out:
        return len(ending) > 1 or ending.isdigit()
    return is_meant_as_host(host, url, has_path=bool(match["rest"]))


def _may_be_name(host: str) -> bool:
    """Say whether a host may be a company's name: by its capitals, or in its own letters before `.com`."""
    name, _, ending = host.rpartition(".")
    if host.isupper():
        return ending == "NET"
    is_foreign = ending.lower() in _GENERIC and any(
        each.isalpha() and not unicodedata.name(each, "").startswith("LATIN") for each in name
    )
    return host != host.lower() or is_foreign


def _among_words(text: str) -> Shown | None:
    """Return the only address among words: written out, or where all others only lead to it."""
    if len(text) > _LONGEST_SENTENCE:
        return None
    found = list(_words(text))
    if len({shown.site for _, shown in found if shown}) != 1:
        return None
    shown = next(shown for _, shown in found if shown)
    others = " ".join(rest for rest, _ in found)
    if is_direction(others, shown.site.partition(".")[0].replace("-", "")):
        return shown
    written = [shown for _, shown in found if shown and not shown.is_bare]
    if written and _WRITTEN_OUT.search(text):
        return replace(written[0], is_doubtful=True)
    return replace(shown, is_doubtful=True, is_name=True)


def _words(text: str) -> Iterator[tuple[str, Shown | None]]:
    """Yield what each word says beside an address, and the address it holds."""
    for word in _WORD.findall(text):
        plain = _GENITIVE.sub("", _plain(word))
        shown = None if _LABELLED.match(plain) else _read(plain)
        if shown is None and not word.isascii() and (glued := _GLUED.search(plain)):
            yield f"{plain[: glued.start()]} {plain[glued.end() :]}", _read(glued[0])
        else:
            yield ("" if shown else word), shown


def _plain(anchor: str) -> str:
    whole = put_together(anchor)
    text = _BRACKETED.sub(lambda match: _BRACKETED_SIGNS.get(match[1].lower(), match[1]), whole)
    text = unicodedata.normalize("NFKC", text.translate(_SIGNS))
    if not text.isascii():
        text = "".join(each for each in text if unicodedata.category(each) != "Cf")
        text = _IGNORABLE.sub("", text)
    text = _BREADCRUMB.sub("", text.strip())
    if text.startswith("*."):  # a pattern, no address
        return ""
    is_cut = text.endswith("...")
    text = _EDGE.sub("", text)
    if (dotted := text.translate(_DOTS)).isascii():
        text = dotted
    return f"{text}..." if is_cut else text
