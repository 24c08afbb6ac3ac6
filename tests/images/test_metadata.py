"""What pictures say of themselves is read from EXIF, IIM and XMP; what cameras fill in is not."""

from __future__ import annotations

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image, TiffImagePlugin

from linkcheck.images.boilerplate import said_by_a_person
from linkcheck.images.fault import PictureFault
from linkcheck.images.metadata import read_metadata
from linkcheck.images.provenance import with_provenance
from linkcheck.images.source_types import source_type
from linkcheck.images.xmp import PACKET_BYTES, read_xmp
from linkcheck.model import Picture
from tests.images.conftest import chunk, chunks, encoded, photo

LIMIT = 10**7
NAMESPACES = (
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" '
    'xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:exif="http://ns.adobe.com/exif/1.0/" '
    'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" '
    'xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/"'
)


def xmp(elements: str = "", attributes: str = "") -> bytes:
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF {NAMESPACES}><rdf:Description rdf:about="" {attributes}>{elements}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def iim(*datasets: tuple[int, int, bytes]) -> bytes:
    """Return the APP13 segment of IPTC-IIM data sets."""
    records = b"".join(
        struct.pack(">BBBH", 0x1C, record, number, len(value)) + value for record, number, value in datasets
    )
    resource = b"8BIM" + struct.pack(">HHI", 0x0404, 0, len(records)) + records + b"\0" * (len(records) % 2)
    segment = b"Photoshop 3.0\0" + resource
    return b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment


def with_iim(*datasets: tuple[int, int, bytes], body: bytes | None = None) -> bytes:
    body = body or encoded(photo(), "JPEG")
    return body[:2] + iim(*datasets) + body[2:]


def exif(**fields: str | bytes) -> Image.Exif:
    made = Image.Exif()
    for name, value in fields.items():
        if name == "DateTimeOriginal":
            made.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = value
        else:
            made[ExifTags.Base[name]] = value
    return made


def read(body: bytes) -> dict[str, str]:
    return read_metadata(body, max_pixels=LIMIT)


ELEMENTS = """
<dc:creator><rdf:Seq><rdf:li>Jane Doe</rdf:li><rdf:li>سعاد حسني</rdf:li></rdf:Seq></dc:creator>
<dc:rights><rdf:Alt><rdf:li xml:lang="de">JD</rdf:li><rdf:li xml:lang="x-default">© 2024 Jane Doe
</rdf:li></rdf:Alt></dc:rights>
<photoshop:Credit>Reuters</photoshop:Credit><photoshop:Source> Agency </photoshop:Source>
<xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang="fr">Presse seulement</rdf:li></rdf:Alt>
</xmpRights:UsageTerms>
<xmpRights:WebStatement rdf:resource="https://e.org/rights"/>
<xmpMM:OriginalDocumentID>xmp.did:1234</xmpMM:OriginalDocumentID>
<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource"><plus:LicensorName>Getty</plus:LicensorName>
<plus:LicensorURL>https://e.org/license</plus:LicensorURL></rdf:li></rdf:Seq></plus:Licensor>
<Iptc4xmpExt:DigitalSourceType> http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia
</Iptc4xmpExt:DigitalSourceType>
<exif:GPSLatitude>48,51.5N</exif:GPSLatitude><exif:DateTimeOriginal>2024-05-06T07:08:09+02:00</exif:DateTimeOriginal>
"""
STATED = {
    "creator": "Jane Doe; سعاد حسني",
    "credit": "Reuters",
    "source": "Agency",
    "copyright": "© 2024 Jane Doe",
    "web_statement": "https://e.org/rights",
    "licensor": "Getty",
    "licensor_url": "https://e.org/license",
    "usage_terms": "Presse seulement",
    "original_document_id": "xmp.did:1234",
    "digital_source_type": "trainedAlgorithmicMedia",
    "captured_at": "2024-05-06T07:08:09+02:00",
    "gps": "present",
}


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_xmp_is_read_from_every_format_that_holds_it(form: str) -> None:
    options: dict[str, object] = {"xmp": xmp(ELEMENTS)}
    if form == "TIFF":
        directory = TiffImagePlugin.ImageFileDirectory_v2()
        directory[700] = xmp(ELEMENTS)
        options = {"tiffinfo": directory}
    elif form == "PNG":
        from PIL.PngImagePlugin import PngInfo

        text = PngInfo()
        text.add_itxt("XML:com.adobe.xmp", xmp(ELEMENTS).decode())
        options = {"pnginfo": text}
    assert read(encoded(photo(), form, **options)) == STATED


