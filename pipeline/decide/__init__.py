"""Dossier + Summary + rulebook → Decisions: proposals and checks, each with its reasons."""

from pipeline.decide.choice import KeyDay, choose_rules, key_day
from pipeline.decide.decisions import decide
from pipeline.decide.outlook import look_ahead

__all__ = ["KeyDay", "choose_rules", "decide", "key_day", "look_ahead"]
