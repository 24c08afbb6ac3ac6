"""Whether a link leads elsewhere than its anchor shows, how surely, and what to say of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

from linkcheck.analysis.domains import is_placeholder
from linkcheck.analysis.shown import (
    Shown,
    mailbox_among_words,
    may_show_address,
    named_by_user,
    shown_address,
    shown_before,
    shown_mailbox,
)
from linkcheck.model import Kind, Level, Link, Resource
from linkcheck.urls.addresses import is_free_mail, mail_addresses
from linkcheck.urls.mentions import is_about, is_encyclopedia, is_press, is_snapshot, is_standard
from linkcheck.urls.publishers import CODE_HOSTS, DESKS, have_one_publisher, place_of
from linkcheck.urls.references import host_key, is_beside, is_web, registrable_domain, site_of, unwrap
from linkcheck.urls.services import is_short_link, owner_of

# What a browser runs or shows itself.
_RUN = ("javascript:", "vbscript:", "data:", "blob:")
# What is named by its content, which may be anybody's.
_CONTENT = ("ipfs:", "ipns:", "magnet:", "ed2k:")
_CALLS = ("tel:", "sms:", "smsto:", "whatsapp:")
# Other schemes with hosts in them.
_HOSTED = re.compile(r"(?:ftps?|sftp|git|ssh|wss?|intent)://", re.IGNORECASE)
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]{2}", re.IGNORECASE)
# Endings that cost next to nothing and that no company moves to: most abused in Interisle's "Phishing
# Landscape 2023" (figures per registered domain) and Spamhaus' list of the most abused top-level domains.
_CHEAP = frozenset(
    "top xyz icu cfd sbs bond cyou click buzz rest quest monster "
    "tk ml ga cf gq vip site website space fun club pw".split()
)
_SHORTEST_NAME, _SHORTEST_PART = 4, 3
# Signs that stand for others in look-alike names (UTS #39 confusables within ASCII).
_DIGITS = str.maketrans("01i35", "olles")


@dataclass(frozen=True, slots=True)
class Deceit:
    """What an anchor shows, where its link leads, how grave that is and why."""

    shown: str
    shown_site: str
    target_site: str
    level: Level
    reason: str = ""


def is_suspect(link: Link) -> bool:
    """Say quickly whether a link could mislead: most anchors show no address, or the target's own."""
    reference, url = link.reference, link.url
    if url is None or reference.kind is not Kind.HYPERLINK or url.startswith("file:"):
        return False
    if "@" in url and is_web(url) and named_by_user(url):
        return True
    anchor = reference.anchor
    if anchor == reference.target or url == f"mailto:{anchor}":
        return False
    return (may_show_address(anchor) or "@" in anchor) and not _is_of_page(link)


def _is_of_page(link: Link) -> bool:
    """Say whether a relative link leads to what its anchor names: `crypto.x509` to `#crypto-x509`."""
    target = link.reference.target.strip()
    if not link.fragment or _ABSOLUTE.match(target):
        return False
    named = _letters(link.reference.anchor)
    return bool(named) and _letters(unquote(link.fragment)).endswith(named)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def deceit_of(link: Link, resource: Resource | None, joined: dict[str, set[str]]) -> Deceit | None:
    """Return how a link deceives, None if it does not; `joined` says which sites redirect to each other."""
    url = link.url or ""
    if is_web(url):
        return _by_user(url) or _by_site(link, resource, joined)
    shown = shown_address(link.reference.anchor)
    if url.startswith("mailto:"):
        return _by_mail(mailbox_among_words(link.reference.anchor) or shown, url)
    if shown is None or shown.is_name:
        return None
    scheme = url.partition(":")[0]
    if url.startswith(_RUN):
        return Deceit(shown.text, shown.site, f"{scheme}:", Level.WARNING, ", which is run, not opened")
    if url.startswith(_CONTENT):
        return Deceit(
            shown.text, shown.site, f"{scheme}:", _level(shown), ", to what anybody may have shared"
        )
    if url.startswith(_CALLS):
        return Deceit(shown.text, shown.site, f"{scheme}:", _level(shown), ", which calls a telephone number")
    if _HOSTED.match(url):
        return _judged_unless_one(shown, [f"https://{url.partition('://')[2]}"], joined)
    return None


def _by_user(url: str) -> Deceit | None:
    """Return the deceit of a user name that looks like the host."""
    target = unwrap(url)
    user = named_by_user(target) or named_by_user(url)
    if user is None or site_of(f"https://{user}/") == site_of(target):
        return None
    return Deceit(user, user, site_of(target), Level.WARNING, ": what stands before the @ is a user name")


def _by_site(link: Link, resource: Resource | None, joined: dict[str, set[str]]) -> Deceit | None:
    target = unwrap(link.url or "")
    reached = (resource.final_url if resource and resource.redirects else None) or target
    anchor = link.reference.anchor
    shown = _shown(link) or shown_before(anchor, target) or _shown_mailbox(anchor, reached)
    if shown is None:
        return None
    name = _unaccented(link.reference.anchor)
    if name != shown.host and name in {site_of(reached), site_of(target)}:
        return None
    deceit = _judged_unless_one(shown, list(dict.fromkeys([reached, target])), joined)
    is_page_on_it = shown.is_bare and is_beside(link.reference.target)  # a manual's page on that site
    return replace(deceit, level=Level.NOTE) if deceit and is_page_on_it else deceit