def test_metadata_behind_the_pixels_of_a_png_is_read() -> None:
    from PIL.PngImagePlugin import PngInfo

    text = PngInfo()
    text.add_itxt("XML:com.adobe.xmp", xmp(ELEMENTS).decode())
    plain, full = encoded(photo(), "PNG"), encoded(photo(), "PNG", pnginfo=text, exif=exif(Artist="E"))
    behind = b"".join(each for each in chunks(full) if each[4:8] in {b"iTXt", b"eXIf"})
    end = plain.index(b"IEND") - 4
    late = plain[:end] + behind + plain[end:]
    assert read(late) == STATED
    assert read(late[: end + len(behind) - 4])["creator"] == STATED["creator"]  # cut in its last chunk


LONG = zlib.compress(b"x" * 50_000_000)


@pytest.mark.parametrize(
    "beside",
    [
        chunk(b"zTXt", b"Comment\0\0" + LONG),
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + LONG),
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0no deflate stream"),
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\1"),
        chunk(b"tEXt", b"Comment\0" + b"x" * 2_000_000),
        chunk(b"iCCP", b"name\0\0" + LONG),
    ],
)
def test_a_chunk_that_is_no_metadata_or_too_long_for_it_hides_none(beside: bytes) -> None:
    from PIL.PngImagePlugin import PngInfo

    text = PngInfo()
    text.add_itxt("XML:com.adobe.xmp", xmp(ELEMENTS).decode(), zip=True)
    head, *others = chunks(encoded(photo(), "PNG", pnginfo=text))
    assert read(b"\x89PNG\r\n\x1a\n" + b"".join((head, beside, *others))) == STATED


def test_xmp_of_a_gif_is_found_in_its_bytes() -> None:
    body = encoded(photo(64, 48), "GIF")
    at = body.index(b"\x2c")  # the first image
    magic = bytes([1, *range(255, -1, -1), 0])
    extended = body[:at] + b"\x21\xff\x0bXMP DataXMP" + xmp(ELEMENTS) + magic + body[at:]
    assert read(extended) == STATED


def test_the_attribute_form_says_the_same_as_elements() -> None:
    attributes = (
        'photoshop:Credit="Reuters" photoshop:Source="Agency" xmpRights:WebStatement="https://e.org/rights" '
        'xmpMM:OriginalDocumentID="xmp.did:1234" exif:GPSLatitude="48,51.5N" '
        'Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"'
    )
    nested = (
        "<plus:Licensor><rdf:Bag><rdf:li><rdf:Description plus:LicensorName='Getty' "
        "plus:LicensorURL='https://e.org/license'/></rdf:li></rdf:Bag></plus:Licensor>"
    )
    found = read(encoded(photo(), "JPEG", xmp=xmp(nested, attributes)))
    assert found == {name: STATED[name] for name in found}
    assert set(found) == {
        "credit", "source", "web_statement", "licensor", "licensor_url", "original_document_id",
        "digital_source_type", "gps",
    }  # fmt: skip


def test_properties_of_one_name_in_two_namespaces_are_two() -> None:
    assert (
        read_xmp(xmp("<dc:source>a book</dc:source><photoshop:Source>AFP</photoshop:Source>"))["source"]
        == "AFP"
    )


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-32-le", "utf-32-be"])
def test_xmp_may_be_written_in_wide_letters(encoding: str) -> None:
    assert read(encoded(photo(), "JPEG", xmp=xmp(ELEMENTS).decode().encode(encoding))) == STATED


