"""Addresses that a program fills in before anybody reads them: `https://$HOST/`, `{{ url }}`, `mailto:%s`.

Whether they lead anywhere cannot be known, nor are they mistakes: the sources of sites and the pages that
explain templates are full of them.
"""

from __future__ import annotations

import re

# Jinja, Liquid, Hugo, Handlebars; ERB, PHP; shells and JavaScript: nowhere in an address do these stand for
# themselves. Browsers and typesetters escape them, so what is escaped was left unfilled.
_TEMPLATE = re.compile(r"\{\{|\{%|<%|<\?(?:php|=)|\$\{[A-Za-z_]")
_NAME = r"[^\W\d][\w .-]*"
# In a host, a port, a mailbox or a number they stand where no such sign may, as a whole part.
_VARIABLE = re.compile(
    rf"(?<!\w)\$[A-Za-z_]|[#%]?\{{{_NAME}\}}|(?<!\w)[<\[]{_NAME}[>\]](?!\w)"
    r"|%\([A-Za-z_]\w*\)[sd]|(?<!\w)%[sd](?!\w)|%(?![0-9A-Fa-f]{2})[A-Za-z_]\w*%|%[A-Z][A-Z_]{3,}%|@@[A-Z_]+@@"
)
_AUTHORITY = re.compile(r"\s*(?:[A-Za-z][\w+.-]*:)?//(?:@@|#\{|<\?|[^/\\?#])*")
_PERSON = re.compile(r"\s*(?:mailto|tel|sms):[^?]*", re.IGNORECASE)
_WHOLE = re.compile(rf"\s*(?:\$[A-Za-z_]\w*(?=/|\s*$)|[#%]\{{{_NAME}\}}|%\([A-Za-z_]\w*\)s|%[sd](?=/|\s*$))")


def has_placeholder(target: str) -> bool:
    """Say whether a part of an address, as its author wrote it, stands for what is filled in later.

    >>> has_placeholder("https://$HOST/x"), has_placeholder("mailto:%s"), has_placeholder("{{ url }}")
    (True, True, True)
    >>> has_placeholder("https://e.org/A$B.html"), has_placeholder("https://[::1]/"), has_placeholder("a%20b")
    (False, False, False)
    """
    if target.startswith(("data:", "javascript:")) or not any(sign in target for sign in "$%{<[@"):
        return False
    start = _PERSON.match(target) or _AUTHORITY.match(target)
    if _TEMPLATE.search(target) or _WHOLE.match(target):
        return True
    return start is not None and _VARIABLE.search(start[0]) is not None
