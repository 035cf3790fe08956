"""Dossier + Summary + rulebook → Decisions: proposals and checks, each with its reasons."""

from pipeline.decide.decisions import choose_rules, decide

__all__ = ["choose_rules", "decide"]
