"""Who publishes at an address, where the registrable domain says too little: shared hosts and governments.

Anybody gets a subdomain of `github.io` and a page below `sites.google.com`, so two of them are two sites;
all that ends in `gov.uk` is one owner's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from linkcheck.urls.references import registrable_domain, shared_domain, site_of
from linkcheck.urls.services import owner_of

# Domains whose every subdomain is another customer's, beside the private part of the Public Suffix List.
_SHARED = frozenset(
    "wordpress.com tumblr.com substack.com medium.com weebly.com livejournal.com hatenablog.jp blog.jp "
    "narod.ru ucoz.ru ucoz.com jimdo.com strikingly.com surge.sh gitbook.io readthedocs.org "
    "sourceforge.net sf.net sourceforge.io sharepoint.com zendesk.com freshdesk.com atlassian.net "
    "slack.com typeform.com godaddysites.com wixstudio.io bandcamp.com itch.io canny.io statuspage.io "
    "bitbucket.io over-blog.com blog.ru mystrikingly.com webnode.com yolasite.com 000webhostapp.com "
    "teachable.com".split()
)
# Hosts of a site's owner that show what its users made, under one name.
_USERS = re.compile(r"(?:sites|docs|drive|forms|script)\.google\.com|forms\.office\.com|sway\.office\.com")
# Labels that governments' domains have in front of a country's: gov.uk, gob.mx, gouv.fr, go.jp, gc.ca.
# Nobody else gets a name under `gov` or `mil` themselves.
_GOVERNMENT = re.compile(r"(?:.*\.)?((?:gov|gob|gouv|govt|gub|go|gc|mil)\.[a-z]{2}|(?<=\.)(?:gov|mil))")
# Listed as shared, but one owner's to readers.
_ONE_OWNER = frozenset("githubusercontent.com debian.net".split())
# Whose customers, projects mostly, have a subdomain elsewhere and a path here.
CODE_HOSTS = frozenset("github.com gitlab.com bitbucket.org readthedocs.io sourceforge.net".split())
# Where companies, not strangers, have their help, their status and their tasks.
DESKS = frozenset("zendesk.com freshdesk.com atlassian.net statuspage.io".split())
_NOT_A_CUSTOMER = frozenset("www m en mobile".split())


def place_of(url: str) -> str:
    """Return the site of a URL as a reader tells sites apart: the customer's host on a shared domain.

    >>> place_of("https://alice.github.io/x"), place_of("https://www.bbc.co.uk/news")
    ('alice.github.io', 'bbc.co.uk')
    """
    site = site_of(url)
    customer, shared = _customer(url, site)
    host = urlsplit(url).hostname or ""
    if _USERS.fullmatch(host):
        return host
    return f"{customer}.{shared}" if customer else site


def have_one_publisher(one: str, other: str) -> bool:
    """Say whether two URLs are of one publisher, as far as names tell.

    >>> have_one_publisher("https://alice.github.io/x", "https://github.com/alice/x")
    True
    >>> have_one_publisher("https://alice.github.io/", "https://bob.github.io/")
    False
    """
    if not set(_publishers(one)).isdisjoint(_publishers(other)):
        return True
    site, hosts = site_of(one), (_host(one), _host(other))
    is_own = site in hosts and not any(map(_USERS.fullmatch, hosts))
    return is_own and site == site_of(other)  # a platform's own pages are on subdomains too


def _publishers(url: str) -> Iterator[str]:
    host, site = urlsplit(url).hostname or "", site_of(url)
    owner = owner_of(site)
    if government := is_government(host):
        yield government
    if _USERS.fullmatch(host):
        yield f"users.{owner}"
        return
    customer, shared = _customer(url, site)
    if customer:
        yield f"{customer}.{owner_of(shared)}"
        return
    yield owner
    if owner in CODE_HOSTS:
        yield from (f"{each}.{owner}" for each in unquote(urlsplit(url).path).lower().split("/")[1:4] if each)


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def is_government(host: str) -> str:
    """Return the domain of the government that owns a host, nothing for other owners.

    >>> is_government("www.gov.uk"), is_government("gov.example.org")
    ('gov.uk', '')
    """
    match = _GOVERNMENT.fullmatch(host)
    return match[1] if match else ""


def _customer(url: str, site: str) -> tuple[str, str]:
    """Return the customer and the shared domain of a URL, two empty strings if its domain is not shared."""
    host = urlsplit(url).hostname or ""
    shared = shared_domain(url) or (site if site in _SHARED else "")
    if not shared or shared in _ONE_OWNER or registrable_domain(url) is None:
        return "", ""
    customer = host.removesuffix(shared).rstrip(".").rpartition(".")[2]
    return ("", "") if customer in _NOT_A_CUSTOMER else (customer, shared)
