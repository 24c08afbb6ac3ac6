"""The rule `unreadable-document`."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.model import Crawl, Finding, Level
from linkcheck.rules import rule


@rule("unreadable-document", level=Level.ERROR)
def unreadable_document(crawl: Crawl) -> Iterator[Finding]:
    """A document that was to be checked could not be read, so nothing is known of its links.

    The file may be binary, too large, unreadable for this user, in an encoding that cannot be told, or a
    symbolic link to nothing; the message says which. Mend the file or leave it out of the inputs.
    """
    for document in crawl.documents:
        if document.problem is not None:
            yield Finding(f"this document was not checked: {document.problem}", document=document.name)
