"""The verdict: every row of the tables, and what the rows do not name."""

from __future__ import annotations

import pytest

from linkcheck.model import Failure, FailureKind, Resource, Verdict
from linkcheck.verdict import judge

OK, BROKEN, BLOCKED, UNAVAILABLE, SKIPPED = Verdict

STATUSES = [
    (200, OK, "200"),
    (202, OK, "202"),
    (204, OK, "204"),
    (206, OK, "206"),
    (300, OK, "300"),
    (302, UNAVAILABLE, "302 without a target"),
    (304, OK, "304"),
    (400, BROKEN, "400 bad request"),
    (401, BLOCKED, "asks for a login"),
    (402, BLOCKED, "asks for payment"),
    (403, BLOCKED, "refuses access (403)"),
    (404, BROKEN, "404 not found"),
    (405, BROKEN, "405 method not allowed"),
    (406, BLOCKED, "refuses robots (406)"),
    (407, BLOCKED, "asks for a login at a proxy"),
    (408, UNAVAILABLE, "408"),
    (410, BROKEN, "410 gone"),
    (418, BLOCKED, "refuses robots (418)"),
    (421, UNAVAILABLE, "421"),
    (425, UNAVAILABLE, "425"),
    (429, UNAVAILABLE, "429 too many requests"),
    (440, BLOCKED, "asks for a login"),
    (451, BLOCKED, "withheld for legal reasons (451)"),
    (498, BLOCKED, "asks for a login"),
    (499, BLOCKED, "asks for a login"),
    (460, BROKEN, "460"),
    (500, UNAVAILABLE, "500"),
    (503, UNAVAILABLE, "503"),
    (530, UNAVAILABLE, "530"),
    (999, BLOCKED, "refuses robots (999)"),
    (0, UNAVAILABLE, "an unknown status, 0"),
    (101, UNAVAILABLE, "an unknown status, 101"),
    (777, UNAVAILABLE, "an unknown status, 777"),
]

FAILURES = {
    FailureKind.EXCLUDED: (SKIPPED, "excluded"),
    FailureKind.UNSUPPORTED_SCHEME: (SKIPPED, "not a web address"),
    FailureKind.PRIVATE_ADDRESS: (SKIPPED, "a private address"),
    FailureKind.ROBOTS: (SKIPPED, "robots.txt asks not to"),
    FailureKind.SYNTAX_ONLY: (Verdict.SKIPPED, "only its syntax was checked"),
    FailureKind.PLACEHOLDER: (Verdict.SKIPPED, "a program is to fill it in"),
    FailureKind.FILE_OUTSIDE: (Verdict.SKIPPED, "outside the root folder"),
    FailureKind.FILE_UNREADABLE: (Verdict.SKIPPED, "not a regular file"),
    FailureKind.FILE_NOT_FOUND: (Verdict.BROKEN, "no such file"),
    FailureKind.ROOT_UNKNOWN: (
        Verdict.SKIPPED,
        "not known what folder it is counted from (--root-dir)",
    ),
    FailureKind.FILE_CASE: (Verdict.BROKEN, "the file's name has other letters"),
    FailureKind.MAIL_REFUSED: (Verdict.BROKEN, "the domain takes no mail"),
    FailureKind.ROBOTS_UNREADABLE: (Verdict.UNAVAILABLE, "robots.txt could not be read"),
    FailureKind.INTERRUPTED: (SKIPPED, "the run was interrupted"),
    FailureKind.DNS_NOT_FOUND: (BROKEN, "the host does not exist"),
    FailureKind.DNS_NO_ADDRESS: (BROKEN, "the host has no address"),
    FailureKind.DNS_FAILED: (UNAVAILABLE, "the host's name could not be looked up"),
    FailureKind.CONNECT_REFUSED: (UNAVAILABLE, "the connection was refused"),
    FailureKind.CONNECT_TIMEOUT: (UNAVAILABLE, "the connection timed out"),
    FailureKind.CONNECT_FAILED: (UNAVAILABLE, "no connection"),
    FailureKind.HOST_DOWN: (UNAVAILABLE, "the host is down"),
    FailureKind.LOCAL_FAULT: (Verdict.UNAVAILABLE, "this machine could not ask for it"),
    FailureKind.TLS_EXPIRED: (BROKEN, "the certificate is not valid today"),
    FailureKind.TLS_NAME: (BROKEN, "the certificate is for another host"),
    FailureKind.TLS_UNTRUSTED: (BROKEN, "the certificate is self-signed"),
    FailureKind.TLS_CHAIN: (UNAVAILABLE, "the certificate's authority is unknown here"),
    FailureKind.TLS_NOT_TLS: (BROKEN, "the server does not speak TLS"),
    FailureKind.TLS_FAILED: (UNAVAILABLE, "no secure connection"),
    FailureKind.TIMEOUT: (UNAVAILABLE, "timed out"),
    FailureKind.RESET: (UNAVAILABLE, "the server hung up"),
    FailureKind.MALFORMED_RESPONSE: (UNAVAILABLE, "the reply is not valid HTTP"),
    FailureKind.INVALID_URL: (BROKEN, "the address is malformed"),
    FailureKind.REDIRECT_LOOP: (BROKEN, "redirects in a loop"),
    FailureKind.REDIRECT_LIMIT: (BROKEN, "redirects too often"),
    FailureKind.REDIRECT_INVALID: (BROKEN, "redirects to a malformed address"),
    FailureKind.REDIRECT_SCHEME: (BROKEN, "redirects to what is not a web address"),
    FailureKind.REDIRECT_PRIVATE: (SKIPPED, "redirects to a private address"),
}


