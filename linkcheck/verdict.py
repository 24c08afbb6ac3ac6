"""What a resource means for the person who clicks: a pure judgement, written as two tables.

*Broken needs positive evidence*: the server, the registry of names or the certificate says so. Whatever may
pass is `unavailable`, whatever keeps robots out is `blocked`, whatever was not asked is `skipped`.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from linkcheck.model import Failure, FailureKind, Resource, Verdict


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict and the reason for it in plain words, short enough for a table."""

    verdict: Verdict
    reason: str


_OK, _BROKEN, _BLOCKED, _UNAVAILABLE, _SKIPPED = Verdict

# The manual and the README say it in these words.
MEANINGS: dict[Verdict, str] = {
    _OK: "a person who clicks sees the page",
    _BROKEN: "a person who clicks gets nothing useful, and a repeat will not help",
    _BLOCKED: "the server refuses robots, or asks for a login or payment, so nobody can know",
    _UNAVAILABLE: "it failed in a way that may pass: a time-out, a server error, too many requests",
    _SKIPPED: "it was not asked, with the reason: excluded, not a web address, a private address",
}

# Statuses with a meaning of their own; the others follow from their class, in `_judge_status`.
# 300 without a choice made by the server shows the choices (RFC 9110 §15.4.1); 304 needs no body to be true.
# 406 and 418 are how sites turn away what does not look like a browser; 440, 498, 499 (Microsoft, Esri) ask
# for a login, 450 (Microsoft) is a parents' filter, 999 (LinkedIn) refuses robots; 408, 421 and 425 ask for
# the request to be sent again, 420 (Twitter) and 430 (Shopify) for fewer; 423 is locked for a while.
_STATUS: dict[int, tuple[Verdict, str]] = {
    300: (_OK, "300"),
    304: (_OK, "304"),
    401: (_BLOCKED, "asks for a login"),
    402: (_BLOCKED, "asks for payment"),
    403: (_BLOCKED, "refuses access (403)"),
    404: (_BROKEN, "404 not found"),
    406: (_BLOCKED, "refuses robots (406)"),
    407: (_BLOCKED, "asks for a login at a proxy"),
    408: (_UNAVAILABLE, "408"),
    410: (_BROKEN, "410 gone"),
    418: (_BLOCKED, "refuses robots (418)"),
    420: (_UNAVAILABLE, "420 too many requests"),
    421: (_UNAVAILABLE, "421"),
    423: (_UNAVAILABLE, "423 locked"),
    425: (_UNAVAILABLE, "425"),
    429: (_UNAVAILABLE, "429 too many requests"),
    430: (_UNAVAILABLE, "430 too many requests"),
    440: (_BLOCKED, "asks for a login"),
    450: (_BLOCKED, "withheld by parental controls (450)"),
    451: (_BLOCKED, "withheld for legal reasons (451)"),
    498: (_BLOCKED, "asks for a login"),
    499: (_BLOCKED, "asks for a login"),
    999: (_BLOCKED, "refuses robots (999)"),
}

