"""Addresses of people: whether a `mailto:` or `tel:` link is written so that a program can use it."""

from __future__ import annotations

import re
from urllib.parse import unquote

# RFC 3966 §3: a global number, or a local one with a context; visual separators may stand anywhere.
_GLOBAL = re.compile(r"\+[0-9().\-\s]*[0-9][0-9().\-\s]*")
_LOCAL = re.compile(r"[0-9A-Fa-f*#().\-\s]+")
_MOST_DIGITS = 15  # ITU-T E.164
_PARAMETER = re.compile(r"[A-Za-z0-9-]+(=[^;]*)?")
# An address written for people and against programs (`ida at example.org`).
_WRITTEN_OUT = re.compile(
    r"[^\s@]+\s+at\s+[^\s@]+(?:\s+(?:dot|\.)\s+[^\s@]+)*|[^\s@]+\s*[\[({]\s*(?:at|@)\s*[\])}].*",
    re.IGNORECASE,
)

# Providers whose addresses say nothing of the site that their owner has.
_FREE_MAIL = frozenset(
    "gmail.com googlemail.com outlook.com hotmail.com live.com yahoo.com aol.com icloud.com me.com "
    "mac.com proton.me protonmail.com gmx.de gmx.net gmx.com web.de mail.com mail.ru yandex.ru ya.ru "
    "bk.ru list.ru inbox.ru rambler.ru qq.com 163.com 126.com sina.com foxmail.com walla.com walla.co.il "
    "bezeqint.net maktoob.com terra.es telefonica.net libero.it orange.fr free.fr laposte.net naver.com "
    "daum.net fastmail.com".split()
)


def is_free_mail(domain: str) -> bool:
    """Say whether anybody has mail addresses at a domain.

    >>> is_free_mail("gmail.com"), is_free_mail("bank.com")
    (True, False)
    """
    return domain in _FREE_MAIL


def mail_addresses(url: str) -> tuple[str, ...]:
    """Return the addresses of a `mailto:` URL (RFC 6068 §2), from its path and its `to` fields.

    >>> mail_addresses("mailto:a@e.org,b@e.org?to=c%40e.org&subject=Hello")
    ('a@e.org', 'b@e.org', 'c@e.org')
    """
    path, _, query = url.partition(":")[2].partition("#")[0].partition("?")
    fields = [path]
    for pair in query.replace("&amp;", "&").split("&"):
        name, _, value = pair.partition("=")
        if name.lower() == "to":
            fields.append(value)
    return tuple(unquote(each).strip() for field in fields for each in field.split(",") if each.strip())


def mail_problem(url: str) -> str | None:
    """Return what is wrong with a `mailto:` URL, None if nothing is (RFC 5322 §3.4.1, RFC 6531).

    Nothing is with one that was written so that programs do not read it.
    """
    from email_validator import EmailNotValidError, validate_email

    addresses = mail_addresses(url)
    query = url.partition("?")[2].lower()
    if not addresses:
        is_template = any(each.split("=")[0] in ("subject", "body", "cc", "bcc") for each in query.split("&"))
        return None if is_template else "it names no address"
    for address in addresses:
        if _WRITTEN_OUT.fullmatch(address):
            continue
        try:
            # a name without dots may be known where the mail is sent from; the library refuses `localhost`
            validate_email(
                re.sub("@localhost$", "@localhost.test", address),
                check_deliverability=False,
                test_environment=True,
                globally_deliverable=False,
            )
        except EmailNotValidError as error:
            return f"{address}: {str(error).rstrip('.')}"
    return None


def phone_problem(url: str) -> str | None:
    """Return what is wrong with a `tel:` URL, None if nothing is (RFC 3966 §3)."""
    number, *parameters = unquote(url.partition(":")[2]).split(";")
    number = number.strip()
    digits = sum(character.isdigit() for character in number)
    if not number:
        return "it has no number"
    if not (_GLOBAL if number.startswith("+") else _LOCAL).fullmatch(number):
        return "it holds characters that no number has"
    if number.startswith("+") and digits > _MOST_DIGITS:
        return f"it has {digits} digits, more than the {_MOST_DIGITS} a number can have"
    if not all(_PARAMETER.fullmatch(each) for each in parameters):
        return "its parameters are malformed"
    return None
