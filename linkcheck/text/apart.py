"""Addresses that were pulled apart or escaped so that programs do not find them, put together again."""

from __future__ import annotations

import re
from urllib.parse import unquote

from linkcheck.text.stop_words import STOP_WORDS

# What looks like a full stop (UTS #39) and, between Latin letters, what may be taken for one.
DOT_LIKE = "·‧∙⋅•・܁܂‚"
# Behind a blank only endings that begin no sentence; what is spelled by letters has seven or more.
_SPACED = r"(?:com|org|gov|edu|ru|cn|de|es|fr|\w{2,3}\.[a-z]{2})\b"
_APART = re.compile(
    r"(?P<name>(?:www\.)?[A-Za-z0-9][A-Za-z0-9-]{2,})"
    rf"(?: \. ?(?={_SPACED})|\. (?=(?:com|org|gov)\b)|[{DOT_LIKE}](?=[a-z]{{2,3}}\b))"
    r"(?P<ending>[a-z.]+(?:/\S*)?)"
)
_LETTER_BY_LETTER = re.compile(r"(?:\S ){6,}\S")
_ESCAPED = re.compile(r"h(?:tt|xx)ps?(?:%3A|:)(?:%2F|/){2}\S+", re.IGNORECASE)


def put_together(text: str) -> str:
    """Return a text that is nothing but such an address as the address, any other text as it is.

    >>> put_together("bank .com"), put_together("b a n k . c o m"), put_together("the .com boom")
    ('bank.com', 'bank.com', 'the .com boom')
    """
    plain = " ".join(text.split())
    if _LETTER_BY_LETTER.fullmatch(plain):
        return plain.replace(" ", "")
    if "%" in plain and _ESCAPED.fullmatch(plain):
        return unquote(plain)
    match = _APART.fullmatch(plain)
    if match is None or match["name"].lower() in STOP_WORDS["en"]:
        return text
    return f"{match['name']}.{match['ending']}"
