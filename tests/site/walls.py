"""What robot walls show, cut down to what tells them from other pages, and a path that shows it."""

from __future__ import annotations

from tests.site.pages import HTML
from tests.site.server import Visit, route

_TEXT = "<p>Prove that you are human.</p>"
_LONG_WAY = "<style>" + " " * 20_000 + "</style>"

# Name, who it is of, page.
WALLS: dict[str, tuple[str, str]] = {
    "cloudflare-options": (
        "Cloudflare",
        "<html><head><title>Just a moment...</title></head><body><noscript>Enable JavaScript</noscript>"
        '<script>(function(){window._cf_chl_opt = {cvId: "3"};})();</script></body></html>',
    ),
    "cloudflare-script": (
        "Cloudflare",
        f"<title>Nur einen Moment</title>{_TEXT}"
        '<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1?ray=8"></script>',
    ),
    "anubis": (
        "Anubis",
        "<!doctype html><html><head><title>Making sure you&#39;re not a bot!</title>"
        '<script id="anubis_version" type="application/json">"v1.21"</script></head><body>'
        f"{_TEXT * 90}<script async src=/.within.website/x/cmd/anubis/static/js/main.mjs></script>",
    ),
    "anubis-renamed": (
        "Anubis",
        '<head><title>Hallo</title><script id="anubis_version" type="application/json">"v1"</script></head>'
        f"{_LONG_WAY}<script src='/.within.website/x/cmd/anubis/static/js/main.mjs'></script>{_TEXT}",
    ),
    "datadome": (
        "DataDome",
        "<title>a.example</title><script>var dd={'rt':'c','host':'geo.captcha-delivery.com'}</script>"
        '<script data-cfasync="false" src="https://ct.captcha-delivery.com/c.js"></script>',
    ),
    "human": (
        "HUMAN",
        f'<title>Access to this page has been denied</title><div id="px-captcha"></div>{_TEXT}',
    ),
    "akamai": ("Akamai", f'<title>&nbsp;</title><div id="sec-if-cpt-container">{_TEXT}</div>'),
    "akamai-verify": (
        "Akamai",
        '<meta http-equiv="refresh" content="5; URL=\'/?bm-verify=AAQAAA\'"><title>&nbsp;</title>',
    ),
    "imperva": (
        "Imperva",
        '<html style="height:100%"><head><META NAME="ROBOTS" CONTENT="NOINDEX"></head><body>'
        '<iframe id="main-iframe" src="/_Incapsula_Resource?CWUDNSAI=22&xinfo=0">'
        "Request unsuccessful. Incapsula incident ID: 480</iframe></body></html>",
    ),
    "imperva-script": (
        "Imperva",
        '<html><head><META NAME="robots" CONTENT="noindex,nofollow">'
        '<script src="/_Incapsula_Resource?SWJIYLWA=719d34d31c8e3a6e"></script></head><body></body></html>',
    ),
    "imperva-distil": (
        "Imperva",
        "<title>Pardon Our Interruption</title><script>var isSpa = window.isImpervaSpaSupport;</script>"
        + _TEXT,
    ),
    "aws": ("AWS WAF", '<title></title><script>window.gokuProps = {"key":"A"};</script><div id="challenge">'),
    "sucuri": (
        "Sucuri",
        "<html><title>You are being redirected...</title><noscript>Javascript is required.</noscript>"
        "<script>var s={},sucuri_cloudproxy_js='';</script></html>",
    ),
    "ddos-guard": (
        "DDoS-Guard",
        '<title>DDoS-Guard</title><script src="/.well-known/ddos-guard/js-challenge/index.js"></script>'
        + _TEXT,
    ),
    "go-away": (
        "go-away",
        "<title>Checking you are not a bot</title><link rel=stylesheet "
        'href="/.well-known/.git.gammaspectra.live/git/go-away/cmd/go-away/assets/static/style.css">' + _TEXT,
    ),
    "f5": (
        "F5",
        '<script>(function(){window["bobcmn"] = "101";})()</script><noscript>Your support ID is 1</noscript>',
    ),
}


@route(r"/walled/([a-z0-9-]+)/(\d{3})")
async def walled(visit: Visit) -> None:
    """Show a wall's page, with whatever status, and without a length so that nothing hurries its reader."""
    name, code = visit.arguments
    head = f"HTTP/1.1 {code} Odd\r\nContent-Type: {HTML}\r\nConnection: close\r\n\r\n"
    await visit.send(head.encode() + WALLS[name][1].encode())
    visit.hang_up()


@route(r"/walled-and-silent")
async def walled_and_silent(visit: Visit) -> None:
    """Refuse, begin a page and never end it."""
    await visit.send(f"HTTP/1.1 403 No\r\nContent-Type: {HTML}\r\n\r\n<title>No</title>".encode())
    await visit.reader.read()
    visit.hang_up()
