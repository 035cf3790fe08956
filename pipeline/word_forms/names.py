"""The names a Word form may use: those of the text templates, without what only a text can print.

``docs/templates.md`` lists them; here stands what kind of thing each of them is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pipeline.model.comparison import Comparison
from pipeline.model.conference import OwnAward
from pipeline.model.decisions import Decisions, NominationDecision
from pipeline.model.facts import Facts, Paper
from pipeline.model.leadership import Seat, Term
from pipeline.model.members import FormerUnit, Group, Unit
from pipeline.model.progress import UnitProgress
from pipeline.model.report import Report
from pipeline.model.rules import Award, Basis, Rulebook
from pipeline.model.summary import IndicatorRow, IndicatorSummary, ScoreRow, StandingRow, Summary
from pipeline.render.report_lookups import ToldTheme
from pipeline.word_forms.kinds import (
    ANYTHING,
    NUMBER,
    WORDS,
    YES_NO,
    Kind,
    Many,
    Plain,
    Question,
    Together,
    record,
)

ForEach = Literal["nominations", "units"]
"""What a form may be filled in for one by one: each is known in it as ``each``."""

EACH: Mapping[str, Kind] = {
    "nominations": record(NominationDecision),
    "units": record(Unit),
}
LIST_OF: Mapping[str, str] = {"nominations": "decisions.nominations", "units": "facts.units"}
"""The list of each, and so what ends the names of its papers."""

_DECISION = record(NominationDecision)
_INDICATOR = record(IndicatorSummary)
_ROWS = Many(record(IndicatorRow))

NAMES: Mapping[str, Kind] = {
    "facts": record(Facts),
    "summary": record(Summary),
    "decisions": record(Decisions),
    "rules": record(Rulebook),
    "bases": Many(record(Basis)),
    "head": record(Seat),
    "deputies": Many(record(Seat)),
    "term": record(Term),
    "paper": record(Paper),
    "members": NUMBER,
    "scores": Many(record(ScoreRow)),
    "report": record(Report),
    "unit_figures": Many(_INDICATOR),
    "units_to_remind": Many(record(UnitProgress)),
    "period": WORDS,
    "period_in_full": WORDS,
    "plan_period": WORDS,
    "time_before": WORDS,
    "before": WORDS,
    "conference_kind": Plain("code"),
    "conference_name": WORDS,
    "meeting": WORDS,
    "review": WORDS,
    "stop": WORDS,
}

_AWARD = record(Award, OwnAward)
_UNIT = record(Unit, FormerUnit)

QUESTIONS: Mapping[str, Question] = {
    "unit": Question(_UNIT, 1, 1),
    "group_of": Question(record(Group), 1, 1),
    "award": Question(_AWARD, 1, 1),
    "award_of": Question(WORDS, 1, 1),
    "graded": Question(WORDS, 2, 2),
    "how_many": Question(WORDS, 1, 1),
    "nominee": Question(WORDS, 1, 1),
    "nominees_of": Question(Many(WORDS), 1, 1),
    "names_unit": Question(YES_NO, 2, 2),
    "unnamed_in": Question(Many(ANYTHING), 1, 1),
    "deputy_before": Question(NUMBER, 1, 1),
    "terms_reviewed": Question(Many(Together((NUMBER, record(Term)))), 0, 0),
    "terms_recorded": Question(Many(Together((NUMBER, record(Term)))), 0, 0),
    "inspected_for": Question(_AWARD, 0, 0),
    "points_for": Question(NUMBER, 3, 3),
    "attending": Question(NUMBER, 0, 0),
    "occasion": Question(WORDS, 1, 1),
    "award_voted": Question(_AWARD, 1, 1),
    "cites": Question(YES_NO, 2, 2),
    "proposed_units": Question(Many(_UNIT), 0, 0),
    "decisions_on": Question(Many(_DECISION), 1, 1),
    "last_round": Question(ANYTHING, 2, 2),
    "voters_of": Question(NUMBER, 1, 2),
    "voters_in": Question(NUMBER, 2, 2),
    "votes_for": Question(ANYTHING, 2, 2),
    "votes_share": Question(NUMBER, 2, 2),
    "score_of": Question(record(ScoreRow), 1, 1),
    "standing_of": Question(record(StandingRow), 1, 1),
    "theme_of": Question(record(ToldTheme), 1, 1),
    "figures_of": Question(Many(Together((NUMBER, _INDICATOR))), 1, 2),
    "key_figures": Question(Many(_INDICATOR), 1, 1),
    "stated_by_an_item": Question(YES_NO, 2, 2),
    "missing_target": Question(_ROWS, 1, 1),
    "judged_by_target": Question(Many(_INDICATOR), 1, 1),
    "reaching_target": Question(Many(_INDICATOR), 1, 1),
    "comparison_of": Question(record(Comparison), 1, 1),
    "bloc_figures": Question(Many(_INDICATOR), 1, 1),
    "is_stated": Question(YES_NO, 1, 1),
    "gap": Question(WORDS, 2, 2),
    "blank": Question(WORDS, 1, 1),
}

FOR_TEXTS_ONLY = frozenset(
    {
        "figure", "chart", "part", "annex", "see_annex", "signatures", "footnote", "ledger",
        "abbreviation", "issuing_unit", "asked_on", "outlook",
    }
)  # fmt: skip
"""What the text templates know and a form does not: what makes blocks, what is of other papers."""

FILTERS_GIVE: Mapping[str, Kind | Literal["same", "one", "part"]] = {
    "count": NUMBER, "length": NUMBER, "added": NUMBER, "common_target": NUMBER,
    "with_total": "same", "proposing": "same", "with_names": "same", "counted": "same",
    "ranked": "same", "having": "same", "selectattr": "same", "rejectattr": "same",
    "reverse": "same", "reporting": _ROWS, "lowest_first": "same", "highest": ANYTHING,
    "first": "one", "last": "one", "map": "part",
    "stated": YES_NO, "rates_combined": YES_NO, "reported_partly": YES_NO, "in_per_cent": YES_NO,
    "holds": YES_NO, "holds_change": YES_NO, "holds_completion": YES_NO, "grown": YES_NO,
    "way": Plain("code"),
}  # fmt: skip
"""What a filter gives that does not give words."""

JINJA_FILTERS = ("first", "join", "last", "length", "map", "rejectattr", "reverse", "selectattr")
"""Those of the template language itself that a form may use."""
JINJA_TESTS = ("eq", "equalto", "in", "ne", "none")

WHAT_NAMES_MAY_BE: Mapping[str, Kind] = {**NAMES, **QUESTIONS}


def names_for_a_form(names: Mapping[str, Any]) -> dict[str, Any]:
    """Of all the names of a text template those that a form knows."""
    return {name: value for name, value in names.items() if name in WHAT_NAMES_MAY_BE}


KEY_FACTS: Mapping[str, tuple[str, ...]] = {
    "facts.bloc.name": ("facts.bloc",),
    "facts.units": ("facts.units", "unit", "members"),
    "head": ("head", "term", "facts.leadership", "facts.next_leadership", "decisions.head"),
    "facts.conference": ("facts.conference", "conference_name", "meeting", "review"),
    "decisions.nominations": ("decisions.nominations", "facts.nominations", "nominee"),
}
"""What most papers of the year speak of, and by which names a form would."""
