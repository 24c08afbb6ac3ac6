"""The settings file that `linkcheck init` writes.

Taking one `#` (and the space after it) from every line leaves valid TOML, so that each setting can be made by
uncommenting its line.
"""

from __future__ import annotations

STARTER = """\
## Settings of linkcheck. Uncomment a line to make its setting; the values shown are defaults or examples.
## `linkcheck config` prints what holds and where it comes from, `linkcheck explain` lists the rules.
## The same settings can stand in pyproject.toml under [tool.linkcheck]. LINKCHECK_… variables and flags win.
## Files and folders named here are relative to the folder of this file.

## --- What fails a run -------------------------------------------------------------------------------------
## The least grave finding that makes the exit code 1: "error", "warning", "note" or "never".
# fail_on = "error"
## Count only what this file lacks; `linkcheck baseline` writes it.
# baseline = "linkcheck-baseline.txt"
## Follow only ignores that give a reason.
# strict_ignores = false
## Exit code 2 if there is no post or no link.
# fail_if_empty = false

## --- Posts ------------------------------------------------------------------------------------------------
## What relative links are resolved against, the folder it stands for, and the posts' own site.
# base_url = "https://example.org/"
# root_dir = "."
# site_url = "https://example.org/"

## --- Which URLs to check ----------------------------------------------------------------------------------
## Regular expressions searched in URLs; an excluded URL is checked all the same if it is also included.
# include = []
# exclude = ["^https://example\\\\.org/drafts/"]
## Fetch pictures, to find broken and reused ones.
# check_images = true
## Look up whether the domains of mail addresses take mail.
# check_mail = false
## Also ask private, loopback and link-local addresses.
# allow_private = false

## --- How to ask -------------------------------------------------------------------------------------------
# timeout_seconds = 20.0
# retries = 2
# concurrency = 512
# per_host = 8
# max_redirects = 10
## Obey robots.txt.
# robots = false
## Ask again as a browser would where 403, 406 or 429 may only mean that we are none.
# retry_as_browser = false
## Ask the Wayback Machine for copies of dead pages.
# suggest_archive = false
## Statuses that count as success.
# accept = ["500-504"]
## Sent to every origin that a post links to; better in a [hosts] section, which names its host.
# headers = ["Accept-Language: en"]

## --- Rules ------------------------------------------------------------------------------------------------
## Every rule knows `level` ("error", "warning", "note" or "off") besides its own options.
# [rules.moved-link]
# level = "warning"

# [rules.link-overuse]
# min_links = 5
# min_share = 0.3

## --- Hosts ------------------------------------------------------------------------------------------------
## What differs for one host (with or without its port; * stands for anything). A variable of the environment
## in a header keeps secrets out of this file; where it is empty the header is left out. It is sent to hosts
## that match and to nobody else, whoever redirects where.
# [hosts."api.github.com"]
# headers = ["Authorization: Bearer ${GITHUB_TOKEN}"]
# per_host = 2
# delay_seconds = 0.5

# [hosts."*.example.com"]
## Statuses that count as success there; `accept` at the top of the file is for all hosts.
# accept = [403, "5xx"]
# timeout_seconds = 60.0

# [hosts."staging.example.com"]
## Ask for nothing there.
# skip = true

## --- Posts that differ ------------------------------------------------------------------------------------
## Levels and options of rules for posts that match a pattern as in .gitignore, relative to this folder.
# [paths."posts/archive/**"]
# rules.moved-link.level = "off"
# rules.link-overuse.min_share = 0.6

## --- What does not count (linkcheck explain suppress) -----------------------------------------------------
## All that is given has to apply; after the day `until` the findings count again.
# [[ignores]]
# rule = "broken-link"
# url = "^https://old[.]example[.]com/"
# until = 2099-12-31
# reason = "moves with the new site"
"""
