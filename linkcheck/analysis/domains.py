"""Whether a text that could be a host is meant as one.

Many words look like domains and are none: files (`setup.py`), code (`logging.info`), products (`ASP.NET`).
Only what can hardly be anything else counts.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from linkcheck.errors import UrlError
from linkcheck.urls.publishers import is_government
from linkcheck.urls.references import registrable_domain, resolve, shared_domain

# Endings that are top-level domains and, far more often in anchors, those of files or of names in code.
_FILE_ENDINGS = frozenset(
    "ac ad ai am app as bar bat bz box cab cc cd cl do docs dot fm gd id in la ls md mk ml mm mo mov ms name "
    "nc one page pl pm pro ps pub py rs sc sh so st sv tf ts vi ws xyz zip".split()
)
_WORD_ENDINGS = frozenset(
    "art as at be bo by call click co data do er et fit fm foo gg global hm host id in info io is it link "
    "links live ly map me media my name network no on one open ph plus pr pro re run save se show sign sm "
    "so st store support to tools top tv us watch work works zone".split()
)
# Without a scheme, `www.` or a path, a name counts only under these and under unambiguous country codes,
_PLAIN_ENDINGS = frozenset(
    "com org net edu gov mil biz aero bank coop credit exchange finance foundation insurance museum "
    "university".split()
)
# and where it is the address of accounts, money, post or news that many readers have.
_KNOWN = frozenset(
    "metamask.io opensea.io etherscan.io gate.io trezor.io gemini.io blockchain.io crypto.io paypal.me "
    "proton.me revolut.me line.me about.me claude.ai perplexity.ai character.ai x.ai mistral.ai poe.ai "
    "notion.so zoom.us binance.us twitch.tv pluto.tv kick.tv discord.gg cash.app phantom.app linear.app "
    "trustwallet.app wise.us linktr.ee coinbase.co pinduoduo.in flipkart.in paytm.in sbi.in "
    "bankofindia.in irctc.in indiapost.in poste.it intesasanpaolo.it unicredit.it inps.it "
    "agenziaentrate.it repubblica.it corriere.it ansa.it subito.it aruba.it libero.it tim.it bankid.no "
    "dnb.no vipps.no altinn.no nav.no posten.no nrk.no vg.no finn.no kbc.be belfius.be ing.be bpost.be "
    "itsme.be vrt.be bawag.at erstebank.at post.at orf.at willhaben.at mbank.pl ipko.pl pkobp.pl "
    "allegro.pl wp.pl onet.pl olx.pl bankmillennium.pl poczta-polska.pl inpost.pl bcp.pt bancolombia.co "
    "rappi.co bancoestado.cl bancochile.cl santander.cl correos.cl islandsbanki.is ruv.is swedbank.se "
    "seb.se handelsbanken.se bankid.se postnord.se svt.se skatteverket.se blocket.se klarna.se maybank.my "
    "gcash.ph bpi.ph gosuslugi.by belarusbank.by onliner.by tut.by blic.rs halkbank.mk bca.id dana.id "
    "shop.app who.int nato.int esa.int itu.int icc-cpi.int interpol.int wipo.int coe.int efta.int "
    "tokopedia.id rebrand.ly bankmandiri.id bni.id bri.id cimb.my posten.se sberbank.io tinkoff.io".split()
)
# `com.example.Thing` is a package, `java.net` a part of one.
_PACKAGES = frozenset(
    "com org net edu gov io dev std java javax jakarta sun android kotlin scala golang".split()
)
_PRODUCTS = frozenset("asp.net ado.net vb.net ml.net json.net paint.net log4j.net node.net web.net".split())
_FILES = frozenset(
    "readme changelog changes license contributing notes index todo setup main news authors install "
    "command history security format".split()
)
# Names that stand for any domain (RFC 2606 §3).
_PLACEHOLDERS = frozenset("example.com example.org example.net example.edu".split())


def host_url(host: str) -> str | None:
    """Return the URL of a host that could be looked up, None for what is none."""
    if "." not in host and not host.startswith("["):
        return None
    try:
        return resolve(f"https://{host}/").url
    except UrlError:
        return None


def is_placeholder(url: str) -> bool:
    """Say whether a URL's domain is one that only stands for others."""
    return registrable_domain(url) in _PLACEHOLDERS


def domain_in(user: str) -> str | None:
    """Return the domain that userinfo starts with, as in `bank.com:443`, `bank.com%2Flogin`, `bank.com;`."""
    name = re.split(r"[^\w.\-。．｡]", unquote(user), maxsplit=1)[0].strip(".")
    rest = unquote(user).removeprefix(name)
    url = host_url(name) if "." in name and not rest.startswith("@") else None
    ending = name.rpartition(".")[2].lower()
    is_domain = url is not None and registrable_domain(url) is not None and ending not in _FILE_ENDINGS
    return name if is_domain else None


def is_meant_as_host(host: str, url: str, *, has_path: bool) -> bool:
    """Say whether a text without a scheme or `www.`, whose URL is given, is meant as an address."""
    labels = host.lower().rstrip(".").split(".")
    ending = labels[-1]
    domain = registrable_domain(url)
    if domain is None:
        return is_government(host.lower()) == host.lower()
    if len(ending) < 2 or (host[-1].isupper() and not host.isupper()):
        return False
    if domain in _KNOWN or shared_domain(url):
        return True
    if labels[0] in _PACKAGES or labels[0] in _FILES or ".".join(labels) in _PRODUCTS:
        return False
    if domain.count(".") > 1:  # below a suffix of two labels, as `bank.co.in`
        return True
    if ending in _FILE_ENDINGS:
        return False
    is_country = len(ending) == 2 or not ending.isascii() or ending.startswith("xn--")
    return has_path or ending in _PLAIN_ENDINGS or (is_country and ending not in _WORD_ENDINGS)
