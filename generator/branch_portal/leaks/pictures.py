"""What is written in a picture beside the picture: camera data, captions, comments. The picture's own words are not read.

Only the containers are walked, each part once and within bounds; nothing is decoded as an image.
"""

import re
import struct
import zlib
from collections.abc import Iterator

_MOST = 2_000_000
"""Most bytes of text from one packed part."""

_SHOT = re.compile(rb"\x88\x25|\x25\x88|\x01\x0f\x00\x02|\x0f\x01\x02\x00|\x01\x3b\x00\x02|\x3b\x01\x02\x00")
"""Tags of a TIFF directory that tell of somebody: place of the shot, maker of the camera, artist."""


def is_picture(data: bytes) -> bool:
    """Whether these are the bytes of a JPEG, PNG, GIF, WebP or TIFF picture."""
    return data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*")) or (
        data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    )


def written_in(data: bytes) -> list[str]:
    """The texts that stand in a picture beside it."""
    return [text for _, part in _parts(data) for text in strings(part)]


def tells_of_the_shot(data: bytes, *, whoever: bool) -> bool:
    """Whether a picture has a camera's data: with `whoever` any, else such as tell where, with what and by whom."""
    return any(whoever or _SHOT.search(part[:4096]) for name, part in _parts(data) if name == "exif")


def _parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The parts beside the image, each with what it is: `exif` or `text`."""
    if data.startswith(b"\xff\xd8"):
        yield from _jpeg(data)
    elif data.startswith(b"\x89PNG"):
        yield from _png(data)
    elif data[:4] == b"RIFF":
        yield from _webp(data)
    elif data.startswith(b"GIF"):
        for match in re.finditer(rb"!(?:\xfe|\xff\x0b)((?:[\x01-\xff][^\x00]{1,255}){1,2000})", data[:20_000_000]):
            yield "text", match[1]
    else:
        head = data[:65536] + data[-65536:]
        yield ("exif" if _SHOT.search(head) else "text"), head


def _jpeg(data: bytes) -> Iterator[tuple[str, bytes]]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, (size,) = data[at + 1], struct.unpack(">H", data[at + 2 : at + 4])
        part = data[at + 4 : at + 2 + size]
        if marker == 0xDA:
            break
        if marker == 0xFE or 0xE1 <= marker <= 0xEF:
            yield ("exif" if part.startswith(b"Exif\x00") else "text"), part
        at += 2 + max(size, 2)


def _png(data: bytes) -> Iterator[tuple[str, bytes]]:
    at = 8
    while at + 8 <= len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        part = data[at + 8 : at + 8 + size]
        if kind == b"eXIf":
            yield "exif", part
        elif kind in (b"tEXt", b"iTXt", b"zTXt"):
            yield "text", part
            packed = part.partition(b"\x00")[2]
            for start in {1, packed.rfind(b"\x00", 0, 200) + 1}:
                unpacker = zlib.decompressobj()
                try:
                    yield "text", unpacker.decompress(packed[start:], _MOST)
                except zlib.error:
                    continue
        at += 12 + size


def _webp(data: bytes) -> Iterator[tuple[str, bytes]]:
    at = 12
    while at + 8 <= len(data):
        kind, size = struct.unpack("<4sI", data[at : at + 8])
        if kind in (b"EXIF", b"XMP "):
            yield ("exif" if kind == b"EXIF" else "text"), data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


_TEXT = re.compile(rb"(?:[\x20-\x7e\t\n\r]|[\xc2-\xf4][\x80-\xbf]{1,3}){4,}|(?:[\xe2-\xe9][\x80-\xbf]{2}|\*){3}")
_WIDE = re.compile(rb"(?:[\x20-\x7e]\x00|[\x00-\xff][\x4e-\x9f]){5,}")


def strings(data: bytes) -> list[str]:
    """The pieces of bytes that are text, in UTF-8, and in the two-byte form of Windows."""
    found = [match[0].decode("utf-8", "replace") for match in _TEXT.finditer(data[:_MOST])]
    return found + [match[0].decode("utf-16-le", "replace") for match in _WIDE.finditer(data[:_MOST])]
