"""What holds for every rule: a manual, a kebab-case name, options with defaults, a line in the README."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from linkcheck.rules import Rule, rules

README = Path(__file__).parents[2] / "README.md"


@pytest.mark.parametrize("member", rules.values(), ids=list(rules))
def test_a_rule_explains_itself(member: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", member.name)
    assert member.summary.endswith(".")
    assert len(member.manual) > 2 * len(member.summary)
    assert all(option.default is not None for option in member.options)


@pytest.mark.parametrize("name", rules)
def test_the_readme_lists_the_rule_with_its_level(name: str) -> None:
    assert f"| `{name}` | {rules[name].level} |" in README.read_text("utf-8")
