"""The vocabulary: frozen values that every stage of the pipeline takes and gives.

Nothing here does I/O or decides anything. Types are named after the standards they come from.
"""

from __future__ import annotations

from linkcheck.model.picture import (
    CredentialAction,
    Credentials,
    CredentialState,
    Fingerprint,
    ImageCredit,
    Ingredient,
    Picture,
)
from linkcheck.model.post import Document, Kind, Link, Problem, ProblemKind, Reference, Span
from linkcheck.model.report import (
    Crawl,
    Finding,
    ImageGroup,
    ImageTie,
    Level,
    Recollection,
    Relation,
    Report,
    Run,
    Sighting,
    Source,
    SourceUse,
)
from linkcheck.model.resource import (
    CanonicalSource,
    Download,
    Failure,
    FailureKind,
    Fetcher,
    MissingSign,
    Redirect,
    Request,
    Resource,
    Snapshot,
    Verdict,
)

__all__ = [
    "CanonicalSource",
    "Crawl",
    "CredentialAction",
    "CredentialState",
    "Credentials",
    "Document",
    "Download",
    "Failure",
    "FailureKind",
    "Fetcher",
    "Finding",
    "Fingerprint",
    "ImageCredit",
    "ImageGroup",
    "ImageTie",
    "Ingredient",
    "Kind",
    "Level",
    "Link",
    "MissingSign",
    "Picture",
    "Problem",
    "ProblemKind",
    "Recollection",
    "Redirect",
    "Reference",
    "Relation",
    "Report",
    "Request",
    "Resource",
    "Run",
    "Sighting",
    "Snapshot",
    "Source",
    "SourceUse",
    "Span",
    "Verdict",
]
