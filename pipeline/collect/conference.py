"""Checks about the conference: who was there, how they voted, which papers came of it."""

from __future__ import annotations

from pipeline.collect.photos import Found
from pipeline.collect.validate import closest
from pipeline.errors import msg
from pipeline.model.base import Path
from pipeline.model.facts import Facts


def check_members(facts: Facts) -> Found:
    """No more units can be present or vote than the bloc has."""
    if not facts.units and not facts.bloc.units_stated:
        return
    members = facts.members
    counted: list[tuple[Path, int | None]] = []
    if facts.conference:
        counted.append((("conference", "units_present"), facts.conference.units_present))
    for n, nomination in enumerate(facts.nominations):
        if nomination.ballot:
            base: Path = ("nominations", n, "ballot")
            ballot = nomination.ballot
            counted.append(((*base, "entitled"), ballot.entitled))
            counted.append(((*base, "issued"), ballot.issued))
            counted.extend(
                ((*base, "counts", m), count.yes + (count.no or 0))
                for m, count in enumerate(ballot.counts)
            )
    for path, given in counted:
        if given is not None and given > members:
            yield (
                "more-than-members",
                path,
                msg(
                    "{given} is more than the {members} units of the bloc",
                    given=given,
                    members=members,
                ),
                msg("each unit has one vote; correct the number, or the list of units"),
            )


def check_ballots(facts: Facts) -> Found:
    """Sheets and votes that do not add up."""
    for n, nomination in enumerate(facts.nominations):
        ballot = nomination.ballot
        if ballot is None:
            continue
        base: Path = ("nominations", n, "ballot")
        pairs = (
            ("issued", ballot.issued, "returned", ballot.returned),
            ("entitled", ballot.entitled, "issued", ballot.issued),
            ("returned", ballot.returned, "valid", ballot.valid),
        )
        for larger_name, larger, smaller_name, smaller in pairs:
            if larger is not None and smaller is not None and smaller > larger:
                yield (
                    "ballot-sums",
                    (*base, smaller_name),
                    msg(
                        "“{smaller}” ({n}) is more than “{larger}” ({m})",
                        smaller=smaller_name,
                        n=smaller,
                        larger=larger_name,
                        m=larger,
                    ),
                    msg("compare with the counting record"),
                )
        if (
            ballot.returned is not None
            and ballot.valid is not None
            and ballot.invalid is not None
            and ballot.returned != ballot.valid + ballot.invalid
        ):
            yield (
                "ballot-sums",
                (*base, "returned"),
                msg(
                    "returned ({returned}) is not valid ({valid}) + invalid ({invalid})",
                    returned=ballot.returned,
                    valid=ballot.valid,
                    invalid=ballot.invalid,
                ),
                msg("compare with the counting record"),
            )
        for m, count in enumerate(ballot.counts):
            total = count.yes + (count.no or 0)
            limit = next(
                (
                    given
                    for given in (ballot.valid, ballot.returned, ballot.issued, ballot.entitled)
                    if given is not None
                ),
                None,
            )
            if limit is not None and total > limit:
                yield (
                    "ballot-sums",
                    (*base, "counts", m),
                    msg("{total} votes, but only {limit} ballots", total=total, limit=limit),
                    msg("compare with the counting record"),
                )


def check_papers(facts: Facts) -> Found:
    """Numbers and dates of papers: each for one paper, signed when the conference is over."""
    held = facts.conference.day if facts.conference else None
    nominated = [nomination.key for nomination in facts.nominations]
    for n, paper in enumerate(facts.issuer.papers):
        base: Path = ("issuer", "papers", n)
        if paper.award is None and paper.document == "nomination-letter" and len(nominated) > 1:
            yield (
                "paper-award",
                base,
                msg("which nomination letter? There are {count}", count=len(nominated)),
                msg("add “award: …”, one entry for each letter"),
            )
        if held and paper.date and paper.date < held:
            yield (
                "signed-early",
                (*base, "date"),
                msg(
                    "signed on {date}, before the conference of {held}",
                    date=paper.date.strftime("%d/%m/%Y"),
                    held=held.strftime("%d/%m/%Y"),
                ),
                msg("check both dates"),
            )


def check_papers_of_no_nomination(facts: Facts) -> Found:
    """Numbers for letters that nobody will write."""
    nominated = [nomination.key for nomination in facts.nominations]
    for n, paper in enumerate(facts.issuer.papers):
        if paper.award and paper.award not in nominated:
            yield (
                "paper-award",
                ("issuer", "papers", n, "award"),
                msg("nobody is nominated for “{award}”", award=paper.award),
                closest(paper.award, nominated),
            )
