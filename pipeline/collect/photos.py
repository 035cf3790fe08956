"""Photos named in the inputs: they must lie in the folder and be pictures of sensible size."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as FilePath

from PIL import Image

from pipeline.collect.validate import shown
from pipeline.errors import Message, msg
from pipeline.model.base import Path
from pipeline.model.facts import Facts

Found = Iterator[tuple[str, Path, Message, Message | None]]
"""What a check finds: code, the fact it is about, what is wrong, how to mend it."""

# Above this a picture is refused before it is opened: it would fill the memory.
_MOST_PIXELS = 60_000_000


def check_photos(facts: Facts, folder: FilePath) -> Found:
    """Photos that are absent, outside the folder, no pictures, or too large."""
    for n, photo in enumerate(facts.news.photos):
        fault = _fault(folder, photo.file) if photo.file is not None else None
        if fault:
            code, message, hint = fault
            yield code, ("news", "photos", n, "file"), message, hint


def _fault(folder: FilePath, name: str) -> tuple[str, Message, Message] | None:
    """What is wrong with the photo ``name``; None when nothing is."""
    try:
        target = (folder / name).resolve()
        is_inside = target.is_relative_to(folder.resolve())
        exists = target.is_file()
    except (OSError, ValueError):  # a name no file can have
        is_inside, exists = True, False
    if not is_inside:
        return (
            "photo-outside",
            msg("“{file}” lies outside the folder", file=name),
            msg("copy the photo into the folder photos/"),
        )
    if not exists:
        return (
            "photo-missing",
            msg("there is no file “{file}”", file=shown(name)),
            msg("copy the photo there, or delete the line"),
        )
    try:
        with Image.open(target, formats=("PNG", "JPEG")) as image:
            if image.width * image.height > _MOST_PIXELS:
                return (
                    "photo-too-large",
                    msg("“{file}” has more than {limit} pixels", file=name, limit=_MOST_PIXELS),
                    msg("save a smaller copy"),
                )
            image.load()
            # Word knows a JPEG by the mark JFIF or Exif behind its first bytes.
            if image.format == "JPEG" and target.read_bytes()[6:10] not in {b"JFIF", b"Exif"}:
                return (
                    "photo-unreadable",
                    msg("“{file}” is a JPEG of a kind that Word does not read", file=name),
                    msg("save it again as JPEG"),
                )
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return (
            "photo-unreadable",
            msg("“{file}” is not a JPEG or PNG picture", file=name),
            msg("save it again as JPEG"),
        )
    return None