def _by_mail(shown: Shown | None, url: str) -> Deceit | None:
    """Return the deceit of an address under which mail goes to another domain."""
    domains = [address.rpartition("@")[2].lower() for address in mail_addresses(url)]
    if shown is None or shown.is_name or not domains:
        return None
    places = [f"https://{domain}/" for domain in domains if re.fullmatch(r"[\w.-]+\.\w+", domain)]
    if not places or any(have_one_publisher(shown.url, each) for each in places):
        return None
    return Deceit(shown.text, shown.site, site_of(places[0]), _level(shown), ", by mail")


def _shown(link: Link) -> Shown | None:
    """Return what the anchor shows; of one inferred from a sentence, what its last word does."""
    anchor = link.reference.anchor
    if not link.reference.anchor_inferred:
        return shown_address(anchor)
    last = anchor.split()[-1:]
    whole = shown_address(anchor)
    is_led_to = whole is not None and not whole.is_doubtful and whole == shown_address(last[0])
    is_plain = last and (is_led_to or last[0] == anchor or last[0].lower().startswith("www."))
    return shown_address(last[0]) if is_plain else None


def _shown_mailbox(anchor: str, url: str) -> Shown | None:
    """Return the mailbox that an anchor shows; without `mailto:` it may stand for its owner's page."""
    shown = shown_mailbox(anchor)
    if shown is None or not shown.is_bare:
        return shown
    owner = shown.text.partition("@")[0].lower()
    return None if is_free_mail(shown.site) or owner in url.lower() else replace(shown, is_doubtful=True)


def _judged_unless_one(shown: Shown, urls: list[str], joined: dict[str, set[str]]) -> Deceit | None:
    if _agree(shown, urls, joined) or (shown.is_bare and is_encyclopedia(urls[0])):
        return None
    if is_placeholder(shown.url) and is_standard(urls[0]):
        return None
    if any(is_about(each, shown.url) or _is_part(shown, each) for each in urls):
        return None
    reached = urls[-1] if is_short_link(site_of(urls[0])) else urls[0]
    deceit = _judged(shown, reached)
    return None if shown.is_name and deceit.level is Level.NOTE else deceit


def _agree(shown: Shown, urls: Iterable[str], joined: dict[str, set[str]]) -> bool:
    urls = list(urls)
    sites = {site_of(each) for each in urls}
    if is_short_link(site_of(shown.url)) or any(have_one_publisher(shown.url, each) for each in urls):
        return True
    if joined.get(site_of(shown.url), set()) & sites:
        return True
    kept = shown.host.removeprefix("www.")
    return shown.is_cut and any(site.startswith(kept) or site.endswith(kept) for site in sites)


def _is_part(shown: Shown, url: str) -> bool:
    """Say whether a name is a part's in code, whose page has that name too (`electron.net`, `/api/net`)."""
    _, _, ending = shown.host.rpartition(".")
    path = urlsplit(url).path.lower().rstrip("/")
    last = re.split(r"[._-]", path.rpartition("/")[2])[0]
    is_spelt = re.search(re.escape(shown.host).replace(r"\.", "[_/-]") + r"(?![a-z0-9])", path) is not None
    return shown.is_bare and ending != "com" and len(ending) > 2 and (last == ending or is_spelt)


def _unaccented(text: str) -> str:
    """Return a newspaper's name (`ElPaís.com`, `El Mundo.es`) as its address has it."""
    letters = unicodedata.normalize("NFD", "".join(text.lower().split()))
    return "".join(each for each in letters if not unicodedata.combining(each)).removeprefix("www.")


def _level(shown: Shown) -> Level:
    return Level.NOTE if shown.is_doubtful else Level.WARNING


def _imitates(host: str, name: str) -> bool:
    """Say whether a host holds a name, or what looks like it (`goog1e`, `rnicrosoft`), to be taken for it."""
    name = _skeleton(name)
    if len(name) >= _SHORTEST_NAME:
        return name in _skeleton(host)
    return len(name) >= _SHORTEST_PART and name in map(_skeleton, re.split(r"[.-]", host))


def _skeleton(host: str) -> str:
    return host.translate(_DIGITS).replace("-", "").replace("rn", "m").replace("vv", "w").replace("cl", "d")


def _may_be_sibling(shown: Shown, url: str) -> bool:
    """Say whether a name elsewhere may be the same owner's; on a shared domain anybody can take it."""
    is_customer = place_of(url) != site_of(url)
    is_project = owner_of(site_of(url)) in CODE_HOSTS | DESKS
    return registrable_domain(url) is not None and (
        not is_customer or is_project or shown.site != site_of(shown.url)
    )


def _judged(shown: Shown, url: str) -> Deceit:
    place, host = place_of(url), host_key(url).rpartition(":")[0]
    name = shown.site.partition(".")[0]
    is_under = host.startswith(f"{shown.host.removeprefix('www.')}.")
    is_sibling = place.partition(".")[0] == name and not is_under and _may_be_sibling(shown, url)
    is_imitation = not is_sibling and _imitates(host, name)
    level, reason = _level(shown), ""
    if is_short_link(site_of(url)):
        level, reason = Level.NOTE, ", a short link that was not followed"
    elif is_snapshot(url):
        level, reason = Level.NOTE, ", an archive's copy that may be of any page"
    elif is_sibling:
        level = Level.WARNING if place.rpartition(".")[2] in _CHEAP else Level.NOTE
    elif is_imitation:
        level = Level.WARNING
    elif shown.is_bare and is_press(url):
        level = Level.NOTE
    return Deceit(shown.text, shown.site, place, level, reason)
