"""Dossier + Summary + rulebook → Decisions: proposals and checks, each with its reasons."""

from pipeline.decide.choice import KeyDay, choose_rules, key_day
from pipeline.decide.decisions import decide

__all__ = ["KeyDay", "choose_rules", "decide", "key_day"]
