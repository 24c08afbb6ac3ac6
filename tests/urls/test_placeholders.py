"""Addresses that a program fills in, and the longer list of those that are as they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.model import FailureKind, Verdict
from linkcheck.urls.placeholders import has_placeholder
from linkcheck.verdict import judge
from tests.canned import document, findings, report


@pytest.mark.parametrize(
    "target",
    [
        "mailto:$bounces+$token@$domain", "mailto:${user}@host", "mailto:{{ email }}", "mailto:{email}",
        "mailto:%s@%s", "mailto:[email]", "mailto:#{user.email}", "mailto:<%= @user.email %>",
        "mailto:%recipient%", "mailto:%ADDRESS%", "tel:$phone", "tel:{{ phone }}", "tel:%s",
        "https://$HOST/x", "https://${HOST}:$PORT/", "https://{{ host }}/x", "https://<your-domain>/x",
        "https://<subdomain>.example.org/", "https://<имя>.рф/", "https://{subdomain}.example.org/",
        "https://%s/x", "https://%HOST%/", "http://%(host)s/", "https://#{host}/", "https://%{host}/x",
        "https://[your-ip]:8080/", "https://e.org:<port>/", "https://@@HOST@@/", "https://<?php echo $h ?>/",
        "//$host/x", "ftp://$host/x", "{{ url }}", "posts/{{ page }}.md", "{% url 'x' %}", "<%= url %>",
        "${base}/x", "$url", "#{url}", "%s", "%(url)s", "https://example.org/{{ version }}/x",
    ],
)  # fmt: skip
def test_what_a_program_fills_in(target: str) -> None:
    assert has_placeholder(target)


@pytest.mark.parametrize(
    "target",
    [
        "", "https://e.org/", "https://e.org/$x", "https://e.org/A$B.html", "https://e.org/{id}",
        "https://e.org/?q=%s", "https://e.org/?a=%20b%20", "https://e.org/a%sb", "https://e.org/[x]",
        "https://e.org/#{x}", "https://e.org/%7B%7B", "https://[::1]/", "https://[2001:db8::1]:80/",
        "https://[fe80::1%25eth0]/", "https://[::1/", "https://[b]example.com[/b]", "https://<b>example</b>",
        "https://bank.com%2Flogin@evil.example/", "https://a%Fb%40c@e.example/", "https://me:pa$s@host/",
        "https://exa$mple.org/", "https://exam<ple.org/", "https://*.example.org/", "https://your domain/",
        "https://YOUR_DOMAIN/x", "http://host:port/", "mailto:a%20b@e.org", "mailto:a%2Bd@e.org",
        "mailto:a$b@e.org", "mailto:me@e.org?body={x}", "mailto:<me@e.org>", "mailto:foo", "mailto:@e.org",
        "tel:+1-201-555-0123", "tel:call-me", "a{b}.md", "$id.tsx", "a[1].md", "<your-domain>", "[[url]]",
        "100%sure.md", "data:text/html,{{ x }}", "javascript:f(`${x}`)", "#part", "@user", "a@b",
    ],
)  # fmt: skip
def test_what_stands_for_itself(target: str) -> None:
    assert not has_placeholder(target)


@given(st.text(alphabet="$%{}<>[]@#:/.?aB s-_", max_size=60))
def test_a_whole_variable_in_the_host_is_found_after_anything(rest: str) -> None:
    assert has_placeholder(rest) in (True, False)
    assert has_placeholder(f"https://$HOST/{rest}")
    assert has_placeholder(f"{rest}{{{{ url }}}}") or rest.startswith(("data:", "javascript:"))


@pytest.mark.parametrize(
    "target",
    [
        "mailto:%s",
        "tel:$phone",
        "https://$HOST/x",
        "https://{{ host }}/",
        "https://<your-domain>/",
        "${base}/x",
    ],
)
@pytest.mark.parametrize("form", ['<a href="{}">the page</a>', '<img src="{}" alt="x">'])
def test_no_rule_takes_a_placeholder_for_a_broken_address(target: str, form: str) -> None:
    page = document(form.format(target), "post.html", "text/html")
    run = report(page)
    assert len(run.crawl.links) == 1
    assert [each.rule for each in run.findings if each.level != "note"] == []
    for resource in run.crawl.resources.values():
        assert resource.failure is not None
        assert resource.failure.kind is FailureKind.PLACEHOLDER
        assert judge(resource).verdict is Verdict.SKIPPED


def test_addresses_beside_placeholders_are_still_malformed() -> None:
    page = document("[a](https://your_domain:x/) [b](https://exam<ple.org/) [c](mailto:foo)")
    assert len(findings("malformed-url", page)) == 2
    assert len(findings("broken-link", page)) == 1
