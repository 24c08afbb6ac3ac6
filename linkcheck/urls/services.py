"""Services whose addresses stand for other addresses, and sites that own several domains: data by name."""

from __future__ import annotations

# Short links and click counters: their address says nothing of where it leads.
_SHORT_LINKS = frozenset(
    "aka.ms amzn.to amzn.eu apple.co bbc.in bit.do bit.ly bitly.com bl.ink buff.ly clck.ru cutt.ly db.tt "
    "deb.li disq.us dlvr.it doi.org ebay.us econ.st fb.me feedburner.com flip.it g.co geni.us git.io "
    "goo.gl goo.su hdl.handle.net handle.net hubs.ly ift.tt is.gd j.mp lnkd.in list-manage.com mailchi.mp "
    "mcaf.ee mzl.la n.pr npm.im nyti.ms on.ft.com ow.ly purl.org qr.ae rb.gy rebrand.ly reut.rs s.id "
    "forms.gle sendgrid.net shorturl.at spoti.fi spr.ly snip.ly suo.im t.cn t.co t.ly tiny.cc tinyurl.com "
    "tmblr.co trib.al u.nu url.cn v.gd vk.cc w3id.org wapo.st wp.me youtu.be zpr.io hubspotlinks.com "
    "mandrillapp.com".split()
)

# One owner, several registrable domains: what readers know as one site.
_FAMILIES = (
    "twitter.com x.com t.co twimg.com",
    "youtube.com youtu.be youtube-nocookie.com",
    "facebook.com fb.com fb.me messenger.com",
    "instagram.com instagr.am",
    "whatsapp.com wa.me",
    "telegram.org t.me telegram.me",
    "google.com goo.gl g.co withgoogle.com googleblog.com blog.google about.google gmail.com googlemail.com "
    "googlegroups.com googlesource.com android.com chromium.org chrome.com forms.gle",
    "github.com github.io githubusercontent.com githubassets.com git.io github.blog",
    "gitlab.com gitlab.io",
    "bitbucket.org bitbucket.io",
    "readthedocs.io readthedocs.org",
    "sourceforge.net sf.net sourceforge.io",
    "microsoft.com live.com office.com outlook.com hotmail.com aka.ms msdn.com windows.com azure.com dot.net "
    "asp.net office365.com onedrive.com microsoftonline.com xbox.com visualstudio.com nuget.org "
    "microsoft365.com",
    "amazon.com amzn.to a.co aboutamazon.com amazon.science aws.com",
    "apple.com icloud.com me.com mac.com apple.co",
    "booking.com bookingholdings.com bkng.com",
    "salesforce.com force.com salesforce.org",
    "monday.com mondaycom.com",
    "aliexpress.com alibaba.com alibabagroup.com taobao.com tmall.com",
    "jd.com jd.hk",
    "go.dev golang.org godoc.org",
    "kubernetes.io k8s.io",
    "rust-lang.org crates.io docs.rs rustup.rs",
    "nodejs.org npmjs.com npmjs.org",
    "debian.org debian.net",
    "openssl.org openssl-library.org openssl-foundation.org openssl-corporation.org openssl-projects.org",
    "docker.com docker.io",
    "saltproject.io saltstack.com",
    "travis-ci.com travis-ci.org",
    "mariadb.org mariadb.com",
    "cloudflare.com cdnjs.com",
    "jsdelivr.com jsdelivr.net",
    "steampowered.com steamcommunity.com valvesoftware.com",
    "discord.com discordapp.com discord.gg",
    "paypal.com paypal.me",
    "mozilla.org mozilla.com firefox.com",
    "gnu.org fsf.org",
    "ubuntu.com canonical.com launchpad.net",
    "doi.org handle.net",
    "bbc.com bbc.co.uk bbc.in bbci.co.uk",
    "nytimes.com nyti.ms",
    "washingtonpost.com wapo.st",
    "theguardian.com guardian.co.uk",
    "reuters.com reut.rs",
    "linkedin.com lnkd.in",
    "reddit.com redd.it",
    "wikipedia.org wikimedia.org wikidata.org",
    "wordpress.com wp.me wordpress.org automattic.com",
    "python.org pypi.org",
    "vk.com vk.ru vkontakte.ru vk.cc",
    "kremlin.ru xn--e1ajeds9e.xn--p1ai xn--d1abbgf6aiiy.xn--p1ai",  # кремль.рф, президент.рф
    "government.ru xn--80aealotwbjpid2k.xn--p1ai",  # правительство.рф
    "gosuslugi.ru xn--c1aapkosapc.xn--p1ai",  # госуслуги.рф
    "yandex.ru yandex.com ya.ru yandex.net",
    "mail.ru list.ru bk.ru inbox.ru",
    "haaretz.co.il haaretz.com themarker.com",
    "aljazeera.net aljazeera.com",
    "weibo.com weibo.cn t.cn sina.com.cn",
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
