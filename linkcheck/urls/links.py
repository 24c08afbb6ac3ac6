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
        target = (
            _own_page(document, reference, base)
            or _located(document, reference.target, base, site)
            or resolve(reference.target, base)
        )
        if site is not None and isinstance(target, Resolved):
            target = site.locate(target.url) or target
    except OutsideRootError as error:
        return Link(document.name, reference, problem=Problem(ProblemKind.OUTSIDE_ROOT, str(error)))
    except RelativeUrlError as error:
        return Link(document.name, reference, problem=Problem(ProblemKind.NO_BASE, str(error)))
    except UrlError as error:
        return Link(document.name, reference, problem=Problem(ProblemKind.MALFORMED, str(error)))
    return Link(document.name, reference, target.url, target.fetch_url, target.fragment)


def _own_page(document: Document, reference: Reference, base: str | None) -> Resolved | None:
    """Return the document's own address for an empty `href` of HTML, as navigation has it (RFC 3986 §4.4).

    Raises:
        RelativeUrlError: that address is not known.
        UrlError: the target is empty and no program wrote it so, or it is to be a picture.
    """
    if reference.target.strip():
        return None
    if document.media_type != "text/html" or reference.kind is not Kind.HYPERLINK:
        raise UrlError("the target is empty")
    if base is None and document.path is None:
        raise RelativeUrlError("it is empty, and the URL of its document is not known")
    return resolve(base.partition("#")[0]) if base is not None else None


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