def test_damage_in_one_value_costs_no_other() -> None:
    credit = "<photoshop:Credit>Reuters</photoshop:Credit>"
    for damage in (b"a\x01b", b"a\0b", b"caf\xe9"):
        packet = xmp(f"<dc:description>@</dc:description>{credit}").replace(b"@", damage)
        assert read_xmp(packet)["credit"] == "Reuters"
    assert read_xmp(xmp(credit) + b"\0\0 left over from a longer one")["credit"] == "Reuters"


def test_a_long_packet_goes_on_in_other_segments() -> None:
    digest = b"0123456789ABCDEF" * 2
    rest = xmp(
        "<photoshop:Source>AFP</photoshop:Source><photoshop:Credit>other</photoshop:Credit>" + " " * 70_000
    )
    parts = [rest[at : at + 60_000] for at in range(0, len(rest), 60_000)]
    segments = [
        b"http://ns.adobe.com/xmp/extension/\0"
        + digest
        + struct.pack(">II", len(rest), number * 60_000)
        + part
        for number, part in enumerate(parts)
    ]
    written = [b"\xff\xe1" + struct.pack(">H", len(each) + 2) + each for each in segments]
    note = 'xmlns:xmpNote="http://ns.adobe.com/xmp/note/" xmpNote:HasExtendedXMP='
    named = xmp("<photoshop:Credit>AFP</photoshop:Credit>", f'{note}"{digest.decode()}"')
    for standard, parts, source in (
        (named, written, "AFP"),
        (named, written[::-1], "AFP"),
        (named, written[1:], None),
        (named.replace(digest, b"F" * 32), written, None),
    ):
        body = encoded(photo(64, 48), "JPEG", xmp=standard)
        found = read(body[:2] + b"".join(parts) + body[2:])
        assert (found["credit"], found.get("source")) == ("AFP", source)


def test_what_a_picture_was_made_from_does_not_speak_for_it() -> None:
    inner = (
        "<xmpMM:Pantry><rdf:Bag><rdf:li><rdf:Description><dc:creator><rdf:Seq><rdf:li>Stranger</rdf:li></rdf:Seq>"
        "</dc:creator></rdf:Description></rdf:li></rdf:Bag></xmpMM:Pantry>"
    )
    creator = "<dc:creator><rdf:Bag><rdf:li>Jane</rdf:li></rdf:Bag></dc:creator>"
    assert read_xmp(xmp(inner)) == {}
    assert read_xmp(xmp(inner + creator)) == {"creator": "Jane"}


def test_a_value_may_have_qualifiers() -> None:
    qualified = '<rdf:li rdf:parseType="Resource"><rdf:value>Jane</rdf:value><dc:type>role</dc:type></rdf:li>'
    assert read_xmp(xmp(f"<dc:creator><rdf:Seq>{qualified}</rdf:Seq></dc:creator>")) == {"creator": "Jane"}


def test_imagemagick_keeps_exif_in_a_text_of_a_png() -> None:
    from PIL.PngImagePlugin import PngInfo

    content = exif(Artist="Jane Doe").tobytes()
    text = PngInfo()
    text.add_text("Raw profile type exif", f"\nexif\n{len(content):8}\n{content.hex()}\n", zip=True)
    assert read(encoded(photo(64, 48), "PNG", pnginfo=text)) == {"creator": "Jane Doe"}


def test_a_receiver_without_reception_has_no_position() -> None:
    fields = Image.Exif()
    unknown = (TiffImagePlugin.IFDRational(0, 0),) * 3
    fields.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: unknown, 3: "E", 4: unknown})
    assert read(encoded(photo(64, 48), "JPEG", exif=fields)) == {}


@pytest.mark.parametrize("form", ["WEBP", "AVIF"])
def test_metadata_of_a_picture_that_is_too_large_costs_no_answer(form: str) -> None:
    body = encoded(photo(), form, xmp=xmp(ELEMENTS))
    fault = PictureFault("too large", is_broken=False)
    found = with_provenance(fault, body, max_pixels=1000)
    assert isinstance(found, PictureFault)
    assert (found.reason, found.metadata["credit"]) == ("too large", "Reuters")


