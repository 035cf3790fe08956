"""Photos as papers hold them: upright, no larger than they are printed, and silent.

A telephone writes into a photo where and when it was taken and with what; a paper that goes to
many offices must not carry that along. Same photo, same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

WIDEST_MM, TALLEST_MM = 165, 90
"""The room of a photo: the text of an A4 page, and less than a third of its height."""
_DPI = 220
"""What an office printer shows of a photo; more only makes the file large."""
_DOTS_ACROSS, _DOTS_DOWN = (round(side / 25.4 * _DPI) for side in (WIDEST_MM, TALLEST_MM))
_USUAL_DPI = 72
_QUALITY = 85
_FEW_COLOURS = 256
_ORIENTATION = 0x0112
_LYING = 5
"""From this orientation on, height and width are exchanged (Exif 2.3, tag Orientation)."""

NOT_A_PICTURE = (UnidentifiedImageError, SyntaxError, ValueError, Image.DecompressionBombError)
"""What Pillow raises for a file that is no picture, or a broken one."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo ready to print. ``width`` and ``height``, in mm, are those it was meant to have."""

    content: bytes
    kind: str
    width: float
    height: float


def photo(path: Path) -> Photo:
    """The photo in a file.

    Raises:
        OSError: the file cannot be read.
        NOT_A_PICTURE: it holds no picture that can be printed.
    """
    return _made(path.read_bytes())


@lru_cache(maxsize=8)
def _made(content: bytes) -> Photo:
    with Image.open(BytesIO(content)) as opened:
        lying = opened.getexif().get(_ORIENTATION, 1) >= _LYING
        width, height = (
            side / dpi * 25.4 for side, dpi in zip(opened.size, _dpi(opened), strict=True)
        )
        profile = opened.info.get("icc_profile")
        clear = opened.has_transparency_data
        # Drawings stay sharp as PNG, which is small as long as they keep their few colours; a
        # photo would be ten times as large in it.
        drawing = opened.format != "JPEG" and opened.getcolors(_FEW_COLOURS) is not None
        made: Image.Image = opened
        if opened.mode not in ("1", "L", "P", "RGB", "RGBA") or (opened.mode == "P" and clear):
            made = opened.convert("RGBA" if clear else "RGB")
        if not drawing:
            box = (_DOTS_ACROSS, _DOTS_DOWN)
            made.thumbnail(box[::-1] if lying else box, Image.Resampling.LANCZOS)
        made = ImageOps.exif_transpose(made)
    # Nothing that the file said beside the picture is written, but what its colours mean.
    made.info = {}
    saved = BytesIO()
    if drawing or clear:
        made.save(saved, "PNG", optimize=True, icc_profile=profile)
    else:
        made.save(saved, "JPEG", quality=_QUALITY, optimize=True, icc_profile=profile)
    kind = "image/png" if drawing or clear else "image/jpeg"
    return Photo(saved.getvalue(), kind, *((height, width) if lying else (width, height)))


def _dpi(picture: Image.Image) -> tuple[float, float]:
    """How many dots make an inch of it; files that do not say so are taken as Word takes them."""
    across, down = picture.info.get("dpi", (_USUAL_DPI, _USUAL_DPI))
    return (float(across) or _USUAL_DPI, float(down) or _USUAL_DPI)
