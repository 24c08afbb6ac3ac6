"""The settings file to start from is valid, whatever part of it is made to hold."""

from __future__ import annotations

import re
import tomllib

from linkcheck.config import Config, Layer, merged
from linkcheck.rulings import check_rules
from linkcheck.settings.starter import STARTER
from linkcheck.settings.values import options_of


def test_as_written_it_sets_nothing() -> None:
    assert tomllib.loads(STARTER) == {}


def test_with_every_line_uncommented_it_is_a_valid_settings_file() -> None:
    values = tomllib.loads(re.sub("(?m)^# ?", "", STARTER))
    config = merged([Layer("linkcheck.toml", values)])
    check_rules(config)
    assert config.hosts["api.github.com"].headers == ("Authorization: Bearer ${GITHUB_TOKEN}",)
    assert len(values) >= 20


def test_each_setting_alone_is_valid_too() -> None:
    known = {option.name for option in options_of(Config)}
    lines = [line[2:] for line in STARTER.splitlines() if re.match(r"# [a-z_]+ = ", line)]
    at_top = lines[: lines.index('level = "warning"')]
    assert len(at_top) > 15
    for line in at_top:
        values = tomllib.loads(line)
        assert values.keys() <= known
        merged([Layer("linkcheck.toml", values)])