@pytest.mark.parametrize(("status", "verdict", "reason"), STATUSES)
def test_each_status_has_its_verdict_and_reason(status: int, verdict: Verdict, reason: str) -> None:
    judgement = judge(Resource("https://a.example/", status=status, attempts=1))
    assert (judgement.verdict, judgement.reason) == (verdict, reason)


@pytest.mark.parametrize("kind", FailureKind)
def test_each_failure_has_its_verdict_and_reason(kind: FailureKind) -> None:
    judgement = judge(Resource("https://a.example/", failure=Failure(kind), attempts=1))
    assert (judgement.verdict, judgement.reason) == FAILURES[kind]


def test_every_status_is_judged_and_none_but_client_errors_are_broken() -> None:
    for status in range(1000):
        judgement = judge(Resource("https://a.example/", status=status))
        assert judgement.reason
        assert judgement.verdict is not SKIPPED
        assert judgement.verdict is not BROKEN or 400 <= status < 500


def test_a_failure_that_may_pass_tells_how_often_it_was_tried() -> None:
    timed_out = Resource("https://a.example/", failure=Failure(FailureKind.TIMEOUT), attempts=3)
    assert judge(timed_out).reason == "timed out after 3 attempts"
    assert judge(Resource("https://a.example/", status=503, attempts=3)).reason == "kept answering 503"


def test_what_is_certain_is_not_counted() -> None:
    gone = Resource("https://a.example/", failure=Failure(FailureKind.DNS_NOT_FOUND), attempts=2)
    assert judge(gone).reason == "the host does not exist"
    assert judge(Resource("https://a.example/", status=404, attempts=2)).reason == "404 not found"


def test_a_detail_is_added_to_the_reason() -> None:
    failure = Failure(FailureKind.REDIRECT_SCHEME, "file")
    judgement = judge(Resource("https://a.example/", failure=failure))
    assert judgement.reason == "redirects to what is not a web address: file"


@pytest.mark.parametrize("status", [200, 202, 403, 405, 429, 503])
def test_a_robot_wall_is_never_more_than_blocked(status: int) -> None:
    judgement = judge(Resource("https://a.example/", status=status, challenge="Cloudflare", attempts=3))
    assert (judgement.verdict, judgement.reason) == (BLOCKED, "refuses robots (Cloudflare)")


def test_a_page_in_place_of_a_picture_is_broken_and_a_picture_not_decoded_is_not() -> None:
    page = Resource("https://a.example/", status=200, media_type="text/html", is_wrong_type=True)
    assert (judge(page).verdict, judge(page).reason) == (BROKEN, "text/html, not a picture")
    damaged = Resource("https://a.example/", status=200, media_type="image/png", picture_problem="truncated")
    assert judge(damaged).verdict is OK
