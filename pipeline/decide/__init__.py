"""Dossier + Summary + rulebook → Decisions: proposals and checks, each with its reasons."""

from pipeline.decide.decisions import choose_rules, decide
from pipeline.decide.outlook import look_ahead

__all__ = ["choose_rules", "decide", "look_ahead"]
