"""The settings that hold are shown with where they come from, as a settings file that says the same."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.config import Config, Layer, OriginKind, combine, merged
from linkcheck.effective import as_json, masked, toml, values
from linkcheck.settings.toml_text import toml_key, toml_value
from linkcheck.settings.values import options_of

FOUND = combine(
    [
        Layer(
            "a.toml", {"exclude": ["^x\\.", '"'], "rules": {"link-overuse": {"level": "off", "min-links": 9}}}
        ),
        Layer("LINKCHECK_RETRIES", {"retries": "7"}, is_text=True, kind=OriginKind.ENVIRONMENT),
        Layer("command line", {"base_url": "https://me:pw@e.org/"}, kind=OriginKind.COMMAND_LINE),
    ]
)


def test_every_setting_and_every_rule_is_listed_once_with_its_origin() -> None:
    rows = {row.key: row for row in values(FOUND)}
    assert len(rows) == len(list(values(FOUND)))
    assert {option.name for option in options_of(Config)} - {"rules", "hosts", "paths"} <= set(rows)
    told = {key: (rows[key].value, rows[key].origin.kind, rows[key].origin.where) for key in rows}
    assert told["retries"] == (7, "environment", "LINKCHECK_RETRIES")
    assert told["exclude"] == (["^x\\.", '"'], "file", "a.toml")
    assert told["base_url"] == ("https://***@e.org/", "command line", "command line")
    assert told["concurrency"] == (512, "default", "")
    assert told["rules.link-overuse.level"][:2] == ("off", "file")
    assert told["rules.link-overuse.min_links"][:2] == (9, "file")
    assert told["rules.link-overuse.min_uses"] == (4, "default", "")
    assert told["rules.broken-link.level"] == ("error", "default", "")


def test_what_is_printed_is_a_settings_file_that_sets_the_same() -> None:
    config = merged([Layer("printed", tomllib.loads(toml(FOUND)))])
    rules = {name: dict(options) for name, options in config.rules.items()}
    assert rules["link-overuse"] | {"level": "off", "min_links": 9} == rules["link-overuse"]
    assert replace(config, rules={}, base_url="") == replace(FOUND.config, rules={}, base_url="")


def test_the_origin_stands_behind_each_value() -> None:
    lines = [line.split("  #") for line in toml(FOUND).splitlines()]
    told = {value.strip(): place.strip() for value, place in lines}
    assert told["retries = 7"] == "environment: LINKCHECK_RETRIES"
    assert told["# ca_file ="] == "default"
    assert told['base_url = "https://***@e.org/"'] == "command line"


def test_json_has_the_same_rows() -> None:
    rows = json.loads(as_json(FOUND))["settings"]
    assert [row["key"] for row in rows] == [row.key for row in values(FOUND)]
    assert {"key": "retries", "value": 7, "origin": "environment", "where": "LINKCHECK_RETRIES"} in rows


@pytest.mark.parametrize(
    ("header", "shown"),
    [
        ("X-Key: s3cret", "X-Key: ***"),
        ("Authorization: Bearer s3cret", "Authorization: ***"),
        ("Authorization: Bearer ${TOKEN}", "Authorization: Bearer ${TOKEN}"),
        ("Authorization: ${TOKEN}", "Authorization: ${TOKEN}"),
        ("Cookie: a=s3cret; b=${B}", "Cookie: ***${B}"),
        ("Authorization: Basic s3cret${B}", "Authorization: Basic ***${B}"),
    ],
)
def test_values_of_headers_are_masked_but_for_the_variables_they_come_from(header: str, shown: str) -> None:
    assert masked(header) == shown
    assert "s3cret" not in as_json(combine([Layer("a.toml", {"headers": [header]})]))


_PLAIN = st.recursive(
    st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(_PLAIN, st.text())
def test_toml_reads_back_what_was_written(value: object, key: str) -> None:
    assert tomllib.loads(f"{toml_key(key)} = {toml_value(value)}") == {key: value}
