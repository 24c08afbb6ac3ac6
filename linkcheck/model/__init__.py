"""The vocabulary: frozen values that every stage of the pipeline takes and gives.

Nothing here does I/O or decides anything. Types are named after the standards they come from.
"""

from __future__ import annotations

from linkcheck.model.change import Change, Comparison, Since
from linkcheck.model.finding import (
    BaselineEntry,
    Finding,
    IgnoreFault,
    Level,
    RuleDescriptor,
    Suppression,
    SuppressionKind,
)
from linkcheck.model.picture import (
    CredentialAction,
    Credentials,
    CredentialState,
    Fingerprint,
    ImageCredit,
    Ingredient,
    Picture,
)
from linkcheck.model.post import Comment, Document, Kind, Link, Mark, Problem, ProblemKind, Reference, Span
from linkcheck.model.report import Crawl, Report, Run, Source, SourceUse
from linkcheck.model.resource import (
    PERMANENT,
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
from linkcheck.model.reuse import ImageGroup, ImageTie, Recollection, Relation, Sighting

__all__ = [
    "PERMANENT",
    "BaselineEntry",
    "CanonicalSource",
    "Change",
    "Comment",
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
    "IgnoreFault",
    "ImageCredit",
    "ImageGroup",
    "ImageTie",
    "Ingredient",
    "Kind",
    "Level",
    "Link",
    "Mark",
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
