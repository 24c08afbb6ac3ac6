"""Pages about other sites: archives, catalogues, code hosts and the press; data by host.

An anchor `last.fm` that leads to an encyclopedia's page on it deceives nobody. On hosts where anybody can
write, the address has to name the site in full.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

# Edited by others than the site that a page of theirs names: archives, catalogues, checkers, translators.
_EDITED = frozenset(
    "archive.org archive.today archive.ph archive.is archive.li archive.md archive.vn perma.cc "
    "webcache.googleusercontent.com "
    "webcitation.org wikipedia.org wikimedia.org wikidata.org wiktionary.org britannica.com "
    "baike.baidu.com npmjs.com pypi.org crates.io rubygems.org packagist.org nuget.org docs.rs lib.rs "
    "pkg.go.dev hex.pm metacpan.org hackage.haskell.org debian.org launchpad.net archlinux.org "
    "formulae.brew.sh stackshare.io crunchbase.com g2.com capterra.com getapp.com producthunt.com "
    "alternativeto.net trustpilot.com glassdoor.com softonic.com similarweb.com finance.yahoo.com "
    "pitchbook.com whois.com virustotal.com urlscan.io securityheaders.com ssllabs.com w3.org web.dev "
    "abuse.ch otx.alienvault.com any.run shodan.io censys.io talosintelligence.com phishtank.org "
    "phishtank.com www.google.com translate.google.com groups.google.com play.google.com "
    "chrome.google.com translate.goog bing.com duckduckgo.com yandex.ru yandex.com baidu.com ya.ru "
    "apps.apple.com apps.microsoft.com qichacha.com tianyancha.com rusprofile.ru".split()
)
# Where anybody can publish under any name.
_OPEN = frozenset("fandom.com reddit.com ycombinator.com stackoverflow.com stackexchange.com".split())
_CODE = frozenset(
    "github.com gitlab.com bitbucket.org codeberg.org sourceforge.net gitee.com sr.ht pkg.go.dev "
    "godoc.org googlesource.com readthedocs.io readthedocs.org sourcegraph.com salsa.debian.org".split()
)
# The press writes of companies by names that are domains, in stories whose addresses may be numbers.
_PRESS = frozenset(
    "reuters.com apnews.com bloomberg.com nytimes.com wsj.com ft.com economist.com washingtonpost.com "
    "theguardian.com bbc.com bbc.co.uk cnn.com cnbc.com forbes.com fortune.com businessinsider.com "
    "axios.com politico.com politico.eu techcrunch.com theverge.com wired.com arstechnica.com zdnet.com "
    "theregister.com elpais.com elmundo.es abc.es lavanguardia.com elconfidencial.com expansion.com "
    "xataka.com infobae.com clarin.com lanacion.com.ar eluniversal.com.mx emol.com rbc.ru kommersant.ru "
    "vedomosti.ru lenta.ru gazeta.ru ria.ru tass.ru interfax.ru iz.ru vc.ru habr.com meduza.io forbes.ru "
    "cnews.ru aljazeera.net aljazeera.com alarabiya.net skynewsarabia.com aawsat.com asharq.com youm7.com "
    "almasryalyoum.com haaretz.co.il haaretz.com themarker.com ynet.co.il globes.co.il calcalist.co.il "
    "geektime.co.il walla.co.il mako.co.il timesofisrael.com jpost.com sina.com.cn 163.com qq.com "
    "sohu.com ifeng.com 36kr.com thepaper.cn caixin.com huxiu.com xinhuanet.com people.com.cn scmp.com "
    "lemonde.fr lefigaro.fr spiegel.de zeit.de heise.de golem.de faz.net handelsblatt.com repubblica.it "
    "corriere.it euronews.com dw.com".split()
)
_ENCYCLOPEDIAS = frozenset("wikipedia.org wikidata.org wiktionary.org britannica.com baike.baidu.com".split())
_NAME_LENGTH = 3
# Archives whose addresses may name no page; what they keep is a copy, and takes no passwords.
_SNAPSHOTS = frozenset(
    "archive.today archive.ph archive.is archive.li archive.md archive.vn archive.fo perma.cc "
    "ghostarchive.org webcitation.org freezepage.com megalodon.jp conifer.rhizome.org".split()
)
# Whose documents say which names stand for others (RFC 2606).
_STANDARDS = frozenset("rfc-editor.org ietf.org iana.org icann.org w3.org whatwg.org".split())


def is_about(url: str, shown: str) -> bool:
    """Say whether a URL of an archive, a catalogue or a code host is about what an address `shown` names.

    >>> is_about("https://en.wikipedia.org/wiki/Last.fm", "https://last.fm/")
    True
    """
    parts = urlsplit(url.lower())
    hosts = set(_above(parts.hostname or ""))
    if not hosts & (_EDITED | _OPEN | _CODE | _PRESS):
        return False
    text = unquote("/".join((parts.path, parts.query, parts.fragment)))
    host, path = urlsplit(shown.lower()).hostname or "", urlsplit(shown.lower()).path.strip("/")
    if host in text or ("translate.goog" in hosts and host.replace(".", "-") in (parts.hostname or "")):
        return True
    if hosts & (_EDITED | _PRESS) and any(_names(text, name) for name in _names_of(host)):
        return True
    if hosts & _CODE:
        last = path.rpartition("/")[2].partition(".")[0]
        owner = parts.path.partition("/")[2].partition("/")[0]
        return bool(last and _names(text, last)) or owner in host.split(".")
    return False


def is_encyclopedia(url: str) -> bool:
    """Say whether a URL is an encyclopedia's: its pages are on what their links name, in any script.

    >>> is_encyclopedia("https://ar.wikipedia.org/wiki/سوق.كوم")
    True
    """
    return not _ENCYCLOPEDIAS.isdisjoint(_above(urlsplit(url).hostname or ""))


def is_press(url: str) -> bool:
    """Say whether a URL is a newspaper's or a broadcaster's, whose stories name companies.

    >>> is_press("https://www.reuters.com/technology/1"), is_press("https://example.org/")
    (True, False)
    """
    return not _PRESS.isdisjoint(_above(urlsplit(url).hostname or ""))


def is_snapshot(url: str) -> bool:
    """Say whether a URL is that of an archive's copy that may name no page.

    >>> is_snapshot("https://perma.cc/AB12-CD34"), is_snapshot("https://example.org/")
    (True, False)
    """
    return not _SNAPSHOTS.isdisjoint(_above(urlsplit(url).hostname or ""))


def is_standard(url: str) -> bool:
    """Say whether a URL is of a body that sets the standards of the Internet's names.

    >>> is_standard("https://www.rfc-editor.org/rfc/rfc2606"), is_standard("https://example.org/")
    (True, False)
    """
    return not _STANDARDS.isdisjoint(_above(urlsplit(url).hostname or ""))


def _above(host: str) -> Iterator[str]:
    """Yield a host and every domain above it."""
    while "." in host:
        yield host
        host = host.partition(".")[2]


def _names_of(host: str) -> Iterator[str]:
    """Yield how an address may write a site's name: `monday`, `monday-com`, `monday_com`."""
    bare = host.removeprefix("www.")
    yield bare.replace(".", "-")
    yield bare.replace(".", "_")
    yield bare.partition(".")[0]


def _names(text: str, name: str) -> bool:
    """Say whether a text holds a name as a word of its own."""
    if len(name) < _NAME_LENGTH:
        return name in text.split("/")
    return re.search(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])", text) is not None