_FAILURE: dict[FailureKind, tuple[Verdict, str]] = {
    FailureKind.EXCLUDED: (_SKIPPED, "excluded"),
    FailureKind.UNSUPPORTED_SCHEME: (_SKIPPED, "not a web address"),
    FailureKind.PRIVATE_ADDRESS: (_SKIPPED, "a private address"),
    FailureKind.ROBOTS: (_SKIPPED, "robots.txt asks not to"),
    FailureKind.ROBOTS_UNREADABLE: (_UNAVAILABLE, "robots.txt could not be read"),
    FailureKind.INTERRUPTED: (_SKIPPED, "the run was interrupted"),
    FailureKind.SYNTAX_ONLY: (_SKIPPED, "only its syntax was checked"),
    FailureKind.PLACEHOLDER: (_SKIPPED, "a program is to fill it in"),
    FailureKind.FILE_OUTSIDE: (_SKIPPED, "outside the root folder"),
    FailureKind.FILE_UNREADABLE: (_SKIPPED, "not a regular file"),
    FailureKind.FILE_NOT_FOUND: (_BROKEN, "no such file"),
    FailureKind.ROOT_UNKNOWN: (_SKIPPED, "not known what folder it is counted from (--root-dir)"),
    FailureKind.FILE_CASE: (_BROKEN, "the file's name has other letters"),
    FailureKind.MAIL_REFUSED: (_BROKEN, "the domain takes no mail"),
    FailureKind.DNS_NOT_FOUND: (_BROKEN, "the host does not exist"),
    FailureKind.DNS_NO_ADDRESS: (_BROKEN, "the host has no address"),
    FailureKind.DNS_FAILED: (_UNAVAILABLE, "the host's name could not be looked up"),
    FailureKind.CONNECT_REFUSED: (_UNAVAILABLE, "the connection was refused"),
    FailureKind.CONNECT_TIMEOUT: (_UNAVAILABLE, "the connection timed out"),
    FailureKind.CONNECT_FAILED: (_UNAVAILABLE, "no connection"),
    FailureKind.HOST_DOWN: (_UNAVAILABLE, "the host is down"),
    FailureKind.LOCAL_FAULT: (_UNAVAILABLE, "this machine could not ask for it"),
    FailureKind.TLS_EXPIRED: (_BROKEN, "the certificate is not valid today"),
    FailureKind.TLS_NAME: (_BROKEN, "the certificate is for another host"),
    FailureKind.TLS_UNTRUSTED: (_BROKEN, "the certificate is self-signed"),
    FailureKind.TLS_CHAIN: (_UNAVAILABLE, "the certificate's authority is unknown here"),
    FailureKind.TLS_NOT_TLS: (_BROKEN, "the server does not speak TLS"),
    FailureKind.TLS_FAILED: (_UNAVAILABLE, "no secure connection"),
    FailureKind.TIMEOUT: (_UNAVAILABLE, "timed out"),
    FailureKind.RESET: (_UNAVAILABLE, "the server hung up"),
    FailureKind.MALFORMED_RESPONSE: (_UNAVAILABLE, "the reply is not valid HTTP"),
    FailureKind.INVALID_URL: (_BROKEN, "the address is malformed"),
    FailureKind.REDIRECT_LOOP: (_BROKEN, "redirects in a loop"),
    FailureKind.REDIRECT_LIMIT: (_BROKEN, "redirects too often"),
    FailureKind.REDIRECT_INVALID: (_BROKEN, "redirects to a malformed address"),
    FailureKind.REDIRECT_SCHEME: (_BROKEN, "redirects to what is not a web address"),
    FailureKind.REDIRECT_PRIVATE: (_SKIPPED, "redirects to a private address"),
}


def judge(resource: Resource) -> Judgement:
    """Say what the resource means for the person who clicks.

    >>> judge(Resource("https://example.org/", status=404))
    Judgement(verdict=<Verdict.BROKEN: 'broken'>, reason='404 not found')
    """
    if resource.failure is not None:
        return _judge_failure(resource.failure, resource.attempts)
    if resource.is_found:
        return Judgement(_OK, "found")
    status = resource.status or 0
    if resource.accepted_by is not None and not resource.is_wrong_type:
        return Judgement(_OK, f"{status}, accepted ({resource.accepted_by})")
    if resource.challenge is not None:
        return Judgement(_BLOCKED, f"refuses robots ({resource.challenge})")
    if resource.is_rate_limited and status != 429:
        return Judgement(_UNAVAILABLE, f"too many requests ({status})")
    if resource.is_wrong_type:
        return Judgement(_BROKEN, f"{resource.media_type}, not a picture")
    verdict, words = _judge_status(status)
    if verdict is _UNAVAILABLE and resource.attempts > 1:
        words = f"kept answering {words}"
    return Judgement(verdict, words)


def _judge_status(status: int) -> tuple[Verdict, str]:
    if status in _STATUS:
        return _STATUS[status]
    if 200 <= status < 300:
        return _OK, str(status)
    if 300 <= status < 400:  # followed where it could be, so this one leads nowhere
        return _UNAVAILABLE, f"{status} without a target"
    if 400 <= status < 500:
        return _BROKEN, _phrase(status)
    if 500 <= status < 600:
        return _UNAVAILABLE, str(status)
    return _UNAVAILABLE, f"an unknown status, {status}"


def _judge_failure(failure: Failure, attempts: int) -> Judgement:
    verdict, words = _FAILURE[failure.kind]
    if failure.detail:
        words = f"{words}: {failure.detail}"
    if verdict is _UNAVAILABLE and attempts > 1:
        words = f"{words} after {attempts} attempts"
    return Judgement(verdict, words)


def _phrase(status: int) -> str:
    """Return the status with its standard words (RFC 9110 §15), where it has some."""
    try:
        return f"{status} {HTTPStatus(status).phrase.lower()}"
    except ValueError:
        return str(status)
