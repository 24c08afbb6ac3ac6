"""Anchors that show one address and lead to another: what is found, and the longer list of what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.analysis.shown import named_by_user, shown_address
from linkcheck.model import Level, Redirect, Resource
from tests.canned import document, findings

RULE = "misleading-anchor"
EVIL = "https://evil.example/"


@pytest.mark.parametrize(
    ("anchor", "target"),
    [
        ("https://paypal.com", "https://paypal.com.evil.example/"),
        ("www.bank.com", "https://bank-login.example"),
        ("paypal.com", "https://user@evil.example"),
        ("https://paypal.com", "https://paypal.com@evil.example/"),
        ("click", "https://www.paypal.com@evil.example/login"),
        ("click", "https://paypal.com%2Flogin@evil.example/"),
        ("https://paypal.com@evil.example", EVIL),
        ("раypal.com", EVIL),
        ("https://paypal.com", "https://xn--pypal-4ve.com/"),
        ("https://pay\u200bpal.com", EVIL),
        ("pay\u00adpal.com", EVIL),
        ("\u202apaypal.com\u202c", EVIL),
        ("ｐａｙｐａｌ．ｃｏｍ", EVIL),
        ("https：//paypal.com", EVIL),
        ("paypal。com", EVIL),
        ("https://paypal.com", "https://%65vil.example/"),
        ("https://%70aypal.com", EVIL),
        ("https:&#47;&#47;paypal&period;com", EVIL),
        ("**https://**paypal.com/login", EVIL),
        ("`paypal.com`", EVIL),
        ("https:// paypal.com", EVIL),
        ("🔒 https://paypal.com", EVIL),
        ("(paypal.com)", EVIL),
        ("https://paypal.com/signin…", EVIL),
        ("paypal.com › login", EVIL),
        ("paypal.com/login", "https://evil.example/paypal.com/login"),
        ("https://accounts.google.com/", "//evil.example/"),
        ("www.google.com", "https://www.google.com/url?q=https%3A%2F%2Fevil.example"),
        ("https://paypal.com", "http://192.0.2.7/"),
        ("PayPal.com", "https://paypal-login.example"),
        ("Log in at https://paypal.com/login", "https://paypal-login.example/"),
        ("сбербанк.рф", EVIL),
        ("sberbank.ru", "https://sberbank-online.example"),
        ("الراجحي.السعودية", EVIL),
        ("bank.com.sa", EVIL),
        ("中国银行.中国", EVIL),
        ("alibaba.com.cn", EVIL),
        ("bbva.es", "https://bbva.es.evil.example/"),
        ("leumi.co.il", EVIL),
        ("bild.de", EVIL),
        # spellings that browsers and readers mend
        ("https:/paypal.com", EVIL),
        ("https:paypal.com", EVIL),
        ("https;//paypal.com", EVIL),
        ("hxxps://paypal.com/login", EVIL),
        ("ftp://bank.com/", EVIL),
        ("paypal[.]com", EVIL),
        ("paypal(.)com/login", EVIL),
        ("paypal\u2024com", EVIL),
        ("paypal\ufe52com", EVIL),
        ("paypal.\u03f2om", EVIL),
        ("https:\u2044\u2044paypal.com", EVIL),
        ("p\u0332a\u0332ypal.com", EVIL),
        ("paypa\u0406.com", EVIL),
        ("PAYPAL.COM", EVIL),
        ("https://…bank.com", EVIL),
        # what stands before the @
        ("Sign in", "https://paypal.com;@evil.example/"),
        ("Sign in", "https://paypal.com&login@evil.example/"),
        ("Sign in", "https://paypal.com\uff0flogin@evil.example/"),
        # known sites under endings of files and words, governments, domains of two labels
        ("metamask.io", EVIL),
        ("zoom.us", EVIL),
        ("notion.so/signin", EVIL),
        ("gov.uk", EVIL),
        ("gob.mx", EVIL),
        ("sbi.co.in", EVIL),
        # customers of one host
        ("alice.github.io", "https://bob.github.io/"),
        ("alice.blogspot.com", "https://bob.blogspot.com/"),
        ("alice.wordpress.com", "https://bob.wordpress.com/"),
        ("github.com/login", "https://login-page.github.io/"),
        ("google.com", "https://docs.google.com/forms/d/1"),
        ("accounts.google.com", "https://sites.google.com/view/accounts"),
        ("paypal.com", "https://paypal.weebly.com/"),
        ("binance.com", "https://binance.com.vc/"),
        ("https://paypal.com", "https://paypal.top/"),
        ("barclays.de", "https://evil.example/de"),
        # addresses among words that only lead there
        ("Log in at bank.com", EVIL),
        ("bank.com | Sign in", EVIL),
        ("bank.com (official site)", EVIL),
        ("Go to www.bank.com now", EVIL),
        ("https://bank.com https://bank.com", EVIL),
        ("Entra en bbva.es", EVIL),
        ("Войти в sberbank.ru", EVIL),
        ("Официальный сайт: gosuslugi.ru", EVIL),
        ("تسجيل الدخول إلى alrajhibank.com.sa", EVIL),
        ("היכנסו לאתר leumi.co.il", EVIL),
        ("כניסה ל-leumi.co.il", EVIL),
        ("点击登录icbc.com.cn官网", EVIL),
        ("访问 icbc.com.cn", EVIL),
        # addresses that other words speak of, on a host that imitates them
        ("Bank: vtb.ru", "https://vtb-kredit.example/"),
        ("the account at accounts.google.com", "https://goog1e-accounts.example/"),
        ("نون noon.com", "https://noon-offers.example/"),
        ("淘宝taobao.com", "https://taobao-login.example/"),
        ("microsoft.com", "https://rnicrosoft.example/"),
        # names of the site beside its address, and what more leads to it
        ("Bank Support (bank.com)", EVIL),
        ("bank.com's secure page", EVIL),
        ("hapoalim: bankhapoalim.co.il", EVIL),
        ("Please sign in at https://www.bank.com to restore access", EVIL),
        ("Подтвердите данные: www.bank.ru", EVIL),
        ("اضغط على www.bank.com.sa لتحديث بياناتك", EVIL),
        ("请登录 www.icbc.com.cn 更新", EVIL),
        ("Para verificar: bbva.es", EVIL),
        ("לאימות: leumi.co.il", EVIL),
        # addresses pulled apart or escaped
        ("bank .com", EVIL),
        ("mybank. com", EVIL),
        ("www.bank .co.uk/login", EVIL),
        ("b a n k . c o m", EVIL),
        ("bank·com", EVIL),
        ("bank\u2027com", EVIL),
        ("https%3A%2F%2Fbank.com%2Flogin", EVIL),
        # endings of words, where the host goes on from the address shown
        ("Claim at coin.foundation", "https://coin.foundation.evil.example/"),
        ("coin.cafe", "https://coin.cafe.evil.example/"),
        ("coin.finance", EVIL),
        ("cmbchina.com", "https://cmb-china.example/"),
        ("访问招商银行 www.cmbchina.com", "https://cmb-china.example/"),
        # wrappers, mail and telephones
        ("paypal.com", "https://urldefense.com/v3/__https://evil.example/__;!!x$"),
        ("help@bank.com", "mailto:thief@evil.example"),
        ("Write to help@bank.com", "mailto:help@bank.com.evil.example"),
        ("Пишите: help@bank.ru", "mailto:thief@evil.example"),
        ("https://bank.com", "ipfs://bafy/"),
        ("https://bank.com", "magnet:?xt=urn:btih:1"),
        ("mailto:help@bank.com", EVIL),
        ("https://bank.com", "mailto:thief@evil.example"),
        ("https://bank.com", "ftp://evil.example/"),
        ("https://bank.com", "tel:+123456"),
        ("help@bank.com", "https://bank-login.example/"),
        ("https://bank.com", "javascript:alert(1)"),
        ("www.bank.com", "data:text/html,x"),
        ("https://bank.com/login", "JavaScript:void(0)"),
    ],
)
def test_an_address_that_leads_to_another_site_is_found(anchor: str, target: str) -> None:
    (found,) = findings(RULE, document(f"[{anchor}]({target})"))
    assert found.level is Level.WARNING
    assert (
        "evil.example" in found.message or found.evidence["target_domain"] != found.evidence["shown_domain"]
    )


@pytest.mark.parametrize(
    "html",
    [
        f'<a href="{EVIL}"><b>https://</b><span>pay</span>pal.com</a>',
        f'<a href="{EVIL}">https&#58;//paypal.com</a>',
        f'<a href="{EVIL}">pay<wbr>pal<!-- -->.com</a>',
        f'<a href="{EVIL}">pay&shy;pal.com</a>',
        f'<a href="{EVIL}"><div>paypal.com</div></a>',
        f'<nav><a href="{EVIL}" title="paypal.com"></a></nav>',
        '<a href="https&#58;//paypal.com&#64;evil.example">x</a>',
    ],
)
def test_markup_hides_nothing(html: str) -> None:
    (found,) = findings(RULE, document(html, "post.html", "text/html"))
    assert "paypal.com" in found.message


def test_forum_posts_and_plain_text_show_addresses_too() -> None:
    plain = document("Sign in: see www.bank.com (https://bank-login.example)", "a.txt", "text/plain")
    forum = document(f"[url={EVIL}][b]paypal[/b].com[/url]", "a.bbcode", "text/x-bbcode")
    assert [found.evidence["target_domain"] for found in findings(RULE, plain, forum)] == [
        "evil.example",
        "bank-login.example",
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (f"Visit https://www.bank.com <{EVIL}> now", 1),
        (f"Sign in at bank.com ({EVIL})", 1),
        (f"Войдите в bank.com <{EVIL}>", 1),
        ("Visit https://www.bank.com <https://bank.com/> now", 0),
        (f"The outage of bank.com ({EVIL})", 0),
        (f"<https://www.bank.com> <{EVIL}>", 0),
        (f"https://www.bank.com, {EVIL}", 0),
    ],
)
def test_plain_text_shows_an_address_before_its_link(text: str, count: int) -> None:
    assert len(findings(RULE, document(text, "a.txt", "text/plain"))) == count


@pytest.mark.parametrize(
    ("anchor", "target"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("example.org", "https://www.example.org/"),
        ("www.example.org", "http://example.org"),
        ("http://example.org", "https://example.org/?utm_source=x"),
        ("EXAMPLE.org/", "https://example.org"),
        ("docs.example.org", "https://example.org/docs"),
        ("example.org/very/lo…", "https://example.org/very/long/path"),
        ("https://very-long-na…", "https://very-long-name.org/path"),
        ("example.org/.../page", "https://example.org/a/b/page"),
        ("example.org › docs › page", "https://example.org/docs/page"),
        ("http://example.org:8080/", "https://example.org/"),
        ("пример.рф", "https://xn--e1afmkfd.xn--p1ai/"),
        ("https://xn--e1afmkfd.xn--p1ai/", "https://пример.рф/страница"),
        ("例え.jp", "https://xn--r8jz45g.jp/"),
        ("bücher.de", "https://xn--bcher-kva.de/"),
        ("example.org", "https://www.google.com/url?q=https%3A%2F%2Fexample.org"),
        ("example.org", "https://web.archive.org/web/2020/https://example.org/"),
        ("Last.fm", "https://en.wikipedia.org/wiki/Last.fm"),
        ("socket.io", "https://github.com/socketio/socket.io"),
        ("crates.io", "https://github.com/rust-lang/crates.io"),
        ("pic.twitter.com/AbC", "https://t.co/xYz"),
        ("https://twitter.com/someone", "https://x.com/someone"),
        ("bbc.com/news", "https://www.bbc.co.uk/news"),
        ("https://bit.ly/abc", "https://example.org/"),
        ("monday.com", "https://www.g2.com/products/monday-com/reviews"),
        ("dot.com", "https://en.wikipedia.org/wiki/Dot-com_bubble"),
        ("Cars.com", "https://finance.yahoo.com/quote/CARS"),
        ("booking.com", "https://www.reuters.com/technology/booking-com-fined-2024"),
        ("evil[.]com", "https://www.virustotal.com/gui/domain/evil.com"),
        ("booking.com", "https://www.bookingholdings.com/"),
        ("*.example.com", "https://example.net/"),
        ("*.bank.com", "https://example.net/"),
        ("go.dev/doc", "https://golang.org/doc"),
        ("k8s.io/api", "https://pkg.go.dev/k8s.io/api"),
        ("k8s.io/api", "https://github.com/kubernetes/api"),
        ("gopkg.in/yaml.v3", "https://github.com/go-yaml/yaml"),
        ("http://code.google.com/p/thing", "https://github.com/somebody/thing"),
        ("alice.github.io", "https://github.com/alice/alice.github.io"),
        ("github.com/alice/thing", "https://alice.github.io/thing"),
        ("thing.readthedocs.io", "https://thing.readthedocs.org/"),
        ("github.com/a/b/file", "https://raw.githubusercontent.com/a/b/file"),
        ("freedesktop.org site for Wayland", "https://wayland.freedesktop.org/"),
        ("wordpress.com", "https://developer.wordpress.com/"),
        ("gov.uk", "https://www.gov.uk/tax"),
        ("www.gov.uk", "https://assets.publishing.service.gov.uk/a.pdf"),
        ("System.Net", "https://learn.microsoft.com/"),
        ("г.Москва", "https://example.org/"),
        ("Mail.Ru", "https://example.org/"),
        ("«Газета.Ru»", "https://www.gazeta.ru/x"),
        ("ElPaís.com", "https://elpais.com/x"),
        ("El Mundo.es", "https://www.elmundo.es/x"),
        ("the Amazon.com deal", "https://example.org/"),
        ("Log in at bank.com", "https://www.bank.com/login"),
        ("访问 icbc.com.cn", "https://www.icbc.com.cn/"),
        ("כניסה ל-leumi.co.il", "https://www.leumi.co.il/"),
        ("https://bank.com, https://shop.com", "https://example.org/"),
        ("ftp://ftp.example.org/", "https://ftp.example.org/"),
        ("bank.com", "ftp://ftp.bank.com/"),
        ("help@bank.com", "mailto:info@mail.bank.com"),
        ("help@bank.com", "https://www.bank.com/contact"),
        ("jane@gmail.com", "https://jane.example/"),
        ("jane@corp.com", "https://jane.example/"),
        ("淘宝taobao.com", "https://www.taobao.com/"),
        ("淘宝taobao.com", "https://example.org/"),
        ("souq.com", "https://ar.wikipedia.org/wiki/سوق"),
        ("std.net", "https://dlang.org/phobos/std_net_curl.html"),
        ("http://svn.apache.org/repos/thing", "https://github.com/apache/other"),
        ("gitee.com/a/b", "https://github.com/a/b"),
        ("npm.im/got", "https://www.npmjs.com/package/got"),
        ("electron.net", "https://electronjs.org/docs/api/net/"),
        ("prelude.ls", "https://preludels.com/"),
        ("Call us", "tel:+123456"),
        ("2.0.1.4", "https://example.org/"),
        ("openssl.org", "https://openssl-library.org/"),
        ("кремль.рф", "http://kremlin.ru/"),
        ("правительство.рф", "http://government.ru/"),
        ("whitehouse.gov", "https://obamawhitehouse.archives.gov/x"),
        ("forms.gle/x", "https://docs.google.com/forms/d/x"),
        ("docker.io/library/nginx", "https://hub.docker.com/_/nginx"),
        ("https://example.com", "https://www.rfc-editor.org/rfc/rfc2606"),
        ("example.org", "https://webcache.googleusercontent.com/search?q=cache:https://example.org/"),
        ("np.int", "https://numpy.org/doc/"),
        ("matplotlib.finance", "https://matplotlib.org/api/finance_api.html"),
        ("the .com", "https://example.net/"),
        ("Microsoft .NET", "https://example.net/"),
        ("asp .net", "https://example.net/"),
        ("verdad. es", "https://example.net/"),
        ("U S A . N S A", "https://example.net/"),
        ("l·l", "https://example.net/"),
        ("史蒂夫·乔布斯", "https://example.net/"),
        ("col·legi.cat", "https://example.net/"),
        ("example.co", "https://example.co.uk/"),
        ("node.js", "https://node.js.org/"),
        ("coin.cafe", "https://example.net/"),
        ("Booking.com's engineers", "https://example.net/"),
        ("the bank of bank.com", "https://example.net/"),
        ("Write to help@bank.com", "mailto:help@bank.com"),
        ("Jane, jane@bank.com", "mailto:jane@mail.bank.com"),
        ("a@bank.com and b@shop.com", "mailto:c@example.net"),
        ("Write to jane@gmail.com", "https://example.net/contact"),
        ("README.md", "https://github.com/a/b/blob/main/README.md"),
        ("setup.py", "https://example.org/src/setup.py"),
        ("build.rs", "https://doc.rust-lang.org/cargo/reference/build-scripts.html"),
        ("install.sh", "https://example.org/"),
        ("archive.zip", "https://example.org/"),
        ("Makefile.am", "https://example.org/"),
        ("notes.org", "https://example.net/"),
        ("node.js", "https://nodejs.org/"),
        ("Next.js/React", "https://nextjs.org/"),
        ("ASP.NET", "https://learn.microsoft.com/aspnet"),
        ("asp.net", "https://learn.microsoft.com/aspnet"),
        ("Lucene.NET", "https://lucenenet.apache.org/"),
        ("System.IO", "https://learn.microsoft.com/"),
        ("java.net", "https://docs.oracle.com/"),
        ("com.example.net", "https://docs.oracle.com/"),
        ("window.name", "https://developer.mozilla.org/"),
        ("logging.info", "https://docs.python.org/"),
        ("Array.at", "https://developer.mozilla.org/"),
        ("os.open", "https://docs.python.org/"),
        ("e.g.", "https://example.org/"),
        ("i.e.", "https://example.org/"),
        ("U.S.", "https://example.org/"),
        ("v1.2.py", "https://example.org/"),
        ("1.2.3", "https://example.org/"),
        ("10.5", "https://example.org/"),
        ("and/or", "https://example.org/"),
        ("user@example.com", "https://example.org/contact"),
        ("user@example.com", "mailto:user@example.com"),
        ("the report of bank.com", "https://example.org/"),
        ("see the page. Com is next", "https://example.org/"),
        ("他说。好", "https://example.org/"),
        ("Он сказал.Да", "https://example.org/"),
        ("El País.es decir", "https://example.org/"),
        ("אמר.כן", "https://example.org/"),
        ("قال.نعم", "https://example.org/"),
        ("http://localhost:8000/", "http://127.0.0.1:8000/"),
        ("https://", "https://example.org/"),
        ("...", "https://example.org/"),
        ("https://example.org", "other.md"),
        ("https://example.org", "#part"),
    ],
)
def test_what_misleads_nobody_is_left_alone(anchor: str, target: str) -> None:
    assert findings(RULE, document(f"[{anchor}]({target})")) == []


@pytest.mark.parametrize(
    "url", ["https://me:pw@example.org/", "https://joe%40corp.com@example.org/", "https://e.org/@bank.com"]
)
def test_user_names_that_are_no_domains_are_left_alone(url: str) -> None:
    assert findings(RULE, document(f"<{url}>")) == []


@pytest.mark.parametrize(
    ("anchor", "target"),
    [
        ("Booking.com", "https://www.reuters.com/markets"),
        ("https://example.com/", "https://example.org/"),
        ("https://example.org/", "https://bit.ly/abc"),
        ("monday.com", "https://www.calcalist.co.il/internet/articles/0,7340,L-3900000,00.html"),
        ("example.net", "https://example.org/domains"),
        ("سوق.كوم", "https://example.org/"),
        ("Company.com Support", "https://company.zendesk.com/hc"),
        ("新浪.com", "https://sina.example/"),
        ("project.org", "https://project.github.io/"),
        ("help@bank.com", "https://desk.example/"),
        ("Fetching https://example.com/ fails", "https://bugs.example.org/42"),
        ("bank.com/old", "https://perma.cc/AB12-CD34"),
        ("bank.com/old", "https://archive.is/aBcD1"),
        ("report the thief help@bank.com", "mailto:abuse@example.net"),
    ],
)
def test_what_may_be_meant_so_is_a_note(anchor: str, target: str) -> None:
    (found,) = findings(RULE, document(f"[{anchor}]({target})"))
    assert found.level is Level.NOTE


def _answer(url: str, final: str) -> Resource:
    return Resource(url, status=200, redirects=(Redirect(301, final),), final_url=final)


def test_what_a_redirect_shows_is_believed() -> None:
    short = document("[example.org/report](https://bit.ly/abc)")
    assert not findings(RULE, short, resources=[_answer("https://bit.ly/abc", "https://example.org/r")])
    (found,) = findings(RULE, short, resources=[_answer("https://bit.ly/abc", EVIL)])
    assert found.level is Level.WARNING
    moved = document("[old-name.org](https://new-name.org/) and [another](https://old-name.org/x)")
    answer = _answer("https://old-name.org/x", "https://new-name.org/x")
    assert not findings(RULE, moved, resources=[answer])
    assert findings(RULE, moved)


@pytest.mark.parametrize(
    ("anchor", "target", "count"),
    [
        ("x509.ca", "#x509ca", 0),
        ("crypto.x509.ca", "all.html#all_crypto_x509ca", 0),
        ("https://bank.com", "login.html#start", 1),
        ("https://bank.com", "//evil.example/#https-bank-com", 1),
        ("https://bank.com", "https://evil.example/#https://bank.com", 1),
    ],
)
def test_headings_of_the_own_site_may_be_called_as_they_are(anchor: str, target: str, count: int) -> None:
    page = f'<p><a href="{target}">{anchor}</a></p>'
    shown = document(page, "p.html", "text/html", base_url="https://docs.example.org/")
    assert len(findings(RULE, shown)) == count


@pytest.mark.parametrize(
    ("anchor", "target", "level"),
    [
        ("mentors.debian.net", "apt.html#sect.mentors", Level.NOTE),
        ("comp.mail.mh", "morabo.html", Level.NOTE),
        ("https://bank.com", "login.html", Level.WARNING),
        ("www.bank.com", "login.html", Level.WARNING),
        ("bank.com", "/login", Level.WARNING),
    ],
)
def test_a_manuals_page_on_a_site_may_bear_its_name(anchor: str, target: str, level: Level) -> None:
    post = document(f"[{anchor}]({target})", base_url="https://debian-handbook.example/a/b.html")
    (found,) = findings(RULE, post)
    assert found.level is level


def test_one_deceit_in_one_document_is_one_finding() -> None:
    (found,) = findings(RULE, document(f"[bank.com]({EVIL}) and [bank.com]({EVIL})"))
    assert len(found.related) == 1


@given(st.text(alphabet="abc.com/:@%…-_\u200b ｃ．。рф012", max_size=40))
def test_no_anchor_is_too_odd(anchor: str) -> None:
    shown = shown_address(anchor)
    assert shown is None or (shown.host and shown.site)
    named_by_user(f"https://{anchor}/")


@pytest.mark.parametrize(
    "anchor",
    ["ل" * 1990 + " x.com", "点" * 1990 + "x.com", "网上银行" * 400 + "x.com", "中" + "a-" * 900 + ".x"],
)
def test_long_anchors_are_read_in_no_long_time(anchor: str) -> None:
    assert shown_address(anchor) is None


def test_a_grave_case_is_not_hidden_behind_a_doubtful_one() -> None:
    text = "[The page https://bank.com was down](https://evil.example/a)\n\n[hello](https://bank.com@evil.example/)"
    assert {found.level for found in findings(RULE, document(text))} == {Level.NOTE, Level.WARNING}


@pytest.mark.parametrize("target", ["javascript:void(0)", "data:image/png;base64,AA", "mailto:me@bank.com"])
@pytest.mark.parametrize("anchor", ["print", "Node.js", "setup.py", "me@bank.com", "logging.info"])
def test_scripts_under_words_are_left_alone(anchor: str, target: str) -> None:
    assert findings(RULE, document(f"[{anchor}]({target})")) == []
