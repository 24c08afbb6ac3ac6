"""The vocabulary: frozen values that every stage of the pipeline takes and gives.

Nothing here does I/O or decides anything. Types are named after the standards they come from.
"""

from __future__ import annotations

from linkcheck.model.change import Change, Comparison, Since
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
    RuleDescriptor,
    Run,
    Sighting,
    Source,
    SourceUse,
    Suppression,
    SuppressionKind,
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
    "Change",
    "Comparison",
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
    "RuleDescriptor",
    "Run",
    "Sighting",
    "Since",
    "Snapshot",
    "Source",
    "SourceUse",
    "Span",
    "Suppression",
    "SuppressionKind",
    "Verdict",
]
