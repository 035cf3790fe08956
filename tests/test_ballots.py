"""Votes held again, votes in writing, and the papers of a vote."""

from __future__ import annotations

from pathlib import Path

import pytest
from folders import SAMPLE, run, write_folder
from read_back import words_expected
from test_decide import decisions_of, dossier_of, of_unit, words

from pipeline.build import Order, study
from pipeline.errors import InputError
from pipeline.model.decisions import Vote
from pipeline.model.document import Document


def said_in(document: Document) -> str:
    return " ".join(words_expected(document))


RULES = "regulation: {reference: Quy chế, threshold: 3/5, of: OF}\n"
MERIT = "nominations:\n  - award: province-merit\n    units: [a]\n    ballot:\n"


def ballot(*lines: str, of: str = "members", method: str = "secret-ballot") -> str:
    body = "".join(f"      {line}\n" for line in (f"method: {method}", *lines))
    return RULES.replace("OF", of) + MERIT + body


AGAIN = (
    "valid: 5",
    "counts: [{unit: a, yes: 2}, {unit: b, yes: 2}, {unit: c, yes: 4}]",
    "revotes: [{round: 2, valid: 4, counts: [{unit: a, yes: 3}, {unit: b, yes: 1}]}]",
)


def test_of_a_vote_held_again_the_last_round_decides(tmp_path: Path) -> None:
    (decision,) = decisions_of(dossier_of(tmp_path, ballot(*AGAIN))).nominations
    (first,) = decision.candidates
    assert first.verdict == "met"
    assert "3 of 5 votes = 60 %; 3/5 needs 3" in words(first.reasons)
    assert "voted on again: the last of 2 rounds decides" in words(first.reasons)
    kept = of_unit(decision.others, "c")
    assert "4 of 5 votes" in words(kept.reasons), "who was not voted on again keeps its votes"
    assert "voted on again" not in words(kept.reasons)


def test_each_round_is_counted_against_its_own_sheets(tmp_path: Path) -> None:
    text = ballot(*AGAIN, of="valid-ballots")
    (decision,) = decisions_of(dossier_of(tmp_path, text)).nominations
    assert "3 of 4 votes = 75 %" in words(decision.candidates[0].reasons)
    assert "4 of 5 votes" in words(of_unit(decision.others, "c").reasons)


def test_votes_in_writing_count_with_the_units_present(tmp_path: Path) -> None:
    counts = "counts: [{unit: a, yes: 3}]"
    there = "conference: {date: 18/12/2025, units_present: 4}\n"
    alone = ballot(counts, of="present") + there
    (decision,) = decisions_of(dossier_of(tmp_path, alone)).nominations
    assert "3 of 4 votes = 75 %; 3/5 needs 3" in words(decision.candidates[0].reasons)
    written = ballot("returned: 5", "written: 1", counts, of="present") + there
    (decision,) = decisions_of(dossier_of(tmp_path / "b", written)).nominations
    assert "3 of 5 votes = 60 %; 3/5 needs 3" in words(decision.candidates[0].reasons)


@pytest.mark.parametrize("method", ["secret-ballot", "show-of-hands", "agreement"])
def test_hands_and_agreement_are_counted_like_sheets(method: str, tmp_path: Path) -> None:
    text = ballot("counts: [{unit: a, yes: 3}]", method=method)
    (decision,) = decisions_of(dossier_of(tmp_path, text)).nominations
    assert decision.candidates[0].verdict == "met"


def test_only_absent_units_vote_in_writing(tmp_path: Path) -> None:
    there = "conference: {date: 18/12/2025, units_present: 4}\n"
    lines = ("returned: 5", "written: 2", "counts: [{unit: a, yes: 3}]")
    with pytest.raises(InputError) as refused:
        dossier_of(tmp_path, ballot(*lines, of="present") + there)
    (problem,) = refused.value.problems
    assert "2 votes in writing, but 4 of 5 units were present" in str(problem.message)
    assert problem.source
    assert problem.source.line == 8


FAULTS = {
    "more in writing than returned": (("returned: 3", "written: ▸4"), "“written” (4) is more"),
    "a round that does not add up": (
        (
            "counts: [{unit: a, yes: 2}]",
            "revotes: [{round: 2, returned: ▸5, valid: 3, invalid: 1, counts: []}]",
        ),
        "returned (5) is not valid (3) + invalid (1)",
    ),
    "voted on again, but not before": (
        (
            "counts: [{unit: a, yes: 2}]",
            "revotes: [{round: 2, counts: [{unit: ▸b, yes: 2}]}]",
        ),
        "the first round did not vote on “b”",
    ),
    "rounds out of order": (
        ("counts: [{unit: a, yes: 2}]", "revotes: [{round: ▸3, counts: [{unit: a, yes: 2}]}]"),
        "this is round 2 of the vote",
    ),
    "a unit twice in a round": (
        (
            "counts: [{unit: a, yes: 2}]",
            "revotes: [{round: 2, counts: [{unit: a, yes: 2}, {unit: ▸a, yes: 1}]}]",
        ),
        "second time",
    ),
}


