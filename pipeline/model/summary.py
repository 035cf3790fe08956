"""What summarize hands on: figures worked out from facts, each with the facts it came from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pipeline.model.base import Derived, Path, Ref
from pipeline.model.comparison import Comparison
from pipeline.model.counts import AwardsByLevel, ResultsByTheme
from pipeline.model.progress import UnitProgress
from pipeline.model.quantity import Quantity
from pipeline.model.report import Length, Report
from pipeline.model.rules import TieBreak
from pipeline.model.targets import Targets
from pipeline.model.trends import Trends
from pipeline.model.year import Theme


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One unit's reading of an indicator, compared. ``unit`` None: the bloc as a whole."""

    unit: Derived[str] | None
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class IndicatorSummary:
    """An indicator over the units.

    ``total`` adds up the figures of the units that reported: ``reported`` of the ``expected``
    members of the bloc. Its target, and so its completion, is None unless each unit that reported
    stated a target; the same holds of the plans, and of last year's figure and growth. The total of
    a rate is all parts in all wholes, and None unless each unit that reported stated both; it is
    compared with a target that they all have. Scores and answers have no total.
    """

    indicator: Ref
    adds_up: bool
    """Whether the units' figures may be added to each other."""
    rows: tuple[IndicatorRow, ...]
    total: Comparison | None
    said_yes: Derived[int] | None
    """How many of those that reported said yes; None unless yes or no was asked."""
    reported: Derived[int]
    expected: Derived[int] | None
    """None where it is in question how many units the bloc has."""


@dataclass(frozen=True, slots=True)
class ThemeSummary:
    """What stands under one theme: results and indicators in the order of the inputs."""

    theme: Theme
    results: tuple[Ref, ...]
    indicators: tuple[IndicatorSummary, ...]


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One unit's line in the score table. A sum is None while a criterion is without points."""

    unit: Derived[str]
    self_scored: Derived[Decimal] | None
    cross_scored: Derived[Decimal] | None
    agreed: Derived[Decimal] | None
    bonus: Derived[Decimal] | None
    penalty: Derived[Decimal] | None
    total: Derived[Decimal] | None
    rank: Derived[int] | None
    """None for every unit until every unit of the bloc has a total; where the points are not
    published; and where the conference placed the units within the parts of the bloc.
    """
    shared: bool
    """Whether another unit has the same rank."""
    adjusted: Derived[Decimal] | None
    """Agreed less self-scored points, where both are known and differ."""
    told_apart_by: TieBreak | None
    """What of the bloc's rules ranks it among units of equal points; None where none does."""
    told_apart_with: Derived[Decimal] | None
    """Its core points, votes or penalty points that did."""


@dataclass(frozen=True, slots=True)
class StandingRow:
    """Where the conference placed one unit, as stated: no rank is worked out."""

    unit: Derived[str]
    group: Derived[str] | None
    """The part of the bloc in which it is placed; None where that is the bloc as a whole."""
    rank: Derived[int] | None
    shared: bool
    """Whether the conference gave another unit the same rank, in the same part of the bloc."""
    grade: Ref | None
    leading: bool


@dataclass(frozen=True, slots=True)
class WelfareWork:
    """One work of welfare as it was stated. Its figures are as stated, else as its parts say.

    ``parts_amount`` and ``parts_beneficiaries`` are the sums of the parts where they contradict
    what is stated of the whole; both stand, for nobody here knows which is right.
    """

    welfare: Ref
    unit: Derived[str] | None
    amount: Derived[Quantity] | None
    beneficiaries: Derived[Quantity] | None
    parts_amount: Derived[Quantity] | None
    parts_beneficiaries: Derived[Quantity] | None


