"""Ways to look things up that the text templates use: units, awards, results, those who came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.model.base import Path
from pipeline.model.facts import Facts
from pipeline.model.rules import Voters
from pipeline.model.summary import Summary
from pipeline.model.tally import per_cent, voters
from pipeline.render.values import Node, Shelf, Value
from pipeline.render.wording import (
    award_in_full,
    begins_with_unit,
    graded,
    how_many,
    names_unit,
    nominee_in_full,
    occasion,
    opens_with,
)


@dataclass(frozen=True, slots=True)
class Lookups:
    """What a template may ask about ``facts``; it is answered with proxies that keep their source.

    ``shelf`` and ``rule_shelf`` hold the facts and the rulebook, ``members`` the number of units.
    """

    shelf: Shelf
    rule_shelf: Shelf
    summary: Summary
    members: Any

    def names(self) -> Mapping[str, Any]:
        """The questions under the names that templates know them by."""
        asked = (
            self.unit, self.group_of, self.award, self.award_of, self.graded, self.how_many,
            self.nominee, self.nominees_of, self.unnamed_in, self.score_of, self.standing_of,
            self.votes_for, self.last_round, self.voters_of, self.voters_in, self.votes_share,
            self.attending, self.names_unit, self.deputy_before, self.terms_reviewed,
            self.terms_recorded, self.inspected_for, self.points_for, self.occasion,
            self.award_voted,
        )  # fmt: skip
        return {question.__name__: question for question in asked}

    @property
    def _facts(self) -> Facts:
        facts = self.shelf.facts
        assert isinstance(facts, Facts)
        return facts

    def _fact(self, *path: str) -> Any:
        found: Any = Node(self.shelf, self._facts, ())
        for step in path:
            found = getattr(found, step)
        return found

    def _counted(self, record: object | None) -> Any:
        return None if record is None else Node(self.shelf, record, ())

    def unit(self, unit_id: Any) -> Any:
        """A unit, member or former."""
        return self._by_id(unit_id, ("units",), ("former_units",))

    def group_of(self, unit: Any) -> Any:
        """The part of the bloc a unit is in, or None."""
        return self._by_id(unit.group, ("bloc", "groups")) if unit.group else None

    def award(self, award_id: Any) -> Any:
        """An award: the folder's own of this id, else the rulebook's."""
        wanted = _raw(award_id)
        if any(own.id == wanted for own in self._facts.awards):
            return self._by_id(wanted, ("awards",))
        book = Node(self.rule_shelf, self.rule_shelf.facts, ())
        return next(award for award in book.awards if award.id == wanted)

    def _by_id(self, wanted: Any, *lists: tuple[str, ...]) -> Any:
        """The record with this id in one of the lists, each named by its path in the facts."""
        for path in lists:
            records = self._fact(*path)
            for record in records:
                if record.id == wanted:
                    return record
        raise LookupError(str(_raw(wanted)))

    def award_of(self, decision: Any) -> str:
        """The name of a proposed award in full, with its class and its authority."""
        nomination = decision.nomination
        return award_in_full(self.award(nomination.award), nomination.grade, self.shelf.ledger)

    def graded(self, name: Any, grade: Any) -> str:
        """An award with its class."""
        return graded(name, grade, self.shelf.ledger)

    def how_many(self, decision: Any) -> str:
        """How many a nomination proposes: “3 đơn vị”; a gap where the number is in question."""
        return how_many(decision.nomination, decision.count, self.shelf.ledger)

    def occasion(self, what: Any) -> str:
        """What a conference was joined with."""
        return occasion(what, self.shelf.ledger)

    def nominee(self, nominee: Any) -> str:
        """Whom a nomination names: a unit, a part or a person of it."""
        return nominee_in_full(nominee, self.unit(nominee.unit), self.shelf.ledger)

    def _tells_of(self, words: Any, unit_id: Any) -> bool:
        """Whether words begin with a unit, so that its name need not stand before them.

        A short name is known in Vietnamese, and holds for the translations of the same words.
        """
        unit = self.unit(unit_id)
        return begins_with_unit(words, unit, self.shelf.ledger) or self._opens(words, unit_id)

    def names_unit(self, words: Any, unit_id: Any) -> bool:
        """Whether words name a unit anywhere, or open with its short name."""
        unit = self.unit(unit_id)
        return names_unit(words, unit, self.shelf.ledger) or self._opens(words, unit_id)

    def _opens(self, words: Any, unit_id: Any) -> bool:
        name = self.unit(unit_id).name.raw.vi or ""
        others = (one for one in self._facts.units if one.id != _raw(unit_id))
        return opens_with(words.raw.vi or "", name, [one.name.vi for one in others if one.name.vi])

    def nominees_of(self, decision: Any) -> list[str]:
        """Whom a nomination names, and whom it means by all the others where they are known."""
        named = [self.nominee(one) for one in decision.nomination.units]
        return named + [str(self.unit(one).name) for one in decision.remaining or ()]

    def deputy_before(self, term: Any) -> Any:
        """The year before a term, where its head is stated to have been deputy then; else None."""
        before = self._facts.term(term.year.raw - 1)
        deputies = [seat.unit for seat in (before.deputies or () if before else ())]
        if before is None or term.head.unit not in deputies:
            return None
        place = self._facts.leadership.terms.index(before)
        return self._fact("leadership").terms[place].year

    def terms_reviewed(self) -> list[tuple[Any, Any]]:
        """Each year that a review of several years covers, with its term or None.

        Empty where no year but this one is stated: then nobody kept such a record.
        """
        conference = self._facts.conference
        if conference is None or conference.covers is None:
            return []
        records = {term.year.raw: term for term in self._fact("leadership").terms}
        covered = range(conference.covers.first, conference.covers.last + 1)
        if not set(records) & set(covered) - {self._facts.year}:
            return []
        stated = (("conference", "covers"),)
        return [(Value(self.shelf, year, stated, ""), records.get(year)) for year in covered]

    def terms_recorded(self) -> list[tuple[Any, Any]]:
        """Each year from the first whose head is stated to the last, with its term or None."""
        terms = self._fact("leadership").terms
        records = {term.year.raw: term for term in terms if term.head}
        if not records:
            return []
        years = range(min(records), max(records) + 1)
        stated = (("leadership", "terms"),)
        return [(Value(self.shelf, year, stated, ""), records.get(year)) for year in years]

    def inspected_for(self) -> Any:
        """The award that asks for an inspection and for which every inspected unit registered."""
        registered = {one.unit: one.awards for one in self._facts.registrations}
        inspected = [registered.get(one.unit, ()) for one in self._facts.inspections]
        book = Node(self.rule_shelf, self.rule_shelf.facts, ())
        for award in book.awards:
            asks = any(condition.check == "inspected" for condition in award.conditions)
            if asks and all(award.id.raw in awards for awards in inspected):
                return award
        return None

    def unnamed_in(self, item: Any) -> list[Any]:
        """The units whose an item is and that its words do not name.

        Where it is of one alone they must begin with it: it may stand in them as another's helper.
        """
        alone = len(item.units) == 1 and item.activity is None
        named = self._tells_of if alone else self.names_unit
        return [unit for unit in item.units if not named(item.text, unit)]

    def score_of(self, unit_id: Any) -> Any:
        """The score line of a unit; None where there is none, or the points are not published."""
        scores = self._facts.scores
        if scores is None or not scores.published:
            return None
        return self._counted(self.summary.score(_raw(unit_id)))

    def points_for(self, unit_id: Any, column: str, criterion: Any) -> Any:
        """The points of a unit for one criterion, in one column; None where they are not stated."""
        scores = self._facts.scores
        for n, sheet in enumerate(scores.sheets if scores else ()):
            if sheet.unit == _raw(unit_id) and _raw(criterion.id) in getattr(sheet, column):
                return getattr(self._fact("scores", "sheets")[n], column)[criterion.id]
        return None

    def standing_of(self, unit_id: Any) -> Any:
        """Where the conference placed a unit, or None."""
        return self._counted(self.summary.standing(_raw(unit_id)))

    def votes_for(self, ballot: Any, unit_id: Any) -> Any:
        """The count of one unit in a ballot, of the last round that voted on it; or None."""
        sheets = self.last_round(ballot, unit_id)
        counts: Iterable[Any] = sheets.counts if sheets else ()
        return next((count for count in counts if count.unit == unit_id), None)

    def last_round(self, ballot: Any, unit_id: Any) -> Any:
        """The last round of a ballot that voted on a unit, or None."""
        found = ballot._value.last_round(_raw(unit_id)) if ballot else None
        if found is None:
            return None
        for step in found[0]:
            ballot = ballot[step] if isinstance(step, int) else getattr(ballot, step)
        return ballot

    def voters_of(self, ballot: Any, unit_id: Any = None) -> Any:
        """What the votes of a ballot are counted against: as the rules say, else valid sheets.

        With a unit: in the last round that voted on it.
        """
        found = self.last_round(ballot, unit_id) if unit_id is not None else None
        return self.voters_in(ballot, found or ballot) if ballot else None

    def voters_in(self, ballot: Any, sheets: Any) -> Any:
        """What the votes of one round of a ballot are counted against."""
        of = self._counted_against(ballot._path)
        base = voters(self._facts, sheets._value, sheets._path, of)
        if of == "members" and base:
            return self.members or None
        return self.shelf.wrap(base, sheets._path) if base else None

    def _counted_against(self, path: Path) -> Voters:
        """What the votes of the ballot at ``path`` are counted against."""
        rules = self._facts.regulation
        leadership = self._facts.leadership
        if path[0] == "next_leadership" and leadership.threshold is not None:
            return leadership.threshold_of
        if path[0] == "nominations":
            award = self._facts.nominations[int(path[1])].award
            own = next((t for t in rules.thresholds if t.award == award), None) if rules else None
            if own:
                return own.of
        return rules.of if rules else "valid-ballots"

    def award_voted(self, votes: Any) -> Any:
        """The award that votes were cast for."""
        return self.award(self._facts.nominations[int(votes.paths[0][1])].award)

    def votes_share(self, votes: Any, base: Any) -> Any:
        """Votes in per cent of what they are counted against, with the places that tell."""
        if votes is None or not base:
            return None
        share = per_cent(votes.yes.raw, base.raw)
        return Value(self.shelf, share, (*votes.yes.paths, *base.paths), "")

    def attending(self) -> Any:
        """How many units attended: as stated, else as listed where the list names every member."""
        stated = self._fact("conference", "units_present")
        if stated:
            return stated
        conference = self._facts.conference
        listed = conference.attendance if conference else ()
        members = self._facts.members
        in_question = self._facts.in_question("conference", "units_present")
        if in_question or not listed or members is None or len(listed) < members:
            return None
        here = sum(one.status != "absent" for one in listed)
        return Value(self.shelf, here, (("conference", "attendance"),), "")


def _raw(value: Any) -> Any:
    return value.raw if isinstance(value, Value) else value
