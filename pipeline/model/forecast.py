"""Who would head the bloc in the coming years: a projection by the bloc's policy, never a fact."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.base import Derived, Text
from pipeline.model.decisions import Reason
from pipeline.model.policy import Mode


@dataclass(frozen=True, slots=True)
class Ahead:
    """How far to look ahead, and what to suppose: members that leave, members that merge."""

    years: int = 5
    without: tuple[str, ...] = ()
    mergers: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class ForecastSeat:
    """A unit that would take a seat. ``mode`` None: it is settled already.

    Its name is kept here too, since a unit may be one that only a supposed merger makes.
    """

    unit: Derived[str]
    name: Derived[Text]
    mode: Mode | None
    reasons: tuple[Reason, ...]
    first_term: bool
    """Whether it has not headed the bloc in the years recorded or told before."""


@dataclass(frozen=True, slots=True)
class ForecastYear:
    """One of the coming years. ``head`` None: the policy does not tell, for ``open_reasons``.

    ``waits_on``: the earlier year whose open choice keeps this one from being told.
    """

    year: Derived[int]
    head: ForecastSeat | None
    deputies: tuple[ForecastSeat, ...]
    open_deputies: int
    """How many more deputies there would be, of whom the policy does not tell who."""
    open_reasons: tuple[Reason, ...]
    waits_on: Derived[int] | None


@dataclass(frozen=True, slots=True)
class Tenure:
    """How often and when a unit has headed the bloc in the years recorded.

    Years are those in which it did not: ``waiting`` since its last term (since it joined, or since
    the records begin, where it had none), ``longest_gap`` between two terms.
    """

    unit: Derived[str]
    name: Derived[Text]
    terms: Derived[int]
    last: Derived[int] | None
    waiting: Derived[int] | None
    """None where no year is recorded, or where it may be more and may be less."""
    waiting_at_least: bool
    """Whether it may have waited for longer, as the records do not go back to when it joined."""
    waiting_at_most: bool
    """Whether it may have waited for less: there are years in it without a recorded head."""
    longest_gap: Derived[int] | None
    """None where it had no two terms."""
    coming: Derived[int]
    """Terms in the years of the forecast."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """The coming years under one policy, and how the headship was shared out so far."""

    modes: tuple[Mode, ...]
    own_modes: bool
    """Whether the bloc itself states them; else they are those of the rulebook."""
    set_aside: tuple[Mode, ...]
    """Those of ``modes`` that rest on votes, ranks or documents of years to come."""
    years: tuple[ForecastYear, ...]
    tenures: tuple[Tenure, ...]
    first_recorded: Derived[int] | None
    last_recorded: Derived[int]
    unrecorded: tuple[Derived[int], ...]
    """Years since the first recorded one whose head is not stated."""
    taken_up_again: tuple[Derived[Text], ...]
    """Units not considered at present; the forecast takes them to be considered again after."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """The forecast as things are, and beside it the one under a supposition where one is made."""

    plain: Forecast
    supposed: Forecast | None = None
    without: tuple[Derived[Text], ...] = ()
    """Units supposed to have left."""
    merged: tuple[Derived[Text], ...] = ()
    """Units supposed to come of mergers."""
    differing: tuple[Derived[int], ...] = ()
    """Years in which the supposition changes a head or a deputy."""
    ranks_hold: bool = True
    """Whether the ranking of this year, where the policy asks for it, holds for the supposed units:
    not where one that is ranked has left or merged."""
