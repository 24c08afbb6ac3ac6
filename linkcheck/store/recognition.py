"""Recognise pictures of a run among those of the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from linkcheck.images.kinship import Kinship, Shown
from linkcheck.model import Crawl, Kind, Picture, Recollection, Relation, Resource
from linkcheck.store.pictures import Known
from linkcheck.urls.redaction import redact

# A logo may have been seen thousands of times; nobody reads more.
_MOST = 20

Recogniser = Callable[[Sequence[Resource]], list[tuple[Recollection, ...]]]


def recogniser(known: Sequence[Known]) -> Recogniser:
    """Return the function that says what is known of pictures, the surest ties of each first."""
    kinship = Kinship([Shown(each.picture, each.sha256, _urls(each)) for each in known])

    def recognise(resources: Sequence[Resource]) -> list[tuple[Recollection, ...]]:
        asked = [Shown(_picture(each), each.sha256, (each.url,)) for each in resources]
        return [
            tuple(
                Recollection(
                    _exactly(tie.relation, known[tie.row], resource),
                    tie.distance_bits,
                    known[tie.row].sightings,
                    tie.measure,
                )
                for tie in ties[:_MOST]
            )
            for resource, ties in zip(resources, kinship.ties(asked), strict=True)
        ]

    return recognise


def _picture(resource: Resource) -> Picture:
    assert resource.picture is not None
    return resource.picture


def _urls(known: Known) -> tuple[str, ...]:
    return tuple(sighting.url for sighting in known.sightings)


def _exactly(relation: Relation, known: Known, resource: Resource) -> Relation:
    is_same_url = relation is Relation.SAME_BYTES and set(_urls(known)) == {stored_url(resource.url)}
    return Relation.SAME_URL if is_same_url else relation


def stored_url(url: str) -> str:
    """Return a URL as it is kept: without secrets, and without the data of a `data:` URL."""
    return url.partition(",")[0] if url.startswith("data:") else redact(url)


def shown_pictures(crawl: Crawl) -> Iterator[Resource]:
    """Yield what each picture of the posts held, each once."""
    urls = dict.fromkeys(link.fetch_url for link in crawl.links if link.reference.kind is Kind.IMAGE)
    for url in urls:
        resource = crawl.resources.get(url) if url is not None else None
        if resource is not None and resource.picture is not None:
            yield resource
