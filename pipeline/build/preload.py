"""What every printing process needs, imported once in the process that the others come from."""

import contextlib

import pipeline.build.printing
import pipeline.render.html
import pipeline.render.pdf
import pipeline.render.word
import pipeline.render.xlsx  # noqa: F401

with contextlib.suppress(OSError):  # without Pango each job says so itself
    import weasyprint  # noqa: F401
