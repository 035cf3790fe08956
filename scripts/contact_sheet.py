"""Makes ``docs/images/papers.png``, the first page of every paper of the made-up sample.

``make pictures``; needs pdftoppm. The pages are those of a build, in Vietnamese, and those of one
paper in the other two languages.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps

from pipeline import places
from pipeline.build import Order, build, kinds_of_documents
from pipeline.errors import ENGLISH

SHEET = Path(__file__).parents[1] / "docs" / "images" / "papers.png"
HEIGHT, GAP, LINE, ACROSS = 300, 14, 22, 7
FONT = "/usr/share/fonts/truetype/croscore/Tinos-Regular.ttf"


def first_pages(work: Path) -> list[tuple[str, Image.Image]]:
    """The first page of each kind of paper, under the name of the kind."""
    pages: dict[str, Image.Image] = {}
    for kind in kinds_of_documents():
        found = sorted((work / "vi/vi-du-2025/vi").glob(f"{kind}*.pdf"))
        if found:
            pages[kind] = picture(found[0], work / kind)
    for language in ("hi", "en"):
        pages[f"summary-report ({language})"] = picture(
            work / f"hi/vi-du-2025/{language}/summary-report.pdf", work / f"{language}-page"
        )
    return list(pages.items())


def picture(pdf: Path, stem: Path) -> Image.Image:
    """The first page as a picture with a thin edge."""
    subprocess.run(
        ["pdftoppm", "-png", "-r", "50", "-f", "1", "-singlefile", pdf, stem], check=True
    )
    page = Image.open(stem.with_suffix(".png")).convert("L")
    page.thumbnail((HEIGHT * 2, HEIGHT), Image.Resampling.LANCZOS)
    return ImageOps.expand(page, 1, 160)


def sheet(pages: list[tuple[str, Image.Image]]) -> Image.Image:
    """All pages in rows, each above its name."""
    font = ImageFont.truetype(FONT, 15)
    rows = [pages[n : n + ACROSS] for n in range(0, len(pages), ACROSS)]
    width = max(sum(page.width + GAP for _, page in row) for row in rows) + GAP
    whole = Image.new("L", (width, (HEIGHT + LINE + GAP) * len(rows) + GAP), 255)
    pen = ImageDraw.Draw(whole)
    for n, row in enumerate(rows):
        top, left = GAP + n * (HEIGHT + LINE + GAP), GAP
        for name, page in row:
            whole.paste(page, (left, top + HEIGHT - page.height))
            pen.text((left, top + HEIGHT + 4), name, fill=60, font=font)
            left += page.width + GAP
    return whole.quantize(16)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as work:
        for order in (
            Order(("vi",), kinds_of_documents(), ("pdf",)),
            Order(("hi", "en"), ("summary-report",), ("pdf",)),
        ):
            build(places.SAMPLES / "vi-du-2025", Path(work, order.languages[0]), order, ENGLISH)
        sheet(first_pages(Path(work))).save(SHEET, optimize=True)
    sys.stdout.write(f"{SHEET}\n")