@pytest.mark.parametrize(("lines", "because"), FAULTS.values(), ids=FAULTS)
def test_rounds_that_cannot_be_are_refused(
    lines: tuple[str, ...], because: str, tmp_path: Path
) -> None:
    marked = ballot(*lines)
    with pytest.raises(InputError) as refused:
        dossier_of(tmp_path, marked.replace("▸", ""))
    (problem,) = refused.value.problems
    assert because in str(problem.message)
    line = next(n for n, text in enumerate(marked.splitlines(), 1) if "▸" in text)
    assert problem.source
    assert (problem.source.line, problem.source.column) == (
        line,
        marked.splitlines()[line - 1].index("▸") + 1,
    )


def votes(place: Path, text: str, stated: str = "") -> dict[str, Vote]:
    return {one.name: one for one in decisions_of(dossier_of(place, text, stated)).votes}


def names(vote: Vote) -> list[str]:
    return [unit.value for unit in vote.units]


def test_before_the_conference_those_registered_stand_on_the_paper(tmp_path: Path) -> None:
    text = (
        "registrations:\n  - {unit: b, awards: [province-flag]}\n"
        "  - {unit: a, awards: [province-flag, province-merit]}\n"
        "  - {unit: c, awards: [province-flag]}\n# c suspended: đang xem xét\n"
    )
    found = votes(tmp_path, text)
    assert list(found) == ["province-flag", "province-merit", "head"]
    assert names(found["province-flag"]) == ["a", "b"], "but not who is not considered"
    assert found["province-flag"].ballot is None


def test_after_it_those_voted_on_with_what_they_reached(tmp_path: Path) -> None:
    found = votes(tmp_path, ballot(*AGAIN))["province-merit"]
    assert names(found) == ["a", "b", "c"]
    assert [needed and needed.value for needed in found.needed] == [3, 3]
    assert [unit.value for unit in found.reached or ()] == ["a", "c"]


def test_who_stood_back_is_on_no_paper(tmp_path: Path) -> None:
    text = (
        "nominations: [{award: province-flag, units: [a], withdrawn: [{unit: b}]}]\n"
        "registrations: [{unit: b, awards: [province-flag]}, {unit: c, awards: [province-flag]}]\n"
    )
    assert names(votes(tmp_path, text)["province-flag"]) == ["a", "c"]


def test_no_vote_on_a_head_that_was_not_elected(tmp_path: Path) -> None:
    settled = "next_leadership: {year: 2026, head: b, selection: {mode: MODE}}\n"
    assert "head" not in votes(tmp_path, settled.replace("MODE", "assigned"))
    assert "head" in votes(tmp_path / "b", settled.replace("MODE", "elected"))


def papers(folder: Path, kind: str, language: str = "vi") -> dict[str, Document]:
    done = study(folder, Order((language,), (kind,)))  # type: ignore[arg-type]
    assert not done.untranslated
    return {document.name: document for document in done.documents}


def test_the_papers_of_the_sample_tell_its_votes() -> None:
    record = said_in(papers(SAMPLE, "counting-record")["counting-record-province-merit"])
    assert "Như vậy cần ít nhất 8 phiếu đồng ý." in record
    assert "Có 3 đơn vị đạt số phiếu theo quy định" in record
    paper = papers(SAMPLE, "ballot-paper")["ballot-paper-province-merit"]
    assert "Thanh tra tỉnh Ví Dụ" in said_in(paper)
    assert paper.frame.signature is None
    assert not paper.frame.number


@pytest.mark.parametrize("language", ["vi", "hi", "en"])
def test_a_vote_not_yet_held_leaves_room_for_the_pen(language: str, tmp_path: Path) -> None:
    names = {unit: f"{{vi: {unit}, hi: {unit}, en: {unit}}}" for unit in "abcd"}
    units = "".join(f"  - {{id: {u}, name: {names[u]}}}\n" for u in "abc")
    text = f"year: 2025\nbloc: {{name: {names['d']}}}\nunits:\n{units}languages: [{language}]\n"
    folder = write_folder(tmp_path / "khoi", {"bloc.yaml": text})
    record = papers(folder, "counting-record", language)["counting-record-head"]
    assert "……" in said_in(record)
    assert "0" not in said_in(record).replace("2025", "").replace("2026", "")


def test_the_command_makes_both_papers_and_no_others(tmp_path: Path) -> None:
    done = run("ballot", SAMPLE, "--lang", "vi", "--format", "html", "--out", tmp_path)
    assert done.code == 0
    made = {path.stem for path in (tmp_path / SAMPLE.name / "vi").iterdir()}
    kinds = ("ballot-paper", "counting-record")
    of_what = ("government-flag", "province-flag", "province-merit")
    assert made == {f"{kind}-{what}" for kind in kinds for what in of_what}


