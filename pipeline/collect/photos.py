"""Photos named in the inputs: they must lie in the folder and be pictures of sensible size."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as FilePath

from PIL import Image

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
        if photo.file is None:
            continue
        path: Path = ("news", "photos", n, "file")
        target = (folder / photo.file).resolve()
        if not target.is_relative_to(folder.resolve()):
            yield (
                "photo-outside",
                path,
                msg("“{file}” lies outside the folder", file=photo.file),
                msg("copy the photo into the folder photos/"),
            )
        elif not target.is_file():
            yield (
                "photo-missing",
                path,
                msg("there is no file “{file}”", file=photo.file),
                msg("copy the photo there, or delete the line"),
            )
        else:
            try:
                with Image.open(target, formats=("PNG", "JPEG")) as image:
                    too_large = image.width * image.height > _MOST_PIXELS
                    if not too_large:
                        image.load()
            except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
                yield (
                    "photo-unreadable",
                    path,
                    msg("“{file}” is not a JPEG or PNG picture", file=photo.file),
                    msg("save it again as JPEG"),
                )
            else:
                if too_large:
                    yield (
                        "photo-too-large",
                        path,
                        msg(
                            "“{file}” has more than {limit} pixels",
                            file=photo.file,
                            limit=_MOST_PIXELS,
                        ),
                        msg("save a smaller copy"),
                    )
