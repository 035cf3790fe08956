"""The papers of an emulation bloc's year-end conference, written from structured inputs.

The way of a fact: ``collect`` reads it from the bloc's folder, ``summarize`` counts with it,
``decide`` judges with it, ``render`` puts it into words, and ``build`` writes the papers.
"""

__version__ = "0.1.0"