def test_votes_held_again_are_told_in_the_papers_of_the_conference(tmp_path: Path) -> None:
    units = "".join(f"  - {{id: {u}, name: Đơn vị {u}}}\n" for u in "abcde")
    folder = write_folder(
        tmp_path / "khoi",
        {
            "bloc.yaml": f"year: 2025\nbloc: {{name: Khối A}}\nlanguages: [vi]\nunits:\n{units}",
            "conference.yaml": "conference: {date: 18/12/2025}\n"
            + ballot("returned: 5", "written: 1", *AGAIN),
        },
    )
    (letter,) = papers(folder, "nomination-letter").values()
    said = said_in(letter)
    assert "Trong số phiếu thu về có 1 phiếu bằng văn bản của đơn vị vắng mặt." in said
    assert "Hội nghị đã bỏ phiếu lại 1 lần" in said
    assert "3/5" in said
    record = said_in(papers(folder, "counting-record")["counting-record-province-merit"])
    assert "Lần 2" in record


NINE = "".join(f"  - {{id: {u}, name: Đơn vị {u}}}\n" for u in "abcdefghi")
TWICE = (
    "valid: 9",
    "counts: [{unit: a, yes: 8}, {unit: b, yes: 5}, {unit: c, yes: 5}]",
    "revotes: [{round: 2, valid: 6, counts: [{unit: b, yes: 4}, {unit: c, yes: 2}]}]",
)


def paper_of(place: Path, kind: str, name: str, text: str) -> str:
    """The words of one paper of a bloc of nine units."""
    bloc = f"year: 2025\nbloc: {{name: Khối A}}\nlanguages: [vi]\nunits:\n{NINE}"
    folder = write_folder(place / "khoi", {"bloc.yaml": bloc, "more.yaml": text})
    return said_in(papers(folder, kind)[f"{kind}-{name}"])


def test_each_round_tells_the_votes_it_needed(tmp_path: Path) -> None:
    text = ballot(*TWICE, of="valid-ballots").replace("3/5", "2/3")
    said = paper_of(tmp_path, "counting-record", "province-merit", text)
    assert "Lần 1 cần ít nhất 6 phiếu đồng ý. Lần 2 cần ít nhất 4 phiếu đồng ý." in said
    assert "Có 2 đơn vị đạt số phiếu theo quy định: Đơn vị a và Đơn vị b" in said


def test_the_record_of_a_vote_on_the_head_concludes(tmp_path: Path) -> None:
    lines = "".join(f"      {line}\n" for line in ("method: secret-ballot", *TWICE))
    text = (
        "leadership: {modes: [elected], threshold: 2/3, threshold_of: valid-ballots}\n"
        "conference: {date: 18/12/2025}\n"
        f"next_leadership:\n  year: 2026\n  head: b\n  selection:\n    mode: elected\n"
        f"    ballot:\n{lines}"
    )
    said = paper_of(tmp_path, "counting-record", "head", text)
    assert "Số phiếu đồng ý cần đạt ít nhất 2/3 số phiếu hợp lệ." in said
    assert "Lần 2 cần ít nhất 4 phiếu đồng ý." in said
    assert "Có 1 đơn vị đạt số phiếu theo quy định: Đơn vị b" in said
    (report,) = papers(tmp_path / "khoi", "summary-report").values()
    told = said_in(report)
    assert "với 4/6 phiếu" in told, "the votes of the last round against its own sheets"
    assert "ít nhất 2/3 số phiếu hợp lệ. Lần 1 cần ít nhất 6 phiếu đồng ý. Lần 2 cần" in told


def test_a_share_is_told_with_the_places_that_tell(tmp_path: Path) -> None:
    text = ballot("valid: 9", "counts: [{unit: a, yes: 6}]").replace("3/5", "667/1000")
    record = paper_of(tmp_path, "counting-record", "province-merit", text)
    assert "66,66" in record, "and not 66,7, which would be enough"
    assert "cần ít nhất 7 phiếu" in record


def test_an_agreement_has_no_sheets(tmp_path: Path) -> None:
    text = ballot("counts: [{unit: a, yes: 6}]", method="agreement")
    record = paper_of(tmp_path, "counting-record", "province-merit", text)
    assert "Số phiếu phát ra" not in record
    assert "Đơn vị a" in record


def test_where_no_ballot_is_valid_nobody_has_enough(tmp_path: Path) -> None:
    text = ballot("returned: 5", "valid: 0", "invalid: 5", "counts: [{unit: a, yes: 0}]")
    dossier = dossier_of(tmp_path, text.replace("of: members", "of: valid-ballots"))
    (decision,) = decisions_of(dossier).nominations
    assert decision.candidates[0].verdict == "not-met"
    assert "no ballot was valid" in words(decision.candidates[0].reasons)
    assert [unit.value for unit in decisions_of(dossier).votes[0].reached or ()] == []
