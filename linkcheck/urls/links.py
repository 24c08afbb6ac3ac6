"""Make links of what authors wrote: absolute URLs, files below the root folder, or the reason for neither."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress

from linkcheck.errors import RelativeUrlError, UrlError
from linkcheck.model import Document, Kind, Link, Problem, ProblemKind, Reference
from linkcheck.urls.local import Located, OutsideRootError, locate
from linkcheck.urls.own_site import OwnSite
from linkcheck.urls.references import Resolved, resolve
from linkcheck.urls.schemes import meant_url

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def links_of(
    document: Document, references: Iterable[Reference], site: OwnSite | None = None
) -> tuple[Link, ...]:
    """Return the links of a document in order; addresses of the posts' own `site` lead to its files."""
    written = list(references)
    base = _base_url(written, document.base_url)
    return tuple(_link(document, each, base, site) for each in written if each.kind is not Kind.BASE)


def _base_url(references: Iterable[Reference], document_url: str | None) -> str | None:
    """Return the base URL of a document (HTML §2.4.1): the first `<base href>` that resolves."""
    for reference in references:
        if reference.kind is Kind.BASE:
            with suppress(UrlError):
                return resolve(reference.target, document_url).fetch_url
    return document_url


def _link(document: Document, reference: Reference, base: str | None, site: OwnSite | None) -> Link:
    try:
        if meant := meant_url(reference.target):
            raise UrlError(f"its scheme is mistyped; did you mean {meant}?")
        target = _located(document, reference.target, base, site) or resolve(reference.target, base)
        if site is not None and isinstance(target, Resolved):
            target = site.locate(target.url) or target
    except OutsideRootError as error:
        return Link(document.name, reference, problem=Problem(ProblemKind.OUTSIDE_ROOT, str(error)))
    except RelativeUrlError as error:
        return Link(document.name, reference, problem=Problem(ProblemKind.NO_BASE, str(error)))
    except UrlError as error:
        return Link(document.name, reference, problem=Problem(ProblemKind.MALFORMED, str(error)))
    return Link(document.name, reference, target.url, target.fetch_url, target.fragment)


def _located(
    document: Document, target: str, base: str | None, site: OwnSite | None
) -> Located | Resolved | None:
    """Return the file that a reference means, if it means one: it is relative and nobody said to what.

    On a site below a path of its host, `/` means the host and not the folder.
    """
    start = target.lstrip()
    if start.lower().startswith("file:"):
        return locate(target, document)
    if base is not None or _SCHEME.match(start):
        return None
    if site is not None and site.prefix != "/" and start.startswith("/"):
        return resolve(target, site.origin)
    return locate(target, document)
