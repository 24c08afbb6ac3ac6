"""Recognise pictures of a run among those of the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from linkcheck.images.kinship import Kinship
from linkcheck.model import Crawl, Kind, Recollection, Relation, Resource
from linkcheck.store.pictures import Known

# A logo may have been seen thousands of times; nobody reads more.
_MOST = 20

Recogniser = Callable[[Resource], tuple[Recollection, ...]]


def recogniser(known: Sequence[Known]) -> Recogniser:
    """Return the function that says what is known of a picture, the surest ties first."""
    kinship = Kinship([(each.sha256, each.picture, _urls(each)) for each in known])

    def recognise(resource: Resource) -> tuple[Recollection, ...]:
        if resource.picture is None:
            return ()
        ties = kinship.of(resource.picture, sha256=resource.sha256, url=resource.url)[:_MOST]
        return tuple(
            Recollection(
                _exactly(tie.relation, known[tie.row], resource),
                tie.distance_bits,
                known[tie.row].sightings,
            )
            for tie in ties
        )

    return recognise


def _urls(known: Known) -> tuple[str, ...]:
    return tuple(sighting.url for sighting in known.sightings)


def _exactly(relation: Relation, known: Known, resource: Resource) -> Relation:
    is_same_url = relation is Relation.SAME_BYTES and resource.url in _urls(known)
    return Relation.SAME_URL if is_same_url else relation


def shown_pictures(crawl: Crawl) -> Iterator[Resource]:
    """Yield what each picture of the posts held, each once."""
    urls = dict.fromkeys(link.fetch_url for link in crawl.links if link.reference.kind is Kind.IMAGE)
    for url in urls:
        resource = crawl.resources.get(url) if url is not None else None
        if resource is not None and resource.picture is not None:
            yield resource
