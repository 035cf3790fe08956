"""Photos: upright, no larger than they are printed, and without where they were taken."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from PIL import Image
from sample_papers import TEMPLATES, paper
from word_papers import FRAMES, word

from pipeline.render.html import to_html
from pipeline.render.photo import _made, photo
from pipeline.render.word import to_word

GPS, ORIENTATION, COMMENT = 0x8825, 0x0112, 0x010E


@pytest.fixture
def taken(tmp_path: Path) -> Path:
    """A photo of 3 million dots as a telephone stores it: lying, with the place it was taken."""
    path = tmp_path / "photo.jpg"
    lying = noise(2000, 1500)
    lying.paste("red", (0, 0, 200, 1500))
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[COMMENT] = "Số nhà 5"
    exif[GPS] = {1: "N", 2: (16.0, 45.0, 0.0)}
    lying.save(path, exif=exif, dpi=(72, 72), comment=b"so nha 5")
    return path


def noise(width: int, height: int) -> Image.Image:
    """Many colours, as in a photo."""
    return Image.merge("RGB", [Image.effect_noise((width, height), 40) for _ in range(3)])


def shown(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_a_photo_stands_upright_and_is_as_large_as_it_is_printed(taken: Path) -> None:
    made = photo(taken)
    picture = shown(made.content)
    # 90 mm high at 220 dots to the inch.
    assert picture.size == (585, 780)
    assert len(made.content) < taken.stat().st_size / 4
    # The left edge of the sensor is the upper edge of the picture.
    top = picture.getpixel((290, 10))
    assert isinstance(top, tuple)
    assert top[0] > 200
    assert top[1] < 60


def test_a_photo_does_not_tell_where_it_was_taken(taken: Path) -> None:
    picture = shown(photo(taken).content)
    assert dict(picture.getexif()) == {}
    assert "comment" not in picture.info
    for content in (
        to_word(paper("vi", "state-2020", image=taken), FRAMES / "state.docx"),
        to_html(paper("vi", "state-2020", image=taken), TEMPLATES).encode(),
    ):
        assert b"Exif" not in content


def test_word_shows_it_upright_and_no_taller_than_a_third_of_the_page(taken: Path) -> None:
    document = paper("vi", "press", image=taken)
    file = docx.Document(io.BytesIO(to_word(document, FRAMES / "press.docx")))
    (inline,) = file.inline_shapes
    assert (round(inline.width.mm, 1), round(inline.height.mm, 1)) == (67.5, 90.0)


def test_a_drawing_stays_a_drawing(tmp_path: Path) -> None:
    logo = Image.new("RGBA", (300, 300))
    logo.paste((200, 0, 0, 255), (50, 50, 250, 250))
    logo.save(tmp_path / "logo.png")
    made = photo(tmp_path / "logo.png")
    picture = shown(made.content)
    assert (made.kind, picture.mode) == ("image/png", "RGBA")
    assert picture.getpixel((0, 0)) == (0, 0, 0, 0)


@pytest.mark.parametrize("kind", ["WEBP", "PNG", "TIFF", "BMP"])
def test_a_photo_of_another_kind_is_printed_as_jpeg(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "photo"
    noise(400, 300).save(path, kind)
    assert photo(path).kind == "image/jpeg"
    assert len(word(paper("vi", "press", image=path), "press").inline_shapes) == 1


def test_the_same_photo_gives_the_same_bytes(taken: Path) -> None:
    first = photo(taken)
    _made.cache_clear()
    assert photo(taken) == first
