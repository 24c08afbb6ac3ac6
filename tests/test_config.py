"""Settings from several places become one configuration, or every mistake in them is named at once."""

from __future__ import annotations

import pytest

from linkcheck.config import Config, Layer, merged
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
        "a.toml: retries: expected `int`, got `str`",
        "environment: per_host: expected `int`, got `str`",
    ]


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