def test_exif_is_read() -> None:
    fields = exif(
        Artist="Jane Müller".encode(),
        Copyright="© Jane\0Desk".encode(),
        ImageDescription="A bridge",
        DateTimeOriginal="2005:08:13 09:47:23",
    )
    fields.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (48.0, 51.0, 30.0), 3: "E", 4: (2.0, 17.0, 40.0)})
    found = read(encoded(photo(), "JPEG", exif=fields))
    assert found == {
        "creator": "Jane Müller",
        "copyright": "© Jane; Desk",
        "description": "A bridge",
        "captured_at": "2005-08-13T09:47:23",
        "gps": "present",
    }
    assert "48" not in str(found)


def test_iim_is_read_in_either_encoding() -> None:
    body = with_iim(
        (2, 80, b"Jos\xe9 P\xe9rez"), (2, 80, "Łukasz".encode()), (2, 110, b"AFP"), (2, 115, b"AFP wire"),
        (2, 116, b"(c) AFP"), (2, 55, b"20240506"), (2, 60, b"070809+0200"),
    )  # fmt: skip
    assert read(body) == {
        "creator": "José Pérez; Łukasz",
        "credit": "AFP",
        "source": "AFP wire",
        "copyright": "(c) AFP",
        "captured_at": "2024-05-06T07:08:09+02:00",
    }


def test_xmp_wins_over_iim_and_iim_over_exif() -> None:
    jpeg = encoded(
        photo(),
        "JPEG",
        xmp=xmp("<photoshop:Credit>X</photoshop:Credit>"),
        exif=exif(Artist="E", Copyright="E"),
    )
    found = read(with_iim((2, 110, b"I"), (2, 116, b"I"), body=jpeg))
    assert found == {"creator": "E", "credit": "X", "copyright": "I"}


def test_a_position_within_a_structure_is_one() -> None:
    place = '<Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li exif:GPSLatitude="48,51.5N"/></rdf:Bag>'
    assert read_xmp(xmp(f"{place}</Iptc4xmpExt:LocationShown>")) == {"gps": "present"}


def test_a_gps_directory_without_a_position_is_none() -> None:
    fields = Image.Exif()
    fields.get_ifd(ExifTags.IFD.GPSInfo)[0] = b"\2\3\0\0"
    assert read(encoded(photo(), "JPEG", exif=fields)) == {}


@pytest.mark.parametrize(
    "text",
    [
        "OLYMPUS DIGITAL CAMERA         ", "KODAK DC240 ZOOM DIGITAL CAMERA", "COPYRIGHT, 2005", "      ",
        "\0\0", "(C) 2013", "Copyright(C) by", "© 2005 - 2009, all rights reserved", "SONY DSC", "DCF 1.0",
        "Exif_JPEG_PICTURE", "SAMSUNG CAMERA PICTURES", "Minolta DiMAGE X", "DIGITAL CAMERA", "unknown",
        "CREATOR: gd-jpeg v1.0 (using IJG JPEG v62), quality = 82", "Picasa 2.7", "Photographer",
        "<Digimax S500 / Kenox S500>", "Your Name Here",
        "NIKON CORPORATION", "KONICA MINOLTA DIGITAL CAMERA", "Author", "---", "…", "N/A", "camera owner",
    ],
)  # fmt: skip
def test_what_cameras_fill_in_is_dropped(text: str) -> None:
    assert said_by_a_person(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Jane Doe", "AFP", "AP", "© 2005 Jane Doe", "Copyright Reuters", "(c) dpa", "Canon Smith", "by Jane",
        "A man holds a digital camera", "Kodak Theatre at night", "新华社", "ТАСС", "وكالة الأنباء",
        "写真：共同通信", "©新华社 2024", "CC BY 4.0", "Getty Images", "Sony World Photography Awards",
        "Nikon Ambassador Club", "Leica Gallery", "An unknown soldier",
    ],
)  # fmt: skip
def test_what_people_wrote_is_kept(text: str) -> None:
    assert said_by_a_person(text) == text


