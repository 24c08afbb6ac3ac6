"""Services whose addresses stand for other addresses, and sites that own several domains: data by name."""

from __future__ import annotations

from urllib.parse import urlsplit

# Short links and click counters: their address says nothing of where it leads.
_SHORT_LINKS = frozenset(
    "aka.ms amzn.to amzn.eu apple.co bbc.in bit.do bit.ly bitly.com bl.ink buff.ly clck.ru cutt.ly db.tt "
    "disq.us dlvr.it doi.org ebay.us econ.st fb.me feedburner.com flip.it g.co geni.us git.io goo.gl goo.su "
    "hdl.handle.net handle.net hubs.ly ift.tt is.gd j.mp lnkd.in list-manage.com mailchi.mp mcaf.ee "
    "n.pr nyti.ms on.ft.com ow.ly purl.org qr.ae rb.gy rebrand.ly reut.rs s.id sendgrid.net shorturl.at "
    "spoti.fi spr.ly snip.ly suo.im t.cn t.co t.ly tiny.cc tinyurl.com tmblr.co trib.al u.nu url.cn v.gd "
    "vk.cc w3id.org wapo.st wp.me youtu.be zpr.io hubspotlinks.com mandrillapp.com".split()
)

# Archives, catalogues, translators and checkers: an address of theirs that names a site is about that site.
_ABOUT_OTHERS = frozenset(
    "archive.org archive.today archive.ph archive.is archive.li archive.md archive.vn perma.cc "
    "webcitation.org wikipedia.org wikimedia.org wikidata.org wiktionary.org fandom.com "
    "github.com gitlab.com bitbucket.org codeberg.org sourceforge.net gitee.com sr.ht "
    "npmjs.com pypi.org crates.io rubygems.org packagist.org nuget.org docs.rs lib.rs pkg.go.dev hex.pm "
    "readthedocs.io readthedocs.org metacpan.org hackage.org debian.org launchpad.net "
    "google.com translate.goog bing.com duckduckgo.com yandex.ru yandex.com baidu.com "
    "stackoverflow.com reddit.com ycombinator.com stackshare.io crunchbase.com g2.com producthunt.com "
    "similarweb.com whois.com virustotal.com urlscan.io securityheaders.com ssllabs.com w3.org web.dev "
    "softonic.com alternativeto.net trustpilot.com".split()
)

# One owner, several registrable domains: what readers know as one site.
_FAMILIES = (
    "twitter.com x.com t.co twimg.com",
    "youtube.com youtu.be youtube-nocookie.com",
    "facebook.com fb.com fb.me messenger.com",
    "instagram.com instagr.am",
    "whatsapp.com wa.me",
    "telegram.org t.me telegram.me",
    "google.com goo.gl g.co withgoogle.com googleblog.com",
    "github.com github.io githubusercontent.com githubassets.com git.io",
    "gitlab.com gitlab.io",
    "bitbucket.org bitbucket.io",
    "readthedocs.io readthedocs.org",
    "sourceforge.net sf.net sourceforge.io",
    "microsoft.com live.com office.com outlook.com hotmail.com aka.ms msdn.com windows.com azure.com",
    "amazon.com amzn.to a.co",
    "bbc.com bbc.co.uk bbc.in bbci.co.uk",
    "nytimes.com nyti.ms",
    "washingtonpost.com wapo.st",
    "theguardian.com guardian.co.uk",
    "reuters.com reut.rs",
    "linkedin.com lnkd.in",
    "reddit.com redd.it",
    "wikipedia.org wikimedia.org",
    "wordpress.com wp.me wordpress.org",
    "python.org pypi.org",
    "vk.com vk.ru vkontakte.ru vk.cc",
    "yandex.ru yandex.com ya.ru",
    "mail.ru list.ru bk.ru",
    "haaretz.co.il haaretz.com themarker.com",
    "aljazeera.net aljazeera.com",
    "weibo.com weibo.cn t.cn",
    "rust-lang.org docs.rs",
)
_OWNERS = {site: family.split()[0] for family in _FAMILIES for site in family.split()}


def owner_of(site: str) -> str:
    """Return one name for all registrable domains of one owner; the domain itself for what is not known.

    >>> owner_of("t.co"), owner_of("example.org")
    ('twitter.com', 'example.org')
    """
    return _OWNERS.get(site, site)


def is_short_link(site: str) -> bool:
    """Say whether addresses of a site are known to lead elsewhere."""
    return site in _SHORT_LINKS


def is_about(url: str, *, site: str, name: str) -> bool:
    """Say whether a URL of an archive, a catalogue or the like is about the site called `name`.

    >>> is_about("https://en.wikipedia.org/wiki/Last.fm", site="wikipedia.org", name="last.fm")
    True
    """
    if site not in _ABOUT_OTHERS:
        return False
    parts = urlsplit(url.lower())
    shown = name.lower()
    return shown in f"{parts.path}?{parts.query}#{parts.fragment}" or (
        site == "translate.goog" and shown.replace(".", "-") in parts.netloc
    )
