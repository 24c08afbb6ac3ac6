"""Phrases of licences and notices: what carries one repeats because it must, and says nothing of a source."""

from __future__ import annotations

PHRASES = (
    "permission is hereby granted",
    "the above copyright notice",
    "the software is provided",
    "this software is provided",
    "redistribution and use in source",
    "redistributions of source code",
    "redistributions in binary form",
    "neither the name of",
    "licensed under the",
    "is licensed under",
    "are licensed under",
    "dual licensed",
    "dual-licensed",
    "you may not use this file except",
    "unless required by applicable law",
    "unless you explicitly state otherwise",
    "this program is free software",
    "this library is free software",
    "is distributed in the hope that it will",
    "without warrant",
    "you should have received a copy of the gnu",
    "general public license",
    "apache license",
    "mozilla public license",
    "creative commons",
    "all rights reserved",
    "copyright (c)",
    "copyright ©",
    "spdx-license-identifier",
)
# Each phrase holds one of these, and few other paragraphs do.
SIGNS = (
    "licen",
    "copyright",
    "software",
    "permission is",
    "redistribution",
    "neither the name",
    "may not use this",
    "unless ",
    "hope that it",
    "warrant",
    "received a copy",
    "creative commons",
    "rights reserved",
)


def is_notice(text: str) -> bool:
    """Say whether a paragraph, in lower case, belongs to a licence or a legal notice.

    >>> is_notice("licensed under the apache license, version 2.0"), is_notice("the licence was sold")
    (True, False)
    """
    return any(sign in text for sign in SIGNS) and any(phrase in text for phrase in PHRASES)
