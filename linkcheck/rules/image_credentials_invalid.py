"""The rule `image-credentials-invalid`."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.analysis.credits import credentials_of
from linkcheck.model import Crawl, CredentialState, Finding, Level
from linkcheck.rules import rule
from linkcheck.rules._occurrences import is_picture, occurrences

_SHOWN = 3


@rule("image-credentials-invalid", level=Level.WARNING)
def image_credentials_invalid(crawl: Crawl) -> Iterator[Finding]:
    """A picture carries Content Credentials (C2PA) that do not fit it: it was changed after it was signed.

    Often a content management system scaled the picture and kept the manifest; it may also have been
    tampered with. Either way nothing that the manifest says of this file can be relied on, and browsers and
    viewers that show credentials will warn. Take the original file, or have the manifest removed where the
    picture is scaled. The message gives C2PA's codes: `assertion.dataHash.mismatch` means changed pixels or
    bytes, `claimSignature.mismatch` a broken signature. Credentials that are valid say nothing of the truth
    of a picture, only that it is as it was signed. Ignore it for pictures that show such a case.
    """
    for found in occurrences(crawl, is_picture):
        credentials = credentials_of(found.resource)
        if credentials is None or credentials.state is not CredentialState.INVALID:
            continue
        codes = ", ".join(credentials.errors[:_SHOWN]) or "no code given"
        signer = f", signed by {credentials.signer}," if credentials.signer else ""
        yield Finding(
            f"the Content Credentials of this picture{signer} are invalid: {codes}",
            found.link,
            related=found.others,
            evidence={
                "state": credentials.state,
                "errors": list(credentials.errors),
                "signer": credentials.signer,
                "generator": credentials.generator,
            },
        )
