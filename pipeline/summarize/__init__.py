"""Dossier → Summary: totals, comparisons, scores, awards, and what is missing."""

from pipeline.summarize.summary import summarize

__all__ = ["summarize"]
