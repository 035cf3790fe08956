"""What the facts of one folder must agree on among themselves: a list of checks.

Each check yields problems; all of them run. What the law or the bloc's rules say about a fact is
not asked here but in ``decide``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path as FilePath

from pipeline.collect.checks.activities import (
    check_activities_told,
    check_activity_claims,
    check_participants,
    check_taking_part,
)
from pipeline.collect.checks.ballots import (
    check_ballots,
    check_revotes,
    check_voters,
    check_written,
)
from pipeline.collect.checks.bloc_told import check_bloc_told, check_possible_days
from pipeline.collect.checks.claims import check_bloc_totals, check_text_figures
from pipeline.collect.checks.conference import (
    check_absent,
    check_host,
    check_hours,
    check_points,
    check_present,
)
from pipeline.collect.checks.conflicts import check_conflicts, check_sources_agree
from pipeline.collect.checks.dates_told import check_days_told
from pipeline.collect.checks.editorial import check_editorial
from pipeline.collect.checks.found import Found
from pipeline.collect.checks.indicators import (
    check_money,
    check_rate_parts,
    check_rates,
)
from pipeline.collect.checks.last_year import check_changes_told, check_directions_told
from pipeline.collect.checks.leadership import check_deputies, check_heads
from pipeline.collect.checks.members import (
    check_changes,
    check_groups,
    check_known_units,
    check_stated_count,
    check_unique_units,
)
from pipeline.collect.checks.merits import check_merits
from pipeline.collect.checks.nominations import (
    check_letters,
    check_letters_of_no_nomination,
    check_nominations,
    check_remaining,
)
from pipeline.collect.checks.photos import check_photos
from pipeline.collect.checks.programme import (
    check_leading,
    check_pact,
)
from pipeline.collect.checks.references import check_activities_named, check_weaknesses_named
from pipeline.collect.checks.regulation import (
    check_conditions,
    check_quotas,
    check_received,
    check_tie_breaks,
)
from pipeline.collect.checks.repeats import check_repeats
from pipeline.collect.checks.same_events import check_events
from pipeline.collect.checks.times import check_covers, check_dates, check_years
from pipeline.collect.checks.totals_told import check_totals_told
from pipeline.collect.checks.translations import check_translations
from pipeline.collect.checks.year_figures import (
    check_criteria_sum,
    check_scores,
    check_standings,
    check_welfare,
)
from pipeline.errors import Message, Problem, Severity
from pipeline.model.base import Ref
from pipeline.model.dossier import Trail
from pipeline.model.facts import Facts

Check = Callable[[Facts], Found]


def check_facts(facts: Facts, trail: Trail, folder: FilePath) -> Iterator[Problem]:
    """Everything in the facts that cannot be, with its place."""
    found: list[tuple[Severity, Found]] = [
        *((Severity.ERROR, check(facts)) for check in ERRORS),
        (Severity.ERROR, check_photos(facts, folder)),
        *((Severity.WARNING, check(facts)) for check in WARNINGS),
    ]
    for severity, each in found:
        for code, path, message, hint in each:
            yield Problem(code, _placed(message, trail), trail.source(path), hint, severity)


def _placed(message: Message, trail: Trail) -> Message:
    """The message with the places of the other facts that it names."""
    places = {
        name: trail.source(value.path) or ""
        for name, value in message.values.items()
        if isinstance(value, Ref)
    }
    return replace(message, values={**message.values, **places}) if places else message


ERRORS: tuple[Check, ...] = (
    check_known_units,
    check_unique_units,
    check_stated_count,
    check_groups,
    check_changes,
    check_repeats,
    check_dates,
    check_years,
    check_covers,
    check_present,
    check_points,
    check_host,
    check_voters,
    check_ballots,
    check_written,
    check_revotes,
    check_quotas,
    check_conditions,
    check_received,
    check_nominations,
    check_letters,
    check_activities_named,
    check_weaknesses_named,
    check_money,
    check_rates,
    check_scores,
    check_standings,
    check_heads,
    check_deputies,
    check_conflicts,
    check_editorial,
)
WARNINGS: tuple[Check, ...] = (
    check_criteria_sum,
    check_rate_parts,
    check_welfare,
    check_absent,
    check_hours,
    check_leading,
    check_pact,
    check_tie_breaks,
    check_remaining,
    check_letters_of_no_nomination,
    check_sources_agree,
    check_text_figures,
    check_totals_told,
    check_bloc_totals,
    check_changes_told,
    check_directions_told,
    check_days_told,
    check_bloc_told,
    check_possible_days,
    check_translations,
    check_activity_claims,
    check_participants,
    check_taking_part,
    check_activities_told,
    check_merits,
    check_events,
)