def test_the_camera_s_own_name_is_no_credit() -> None:
    fields = exif(
        Make="ACME", Model="Snap 9", Software="Paintbox", Artist="Paintbox", ImageDescription="ACME Snap 9"
    )
    assert read(encoded(photo(), "JPEG", exif=fields)) == {}


def test_a_picture_cut_short_still_says_whose_it_is() -> None:
    body = encoded(photo(), "JPEG", xmp=xmp(ELEMENTS))
    fault = with_provenance(
        PictureFault("cut short", is_broken=True), body[: len(body) // 2], max_pixels=LIMIT
    )
    assert fault.metadata == STATED


def test_a_picture_with_too_many_pixels_still_says_whose_it_is() -> None:
    assert read_metadata(encoded(photo(), "JPEG", xmp=xmp(ELEMENTS)), max_pixels=10) == STATED


def test_no_metadata_is_nothing() -> None:
    picture = Picture("png", 1, 1, 1, "0" * 16, "0" * 16, is_informative=False)
    for form in ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "BMP", "TIFF", "ICO"):
        assert with_provenance(picture, encoded(photo(64, 48), form), max_pixels=LIMIT) == picture


LAUGHS = b'<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY a%d "%s">' % (i, b"&a%s;" % (str(i - 1).encode() if i else b"") * 10) for i in range(9)
)


@pytest.mark.parametrize(
    "packet",
    [
        b"", b"\0\0", b"<x", b"\xff\xfe<\0", b"<?xml version='1.0' encoding='no-such'?><a/>",
        LAUGHS + b"]><x>&a8;</x>",
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
        b"<a>" * 100_000,
        xmp("<photoshop:Credit>" + "x" * PACKET_BYTES + "</photoshop:Credit>"),
    ],
)  # fmt: skip
def test_hostile_packets_say_nothing(packet: bytes) -> None:
    assert read_xmp(packet) == {}


def test_a_value_without_end_is_cut() -> None:
    found = read(
        encoded(photo(), "JPEG", xmp=xmp("<photoshop:Credit>" + "long " * 9000 + "</photoshop:Credit>"))
    )
    assert len(found["credit"]) < 1001


def test_control_characters_do_not_get_through() -> None:
    found = read(encoded(photo(), "JPEG", exif=exif(Artist="Jane\x1b[31m \u202e Doe".encode())))
    assert found["creator"] == "Jane [31m Doe"


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"II*\0"]),
)
def test_bytes_never_raise(noise: bytes, start: bytes) -> None:
    read(start + noise)
    read_xmp(noise)


@given(st.integers(0, 6000), st.binary(min_size=1, max_size=8))
def test_damaged_metadata_never_raises(at: int, noise: bytes) -> None:
    body = bytearray(BODY)
    body[at : at + len(noise)] = noise
    read(bytes(body))


BODY = with_iim(
    (2, 80, b"Jane"), (2, 55, b"20240506"),
    body=encoded(
        photo(), "JPEG", xmp=xmp(ELEMENTS), exif=exif(Artist="J", DateTimeOriginal="2005:08:13 09:47:23")
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ("http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic", "compositeSynthetic"),
        (
            "https://cv.iptc.org/newscodes/digitalsourcetype/algorithmicallyEnhanced/ ",
            "algorithmicallyEnhanced",
        ),
        ("trainedalgorithmicmedia", "trainedAlgorithmicMedia"),
        ("digsrctype:digitalCapture", "digitalCapture"),
        ("schema:CompositeWithTrainedAlgorithmicMediaDigitalSource", "compositeWithTrainedAlgorithmicMedia"),
        ("https://e.org/other", "other"),
        ("  ", None),
        ("///", None),
    ],
)
def test_source_types_are_iptc_codes(stated: str, code: str | None) -> None:
    assert source_type(stated) == code


def test_reading_leaves_pillow_as_it_was() -> None:
    before = Image.MAX_IMAGE_PIXELS
    read(BODY)
    assert before == Image.MAX_IMAGE_PIXELS


def test_a_file_position_is_never_told() -> None:
    assert all("48,51" not in value for value in read(encoded(photo(), "JPEG", xmp=xmp(ELEMENTS))).values())
