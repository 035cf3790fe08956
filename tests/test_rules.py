"""Rules as data: which regime holds, what a bloc's own rules change, and what is told of doubts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from folders import run, write_folder
from test_decide import BOOKS, decisions_of, dossier_of, of_unit, words

from pipeline.build.findings_of_rules import of_the_rules
from pipeline.decide import choose_rules, decide, key_day
from pipeline.decide.voting import needed_of
from pipeline.errors import InputError
from pipeline.model.base import Text
from pipeline.model.dossier import Dossier, Rules
from pipeline.model.rules import PARAMETERS, Rulebook, Threshold
from pipeline.summarize import summarize


def rules_of(dossier: Dossier) -> Rules:
    return choose_rules(dossier, BOOKS)


def papers(*each: str, more: str = "") -> str:
    return f"issuer: {{papers: [{', '.join(each)}]}}\n{more}"


def letter(signed: str, received: str = "") -> str:
    day = f", received: {received}" if received else ""
    return f"{{document: nomination-letter, date: {signed}{day}}}"


REGIMES = {
    "the last day of the law of 2003": (letter("31/12/2023"), "law-2003"),
    "the first of the law of 2022": (letter("01/01/2024"), "law-2022"),
    "the last of decree 98": (letter("30/06/2025"), "law-2022"),
    "signed under decree 98, received later": (letter("30/06/2025", "02/07/2025"), "law-2022"),
    "the first of decree 152": (letter("01/07/2025"), "law-2022-decree-152"),
    "received before the law of 2026": (
        letter("28/09/2026", "30/09/2026"), "law-2022-decree-152"
    ),
    "received on the first day of the law of 2026": (
        letter("28/09/2026", "01/10/2026"), "law-2026"
    ),
    "signed before it, not yet received": (letter("28/09/2026"), "law-2022-decree-152"),
    "signed after it, not yet received": (letter("05/10/2026"), "law-2026"),
}  # fmt: skip


@pytest.mark.parametrize(("paper", "name"), REGIMES.values(), ids=REGIMES)
def test_the_regime_goes_by_its_own_day(paper: str, name: str, tmp_path: Path) -> None:
    year = int(paper.split("date: ")[1][6:10])
    assert rules_of(dossier_of(tmp_path, papers(paper), year=year)).book.id == name


def test_a_day_that_stands_in_for_another_is_told(tmp_path: Path) -> None:
    dossier = dossier_of(tmp_path, papers(letter("05/10/2026")), year=2026)
    (told,) = of_the_rules(dossier, rules_of(dossier), BOOKS)
    assert "not stated, so the day of signing (05/10/2026) stands in" in str(told.message)
    stated = dossier_of(tmp_path / "b", papers(letter("05/10/2026", "06/10/2026")), year=2026)
    assert of_the_rules(stated, rules_of(stated), BOOKS) == []


def test_a_day_of_receipt_that_may_bring_another_law_is_told(tmp_path: Path) -> None:
    dossier = dossier_of(tmp_path, papers(letter("25/09/2026")), year=2026)
    (told,) = of_the_rules(dossier, rules_of(dossier), BOOKS)
    assert "from 01/10/2026 on goes by the rulebook law-2026" in str(told.message)
    long_before = dossier_of(tmp_path / "2", papers(letter("25/03/2026")), year=2026)
    assert of_the_rules(long_before, rules_of(long_before), BOOKS) == []


def test_a_conference_known_by_its_month_goes_by_the_law_of_that_month(tmp_path: Path) -> None:
    dossier = dossier_of(tmp_path, "conference: {date: 06/2025}\n", year=2025)
    assert rules_of(dossier).book.id == "law-2022"


def test_the_emulation_year_ends_on_its_last_day(tmp_path: Path) -> None:
    calendar = dossier_of(tmp_path, papers(letter("05/02/2026")))
    assert key_day(calendar, "emulation-year").day == date(2025, 12, 31)
    own = dossier_of(tmp_path / "b", "period: {begins: 01/10/2024, ends: 30/09/2025}\n")
    assert key_day(own, "emulation-year").day == date(2025, 9, 30)


def test_papers_received_under_two_laws_are_refused(tmp_path: Path) -> None:
    first = letter("20/09/2026", "25/09/2026").replace("{", "{award: province-flag, ", 1)
    second = letter("20/09/2026", "02/10/2026").replace("{", "{award: province-merit, ", 1)
    awards = (
        "nominations: [{award: province-flag, units: [a]}, {award: province-merit, units: [b]}]\n"
    )
    with pytest.raises(InputError) as refused:
        rules_of(dossier_of(tmp_path, papers(first, second, more=awards), year=2026))
    assert "received on 25/09/2026, under another law" in str(refused.value.problems[0].message)


def test_a_rulebook_named_out_of_its_time_is_told(tmp_path: Path) -> None:
    dossier = dossier_of(tmp_path, "rulebook: law-2003\n" + papers(letter("22/12/2025")))
    problems = of_the_rules(dossier, rules_of(dossier), BOOKS)
    assert [str(p.source).endswith("more.yaml:1:11") for p in problems] == [True]
    assert "law-2003 is not in force on 22/12/2025" in str(problems[0].message)


def test_an_expired_rule_is_used_and_told(tmp_path: Path) -> None:
    dossier = dossier_of(tmp_path, papers(letter("01/03/2027", "02/03/2027")), year=2026)
    rules = rules_of(dossier)
    told = [str(p.message) for p in of_the_rules(dossier, rules, BOOKS)]
    assert told == [
        "this rule is used, though it was in force only until 28/02/2027: Nghị định 152/2025/NĐ-CP"
    ]


@pytest.mark.parametrize("rules", BOOKS, ids=lambda rules: rules.book.id)
def test_each_shipped_rulebook_says_what_it_must(rules: Rules) -> None:
    book = rules.book
    for award in book.awards:
        for one in award.conditions:
            given = {n for n in ("rank", "points", "years") if getattr(one, n) is not None}
            assert given == ({PARAMETERS[one.check]} if one.check in PARAMETERS else set())
        for quota in award.quotas:
            assert (quota.units is None) != (quota.share is None)
        assert len({one.check for one in award.conditions}) == len(award.conditions)
    assert not book.verified, "parts of every regime were read in secondary sources only"


def test_no_day_since_2017_is_without_a_regime() -> None:
    day = date(2017, 10, 1)
    while day < date(2028, 1, 1):
        holding = [rules.book for rules in BOOKS if rules.book.holds_on(day)]
        assert holding, day
        assert len(holding) == 1 or holding[-1].id == "law-2026", day
        day += timedelta(days=1)


OWN = {
    "the bloc's rules add a condition": (
        "{award: province-merit, check: rank-at-most, rank: 2, reference: Điều 7}",
        "a 1, b 2, c 3",
        {"a": "met", "b": "met", "c": "not-met", "d": "unknown"},
    ),
    "a condition of another award does not count": (
        "{award: province-flag, check: rank-at-most, rank: 2}",
        "a 1, b 2, c 3",
        {"a": "met", "b": "met", "c": "met", "d": "met"},
    ),
    "the bloc's rules drop a condition": (
        "{award: province-merit, check: not-suspended, dropped: true}",
        "a 1, b 2, c 3",
        {"a": "noted", "c": "noted"},
    ),
}


@pytest.mark.parametrize(("own", "ranks", "verdicts"), OWN.values(), ids=OWN)
def test_the_blocs_own_rules_go_before_the_rulebook(
    own: str, ranks: str, verdicts: dict[str, str], tmp_path: Path
) -> None:
    standings = ", ".join(
        f"{{unit: {unit}, rank: {rank}}}" for unit, rank in (r.split() for r in ranks.split(", "))
    )
    text = (
        "nominations: [{award: province-merit, units: [a]}]\n"
        f"standings: [{standings}]\n"
        f"regulation:\n  reference: Quy chế\n  conditions:\n    - {own}\n"
    )
    (decision,) = decisions_of(dossier_of(tmp_path, text)).nominations
    everybody = (*decision.candidates, *decision.others)
    assert {unit: of_unit(everybody, unit).verdict for unit in verdicts} == verdicts
    if "dropped" in own:
        said = words(decision.reasons)
        assert "the bloc's rules drop the condition “no ground against considering it”" in said


def dropping(check: str, book: str = "") -> str:
    return (
        f"{book}nominations: [{{award: province-flag, units: [a]}}]\n# a suspended: đang xem xét\n"
        "regulation:\n  reference: Quy chế\n  conditions:\n"
        f"    - {{award: province-flag, check: {check}, dropped: true}}\n"
    )


def test_a_dropped_condition_is_told_with_what_asked_for_it(tmp_path: Path) -> None:
    (decision,) = decisions_of(dossier_of(tmp_path, dropping("not-suspended"))).nominations
    assert "is not considered at present, though the bloc's rules drop this condition" in words(
        decision.candidates[0].reasons
    )
    (decision,) = decisions_of(dossier_of(tmp_path / "b", dropping("inspected"))).nominations
    assert "favourable result”, which the rulebook does not ask for" in words(decision.reasons)


def test_what_the_law_asks_for_is_named_where_it_is_dropped(tmp_path: Path) -> None:
    dossier = dossier_of(tmp_path, dropping("not-suspended"))
    rules = choose_rules(dossier, BOOKS)
    checked = tuple(
        award.model_copy(
            update={
                "conditions": tuple(
                    one.model_copy(update={"verified": True}) for one in award.conditions
                )
            }
        )
        for award in rules.book.awards
    )
    compared = replace(rules, book=rules.book.model_copy(update={"awards": checked}))
    (decision,) = decide(dossier, summarize(dossier), compared).nominations
    flag = next(award for award in checked if award.id == "province-flag")
    (asked,) = (one for one in flag.conditions if one.check == "not-suspended")
    assert f"though {asked.reference.en} asks for it" in words(decision.reasons)


def test_a_condition_of_both_goes_by_the_blocs_own_words(tmp_path: Path) -> None:
    text = (
        "nominations: [{award: province-flag, units: [a]}]\n"
        "regulation:\n  reference: Quy chế\n  conditions:\n"
        "    - {award: province-flag, check: registered, reference: Điều 3}\n"
    )
    (decision,) = decisions_of(dossier_of(tmp_path, text)).nominations
    rules = [r.rule.reference.vi for r in decision.candidates[0].reasons if r.rule]
    assert rules == ["Nghị định 98/2023/NĐ-CP, Điều 4", "Điều 3"]


def test_each_reason_names_the_line_of_its_rule(tmp_path: Path) -> None:
    rules = (
        "regulation:\n"
        "  reference: Quy chế\n"
        "  threshold: 4/5\n"
        "  conditions:\n"
        "    - {award: province-flag, check: points-at-least, points: 90, reference: Điều 7}\n"
        "  quotas:\n"
        "    - {award: province-flag, units: 1}\n"
    )
    units = "".join(f"  - {{id: {u}, name: Đơn vị {u}}}\n" for u in "abc")
    folder = write_folder(
        tmp_path / "khoi",
        {
            "bloc.yaml": f"year: 2025\nbloc: {{name: Khối A}}\nunits:\n{units}"
            "nominations:\n  - award: province-flag\n    units: [a]\n",
            "rules.yaml": rules,
        },
    )
    said = run("explain", folder, "--ui-lang", "en").out
    assert "(Điều 7, rules.yaml:5:7)" in said, "a condition of the bloc"
    assert "(Quy chế, rules.yaml:3:14)" in said, "its threshold"
    assert "(Quy chế, rules.yaml:7:7)" in said, "its quota"
    assert "rulebooks/law-2022-decree-152.yaml:" in said, "a condition of the law"
    assert "rule not verified" in said, "what nobody compared with its source"


FAULTS = {
    "without its number": ("conditions: [▸{award: province-flag, check: rank-at-most}]", "lacks"),
    "with another's number": (
        "conditions: [{award: province-flag, check: leading, rank: ▸3}]", "has no “rank”"
    ),
    "a quota of two kinds": (
        "quotas: [▸{award: province-flag, units: 1, share: 1/3}]", "either “units” or “share”"
    ),
    "a quota of none": ("quotas: [▸{award: province-flag}]", "either “units” or “share”"),
    "the same twice": (
        "thresholds: [{award: province-flag, share: 1/2}, {award: ▸province-flag, share: 2/3}]",
        "second time",
    ),
    "an award nobody knows": ("conditions: [{award: ▸x, check: leading}]", "has an award “x”"),
}  # fmt: skip


@pytest.mark.parametrize(("rule", "because"), FAULTS.values(), ids=FAULTS)
def test_a_rule_that_cannot_be_is_told_with_its_place(
    rule: str, because: str, tmp_path: Path
) -> None:
    text = f"regulation:\n  reference: Quy chế\n  {rule}\n"
    with pytest.raises(InputError) as refused:
        decisions_of(dossier_of(tmp_path, text.replace("▸", "")))
    (problem,) = refused.value.problems
    assert because in str(problem.message)
    assert problem.source
    assert problem.source.line == 3
    assert problem.source.column == text.splitlines()[2].index("▸") + 1


@pytest.mark.parametrize("share", ["1/2", "2/3", "3/4", "4/5", "9/10", "1", "1/3"])
@pytest.mark.parametrize("more_than", [False, True], ids=["at least", "more than"])
def test_a_threshold_is_exact_at_its_boundary_in_blocs_of_every_size(
    share: str, more_than: bool
) -> None:
    exact = Fraction(share)
    rule = Threshold(share=exact, more_than=more_than, reference=Text(vi="Quy chế"), verified=True)
    for size in range(1, 61):
        enough = [
            votes
            for votes in range(size + 2)
            if (votes > exact * size if more_than else votes >= exact * size)
        ]
        assert needed_of(rule, size) == enough[0], size


THRESHOLDS = {
    "that of the award goes before that of all": (
        "threshold: 9/10, thresholds: [{award: province-merit, share: 1/2}]", 5, "met"
    ),
    "another award's does not count": (
        "threshold: 9/10, thresholds: [{award: province-flag, share: 1/2}]", 5, "not-met"
    ),
    "half is not more than half": ("threshold: 1/2, more_than: true", 4, "not-met"),
    "one more than half is": ("threshold: 1/2, more_than: true", 5, "met"),
}  # fmt: skip


@pytest.mark.parametrize(("rule", "votes", "verdict"), THRESHOLDS.values(), ids=THRESHOLDS)
def test_which_threshold_counts(rule: str, votes: int, verdict: str, tmp_path: Path) -> None:
    text = (
        f"regulation: {{reference: Quy chế, {rule}}}\n"
        "nominations:\n  - award: province-merit\n    units: [a]\n"
        f"    ballot: {{method: secret-ballot, counts: [{{unit: a, yes: {votes}}}]}}\n"
    )
    (decision,) = decisions_of(dossier_of(tmp_path, text, "units_stated: 8")).nominations
    assert decision.candidates[0].verdict == verdict


def test_a_quota_that_is_a_share_counts_whole_units(tmp_path: Path) -> None:
    text = (
        "regulation: {reference: Quy chế, quotas: [{award: province-merit, share: 1/3}]}\n"
        "nominations: [{award: province-merit, units: [a, b, c]}]\n"
    )
    (decision,) = decisions_of(dossier_of(tmp_path, text, "units_stated: 8")).nominations
    assert "not-met: 3 proposed; 1/3 of 8 units, that is 2, are allowed" in words(decision.reasons)


def test_the_rulebook_can_ask_for_votes_too(tmp_path: Path) -> None:
    text = (
        "nominations:\n  - award: province-merit\n    units: [a]\n"
        "    ballot: {method: secret-ballot, counts: [{unit: a, yes: 3}]}\n"
    )
    dossier = dossier_of(tmp_path, text)
    rules = rules_of(dossier)
    asked = Threshold(share=Fraction(4, 5), reference=Text(vi="Điều 9"), verified=True)
    book: Rulebook = rules.book.model_copy(
        update={
            "awards": tuple(
                award.model_copy(update={"threshold": asked}) for award in rules.book.awards
            )
        }
    )
    (decision,) = decide(dossier, summarize(dossier), replace(rules, book=book)).nominations
    reason = decision.candidates[0].reasons[-1]
    assert (reason.verdict, reason.rule, reason.own_rule) == ("not-met", asked, False)


POINTS = """\
registrations: [{unit: b, awards: [government-flag]}]
nominations: [{award: government-flag, units: [b]}]
inspections: [{unit: b, passed: true}]
scores:
  criteria: [{id: chung, name: Chung, points: 100}]
  sheets:
    - {unit: a, agreed: {chung: 99}}
    - {unit: b, agreed: {chung: 98}}
    - {unit: c, agreed: {chung: 97}}
    - {unit: d, agreed: {chung: 96}}
    - {unit: e, agreed: {chung: 95}}
"""


def test_points_do_not_rank_beside_the_conference(tmp_path: Path) -> None:
    """Where it placed one unit first, the points make no second first."""
    dossier = dossier_of(tmp_path, POINTS + "standings: [{unit: c, rank: 1}]\n")
    (decided,) = decisions_of(dossier).nominations
    judged = {one.unit: words(one.reasons) for one in (*decided.candidates, *decided.others)}
    assert "another leads the bloc: Đơn vị c" in judged["a"]
    assert "another leads the bloc: Đơn vị c" in judged["b"]
    assert "ranks 1, as the conference states" in judged["c"]


def test_a_shared_first_rank_is_told_as_shared(tmp_path: Path) -> None:
    more = POINTS + "standings: [{unit: b, rank: 1}, {unit: c, rank: 1}]\n"
    (decided,) = decisions_of(dossier_of(tmp_path, more)).nominations
    assert "ranks 1 together with another" in words(of_unit(decided.candidates, "b").reasons)
