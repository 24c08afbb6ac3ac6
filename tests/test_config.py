"""Settings from several places become one configuration, or every mistake in them is named at once."""

from __future__ import annotations

from datetime import date

import pytest

from linkcheck.config import Config, Layer, OriginKind, combine, is_list, merged
from linkcheck.errors import ConfigError


def test_later_places_win_setting_by_setting_and_dashes_are_underscores() -> None:
    config = merged(
        [
            Layer(
                "linkcheck.toml",
                {"timeout-seconds": 5, "retries": 1, "rules": {"broken-link": {"level": "note"}}},
            ),
            Layer("environment", {"retries": "3", "exclude": ["a", "b"]}, is_text=True),
            Layer("command line", {"per_host": 2}),
        ]
    )
    assert (config.timeout_seconds, config.retries, config.per_host) == (5.0, 3, 2)
    assert config.exclude == ("a", "b")
    assert config.rules == {"broken-link": {"level": "note"}}


def test_nothing_said_means_the_defaults() -> None:
    assert merged([]) == Config()


def test_wrong_names_and_types_are_all_named_with_where_they_stand() -> None:
    with pytest.raises(ConfigError) as caught:
        merged(
            [
                Layer("a.toml", {"timeout": 1, "retries": "x"}),
                Layer("environment", {"per_host": "x"}, is_text=True),
            ]
        )
    assert list(caught.value.problems) == [
        "a.toml: timeout: there is no such setting (did you mean timeout_seconds?)",
        "a.toml: retries: expected a whole number, got text",
        "environment: per_host: expected a whole number, got 'x'",
    ]


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"timeout_seconds": "x"}, "timeout_seconds: expected a number, got text"),
        ({"retries": 1.5}, "retries: expected a whole number, got a decimal number"),
        ({"robots": 1}, "robots: expected true or false, got a whole number"),
        ({"exclude": "a"}, "exclude: expected a list, got text"),
        ({"headers": ["A: b", 1]}, "headers[1]: expected text, got a whole number"),
        ({"base_url": {"a": 1}}, "base_url: expected text, got a table"),
        ({"base_url": None, "retries": None}, "retries: expected a whole number, got nothing"),
        ({"concurrency": date(2020, 1, 1)}, "concurrency: expected a whole number, got a date or time"),
        ({"accept": [1.5]}, "accept[0]: expected a whole number or text, got a decimal number"),
        ({"rules": 1}, "rules: expected a table, got a whole number"),
        ({"rules": {"a": {}, "b.c": "off"}}, 'rules."b.c": expected a table, got text'),
        (
            {"hosts": {"e.org": {"per_host": []}}},
            'hosts."e.org".per_host: expected a whole number, got a list',
        ),
        ({"paths": {"a": {"rules": {"x": 1}}}}, "paths.a.rules.x: expected a table, got a whole number"),
    ],
)
def test_types_are_named_in_plain_words_and_where_they_are_wrong(
    values: dict[str, object], problem: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        merged([Layer("a.toml", values)])
    assert caught.value.problems == (f"a.toml: {problem}",)


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"timeout_seconds": 0}, "timeout_seconds: expected more than 0"),
        ({"retries": -1}, "retries: expected 0 or more"),
        ({"exclude": ["("]}, "no regular expression"),
        ({"headers": ["no colon"]}, "expected 'Name: value'"),
        ({"headers": ["A: b\r\nC: d"]}, "expected 'Name: value'"),
        ({"base_url": "blog/"}, "expected an absolute URL"),
        ({"site_url": "e.org"}, "site_url: expected an absolute URL"),
        ({"fail_on": "sometimes"}, "fail_on"),
    ],
)
def test_settings_that_cannot_be_meant_are_refused(values: dict[str, object], problem: str) -> None:
    with pytest.raises(ConfigError) as caught:
        merged([Layer("x", values)])
    assert problem in "\n".join(caught.value.problems)


def test_what_makes_no_sense_is_told_beside_what_has_the_wrong_type() -> None:
    with pytest.raises(ConfigError) as caught:
        merged([Layer("a.toml", {"retries": "x", "per_host": 0, "exclude": ["("], "headers": ["s3cret"]})])
    assert list(caught.value.problems) == [
        "a.toml: retries: expected a whole number, got text",
        "a.toml: per_host: expected more than 0, got 0",
        "a.toml: exclude: '(' is no regular expression: missing ), unterminated subpattern at position 0",
        "a.toml: headers[0]: expected 'Name: value' on one line",
    ]


def test_a_misspelt_choice_is_told_with_all_there_are_and_the_nearest() -> None:
    (problem,) = combine([Layer("a.toml", {"fail_on": "warn"})]).problems
    assert problem == (
        "a.toml: fail_on: expected one of error, warning, note, new, never, got 'warn' (did you mean"
        " warning?)"
    )


def test_each_setting_knows_where_it_comes_from() -> None:
    found = combine(
        [
            Layer("a.toml", {"retries": 1, "per-host": 3}),
            Layer("LINKCHECK_RETRIES", {"retries": "2"}, is_text=True, kind=OriginKind.ENVIRONMENT),
        ]
    )
    assert (found.config.retries, found.config.per_host) == (2, 3)
    assert {name: str(origin.kind) for name, origin in found.origins.items()} == {
        "retries": "environment",
        "per_host": "file",
    }
    assert found.origins["per_host"].where == "a.toml"


def test_lists_are_told_from_single_values() -> None:
    assert is_list("exclude")
    assert not is_list("retries")
    assert not is_list("no_such")
