"""Every rule on sources and text health finds and leaves alone what it must in six languages."""

from __future__ import annotations

import pytest

from linkcheck.rules import rules
from tests.canned import findings
from tests.rules.citing import LANGUAGES
from tests.rules.six_languages import FOUND, LEFT_ALONE, Case, Make

# Rules that judge what a server, a file or a picture says, whatever the language of the post.
_NO_MATTER_OF_LANGUAGE = frozenset(
    "blocked-link broken-image broken-internal-link broken-link certificate-expiring "
    "image-credentials-invalid image-credit-conflict image-hotlinked image-reuse image-seen-before "
    "image-synthetic invalid-ignore malformed-url missing-alt missing-fragment missing-text-fragment "
    "moved-link oversized-image parked-domain private-target soft-404 unavailable-link "
    "unchecked-fragment unexamined-image unreadable-document unused-ignore".split()
)
_HONEST = [(rule, number) for rule, cases in LEFT_ALONE.items() for number in range(len(cases))]


def _found(rule: str, case: Case) -> list[str]:
    return [each.message for each in findings(rule, *case.documents, resources=case.resources)]


def test_every_rule_that_reads_language_has_both_lists() -> None:
    wanted = set(rules) - _NO_MATTER_OF_LANGUAGE
    assert wanted == set(FOUND), f"no case to find: {sorted(wanted ^ set(FOUND))}"
    assert wanted == set(LEFT_ALONE), f"no case to leave alone: {sorted(wanted ^ set(LEFT_ALONE))}"
    assert all(len(cases) > 1 for cases in LEFT_ALONE.values()), "the second list is the longer one"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", FOUND)
def test_it_is_found(rule: str, language: str) -> None:
    make: Make = FOUND[rule]
    assert _found(rule, make(language)), f"{rule}: nothing found in {language}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("rule", "number"), _HONEST)
def test_it_is_left_alone(rule: str, number: int, language: str) -> None:
    assert _found(rule, LEFT_ALONE[rule][number](language)) == [], f"{rule}: {language}, {number}"
