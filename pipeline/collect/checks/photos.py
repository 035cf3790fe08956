"""Photos named in the inputs: they must lie in the folder and be pictures of sensible size."""

from __future__ import annotations

import warnings
from pathlib import Path as FilePath

from PIL import Image

from pipeline.collect.checks.found import Found
from pipeline.collect.validate import shown
from pipeline.errors import Message, msg
from pipeline.model.facts import Facts

# Above these a picture is refused before it is opened: it would fill the memory.
_LARGEST_FILE = 40_000_000
_MOST_PIXELS = 60_000_000


def check_photos(facts: Facts, folder: FilePath) -> Found:
    """Photos that are absent, outside the folder, no pictures, or too large."""
    for n, photo in enumerate(facts.news.photos):
        fault = _fault(folder, photo.file) if photo.file is not None else None
        if fault:
            code, message, hint = fault
            yield code, ("news", "photos", n, "file"), message, hint


Fault = tuple[str, Message, Message]
"""Code, what is wrong, how to mend it."""


def _fault(folder: FilePath, name: str) -> Fault | None:
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
    return _fault_of_picture(target, name)


def _fault_of_picture(target: FilePath, name: str) -> Fault | None:
    if target.stat().st_size > _LARGEST_FILE:
        return _too_large(
            msg("“{file}” is larger than {limit} bytes", file=name, limit=_LARGEST_FILE)
        )
    many = msg("“{file}” has more than {limit} pixels", file=name, limit=_MOST_PIXELS)
    try:
        with warnings.catch_warnings():
            # Pillow warns of what is told here.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(target, formats=("PNG", "JPEG"))
        with image:
            if image.width * image.height > _MOST_PIXELS:
                return _too_large(many)
            image.load()
            # Word knows a JPEG by the mark JFIF or Exif behind its first bytes.
            if image.format == "JPEG" and target.read_bytes()[6:10] not in {b"JFIF", b"Exif"}:
                return _unreadable(
                    msg("“{file}” is a JPEG of a kind that Word does not read", file=name)
                )
    except Image.DecompressionBombError:
        return _too_large(many)
    except (OSError, ValueError, SyntaxError):
        return _unreadable(msg("“{file}” is not a JPEG or PNG picture", file=name))
    return None


def _too_large(what: Message) -> Fault:
    return "photo-too-large", what, msg("save a smaller copy")


def _unreadable(what: Message) -> Fault:
    return "photo-unreadable", what, msg("save it again as JPEG")