@dataclass(frozen=True, slots=True)
class WelfareRow:
    """A work of welfare told once, by whomever it was stated: one work, or those of a joint one.

    Works of one joint activity in one measure, or all in money, share a row. Shares of units'
    own are added up. Else all speak of the same figure, and where they differ there is none.
    ``apart``: what each of the units stated is to be told below. ``detailed`` are the works whose
    parts are told, alike ones once. ``units`` are all that took part; where each has a share of its
    own, those who stated one.
    """

    name: Ref
    measure: Ref
    units: tuple[Derived[str], ...]
    works: tuple[WelfareWork, ...]
    apart: bool
    detailed: tuple[WelfareWork, ...]
    amount: Derived[Quantity] | None
    beneficiaries: Derived[Quantity] | None
    beneficiary: Ref | None
    differ: bool
    """Whether units state different figures of the same thing."""


@dataclass(frozen=True, slots=True)
class WelfareTotal:
    """The sum of several rows in one measure: those of units, or those told of the bloc.

    They are not added to each other, for what is told of the bloc may hold what its units did.
    All measures of money are brought to the smallest of them. ``counted`` of the ``works`` have an
    amount. ``beneficiaries`` is None unless every row that counts beneficiaries counts the same
    kind, named by ``beneficiary``, and all of them could be counted.
    """

    measure: Ref
    of_units: bool
    works: Derived[int]
    counted: Derived[int]
    amount: Derived[Quantity] | None
    beneficiaries: Derived[Quantity] | None
    beneficiary: Ref | None


@dataclass(frozen=True, slots=True)
class WelfareSummary:
    """The works of welfare in the order of the inputs, and the sums of two rows or more."""

    rows: tuple[WelfareRow, ...]
    totals: tuple[WelfareTotal, ...]


@dataclass(frozen=True, slots=True)
class RewardRow:
    """Awards received, by award, level, grade and authority, summed over units.

    ``unit`` and ``document`` are those of a single one. ``told_apart``: all that are summed stand
    one by one as well, for each names its unit or its decision.

    ``year`` where several years are reviewed and it is stated: each year then has a row.
    """

    year: Derived[int] | None
    award: Ref
    level: str
    grade: Ref | None
    authority: Ref | None
    unit: Derived[str] | None
    document: Ref | None
    told_apart: bool
    collectives: Derived[Quantity] | None
    individuals: Derived[Quantity] | None


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact of one unit that the inputs do not state although others like it are stated.

    ``label`` is the Vietnamese name of the fact, ``path`` where it would stand.
    """

    label: str
    path: Path
    unit: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The year in figures."""

    units_named: Derived[int]
    units_unnamed: Derived[int] | None
    """How many units are stated but not named; None where none are, or no count was stated."""
    themes: tuple[ThemeSummary, ...]
    targets: Targets
    """Which targets were reached, by unit and for the bloc."""
    scores: tuple[ScoreRow, ...]
    standings: tuple[StandingRow, ...]
    """Best rank first; units without a rank last."""
    welfare: WelfareSummary
    rewards: tuple[RewardRow, ...]
    """Those of the time reviewed, summed."""
    rewards_apart: tuple[RewardRow, ...]
    """Each of them that names its unit or its decision."""
    earlier_rewards: tuple[Ref, ...]
    """Each reward of a year before that, newest first."""
    results_by_theme: ResultsByTheme | None
    awards_by_unit: AwardsByLevel | None
    awards_by_year: AwardsByLevel | None
    missing: tuple[Missing, ...]
    sending: tuple[UnitProgress, ...]
    """Who has sent what, a row for each unit that is named."""
    reports: tuple[Report, ...]
    """What the report of each length says."""
    trends: Trends | None = None
    """The same over the years; None where no earlier folder was given."""

    def theme(self, name: str) -> ThemeSummary | None:
        """The summary of one theme, or None where nothing was stated about it."""
        return next((theme for theme in self.themes if theme.theme == name), None)

    def report(self, length: Length) -> Report:
        """What the report of one length says."""
        return next(report for report in self.reports if report.length == length)

    def score(self, unit_id: str) -> ScoreRow | None:
        """The score line of one unit, or None."""
        return next((row for row in self.scores if row.unit.value == unit_id), None)

    def standing(self, unit_id: str) -> StandingRow | None:
        """Where the conference placed one unit, or None."""
        return next((row for row in self.standings if row.unit.value == unit_id), None)
