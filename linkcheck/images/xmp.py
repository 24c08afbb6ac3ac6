"""Read from an XMP packet who made a picture, whose it is and how it came to be (ISO 16684-1; IPTC, PLUS).

Pillow's `getxmp` drops the namespaces, so that `photoshop:Source` and `dc:source` become one; the packet is
therefore walked here. Document type declarations are refused, so that no entity can be expanded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import fromstring

# Nothing but tags takes 0.8 s at this size, nothing but text 3 ms.
PACKET_BYTES = 1024 * 1024

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"
_MEDIA = "{http://ns.adobe.com/xap/1.0/mm/}"
_EXIF = "{http://ns.adobe.com/exif/1.0/}"
_IPTC_EXTENSION = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"
_PLUS = "{http://ns.useplus.org/ldf/xmp/1.0/}"
# What XML may not hold (XML 1.0 §2.2); damage in one value should not cost all others.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_WIDE = {
    b"<\0\0\0": "utf-32-le", b"\0\0\0<": "utf-32-be", b"<\0": "utf-16-le", b"\0<": "utf-16-be",
    b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16",
}  # fmt: skip
_CONTAINERS = (f"{_RDF}Alt", f"{_RDF}Seq", f"{_RDF}Bag")

# Each field, and the properties that state it, the first one that does winning.
_PROPERTIES = {
    "creator": (f"{_DC}creator",),
    "credit": (f"{_PHOTOSHOP}Credit",),
    "source": (f"{_PHOTOSHOP}Source", f"{_DC}source"),
    "copyright": (f"{_DC}rights",),
    "web_statement": (f"{_RIGHTS}WebStatement",),
    "usage_terms": (f"{_RIGHTS}UsageTerms",),
    "instructions": (f"{_PHOTOSHOP}Instructions",),
    "headline": (f"{_PHOTOSHOP}Headline",),
    "description": (f"{_DC}description",),
    "original_document_id": (f"{_MEDIA}OriginalDocumentID",),
    "document_id": (f"{_MEDIA}DocumentID",),
    "digital_source_type": (
        f"{_IPTC_EXTENSION}DigitalSourceType",
        f"{_IPTC_EXTENSION}DigitalSourcefileType",
    ),
    "captured_at": (f"{_EXIF}DateTimeOriginal", f"{_PHOTOSHOP}DateCreated"),
    "manifest_url": (f"{_TERMS}provenance",),
}
_POSITION = f"{_EXIF}GPSLatitude"
# Within a structure, at any depth: a list of licensors holds one each.
_PARTS = {"licensor": f"{_PLUS}LicensorName", "licensor_url": f"{_PLUS}LicensorURL"}


def read_xmp(packet: bytes) -> dict[str, str]:
    """Return what a packet states, by field, as written; nothing if it is damaged, hostile or too long."""
    root = _parsed(packet) if len(packet) <= PACKET_BYTES else None
    if root is None:
        return {}
    stated: dict[str, list[str]] = {}
    licensors: list[Element] = []
    # Those within others are of what the picture was made from.
    for description in (each for rdf in _roots(root) for each in rdf.iterfind(f"{_RDF}Description")):
        for name, value in description.attrib.items():
            stated.setdefault(name, [value])
        for child in description:
            stated.setdefault(child.tag, list(_values(child)))
            if child.tag == f"{_PLUS}Licensor":
                licensors.append(child)
    found = _fields(stated) | _parts(licensors)
    if any(element.tag == _POSITION or _POSITION in element.attrib for element in root.iter()):
        found["gps"] = "present"  # also that of a place the picture shows, within a structure
    return found


def _parsed(packet: bytes) -> Element | None:
    text = _text(packet).strip("\0 \t\r\n\ufeff")
    for attempt in (text, _FORBIDDEN.sub(" ", text[: text.rfind(">") + 1])):
        with suppress(ParseError, ValueError, LookupError):  # DefusedXmlException is a ValueError
            return fromstring(attempt, forbid_dtd=True) if attempt else None
    return None


def _text(packet: bytes) -> str:
    """Decode a packet, by its first character (ISO 16684-1 §7.3.2); some UTF-8 is Windows-1252."""
    encoding = next((name for start, name in _WIDE.items() if packet.startswith(start)), "utf-8")
    try:
        return packet.decode(encoding)
    except UnicodeDecodeError:
        return packet.decode("cp1252" if encoding == "utf-8" else encoding, "replace")


def _roots(root: Element) -> Iterator[Element]:
    return iter([root]) if root.tag == f"{_RDF}RDF" else root.iterfind(f"{_RDF}RDF")


def _fields(stated: dict[str, list[str]]) -> dict[str, str]:
    found = {}
    for field, names in _PROPERTIES.items():
        texts = ("; ".join(filter(None, map(str.strip, stated.get(name, ())))) for name in names)
        if text := next(filter(None, texts), ""):
            found[field] = text
    return found


def _values(element: Element) -> Iterator[str]:
    """Yield the values of a property: its text or URL, the items of its list, one of its alternatives."""
    container = next((child for child in element if child.tag in _CONTAINERS), None)
    if container is None:
        yield _value(element)
        return
    items = [item for item in container if item.tag == f"{_RDF}li"]
    if container.tag == f"{_RDF}Alt":
        usual = [item for item in items if item.get(_XML_LANGUAGE) == "x-default"]
        items = (usual or items)[:1]
    for item in items:
        yield _value(item)


def _value(element: Element) -> str:
    """Return a simple value: a URL, text, or text that has qualifiers beside it."""
    qualified = next(element.iter(f"{_RDF}value"), element)
    return element.get(f"{_RDF}resource") or qualified.text or ""


def _parts(structures: list[Element]) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in (inner for structure in structures for inner in structure.iter()):
        for field, name in _PARTS.items():
            value = element.get(name) or (next(_values(element)) if element.tag == name else "")
            if value.strip():
                found.setdefault(field, value.strip())
    return found
