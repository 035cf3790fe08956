"""Who has sent what, and the letters to those who have not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx
import lxml.html
import pytest
from folders import BLOC, SAMPLE, copy_of, replace_in, run, write_folder
from read_back import words_expected, words_in_html, words_in_pdf, words_in_word

from pipeline.build import Order, study
from pipeline.cli.columns import columns_of, in_columns
from pipeline.model.base import LANGUAGES
from pipeline.model.document import Document

SENDING = """\
issuer:
  place: Quảng Trị
  symbol: KTĐ
  papers:
    - {document: reminder, number: 5}
    - {document: reminder, unit: don-vi-c, number: 16, date: 11/12/2025}
leadership:
  terms:
    - year: 2025
      head: {unit: don-vi-a, person: {name: Lê Thị Ví Dụ, title: Giám đốc}}
      deputies: []
deadlines:
  - {part: registration, date: 28/02/2025}
  - {part: report, date: 01/12/2025, extended: 05/12/2025}
submissions:
  - {unit: don-vi-b, received: 04/12/2025, parts: [report]}
  - {unit: don-vi-b, received: 08/12/2025, parts: [report], note: Gửi lại bản đã sửa}
registrations:
  - {unit: don-vi-b, awards: [province-flag], date: 03/03/2025}
indicators:
  - id: sang-kien
    theme: movements
    name: Sáng kiến
    measure: sáng kiến
    readings:
      - {unit: don-vi-b, value: 3}
      - {unit: don-vi-c, value: 2}
  - id: tin-bai
    theme: communication
    name: Tin, bài
    measure: tin
    readings:
      - {unit: don-vi-b, value: 30}
      - {unit: don-vi-c, target: 20}
  - id: ngay-cong
    theme: movements
    name: Ngày công của khối
    measure: ngày
    readings:
      - {value: 12}
"""
FOLDER = {"bloc.yaml": BLOC, "sending.yaml": SENDING}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "khoi", FOLDER)


def parts_of(folder: Path, unit: str, on: str = "20/12/2025") -> dict[str, dict[str, object]]:
    record = run("status", folder, "--on", on, "--json").record
    (row,) = (row for row in record["units"] if row["unit"] == unit)
    parts: dict[str, dict[str, object]] = row["parts"]
    return parts


def state_of(folder: Path, unit: str, part: str) -> object:
    return parts_of(folder, unit)[part]["state"]


def letter(folder: Path, tmp_path: Path, unit: str, *more: str) -> list[str]:
    options = more or ("--on", "11/12/2025")
    done = run(
        *("remind", folder, "--out", tmp_path / "out", "--unit", unit),
        *("--lang", "vi", "--format", "docx", *options),
    )
    assert done.code == 0, done.err
    return lines_in(tmp_path / "out" / "khoi" / "vi" / f"reminder-{unit}.docx")


def lines_in(path: Path) -> list[str]:
    file = docx.Document(str(path))
    in_cells = [p.text for t in file.tables for c in t._cells for p in c.paragraphs]
    return [text for text in (*in_cells, *(p.text for p in file.paragraphs)) if text]


def test_a_unit_that_sent_everything_in_time(folder: Path) -> None:
    report = parts_of(folder, "don-vi-b")["report"]
    assert report == {
        "state": "complete",
        "late": False,
        "deadline": "2025-12-05",
        "received": ["2025-12-04", "2025-12-08"],
        "lacking": [],
        "words_lacking": False,
    }


def test_the_day_of_a_registration_is_the_day_it_came(folder: Path) -> None:
    registration = parts_of(folder, "don-vi-b")["registration"]
    assert registration["received"] == ["2025-03-03"]
    assert registration["late"] is True


def test_figures_that_lack_are_named_and_those_of_the_bloc_are_not_asked_of_units(
    folder: Path,
) -> None:
    report = parts_of(folder, "don-vi-c")["report"]
    assert report["state"] == "partly"
    assert report["lacking"] == ["Tin, bài"]
    assert "lacks 1/2 indicators: “Tin, bài”" in " ".join(run("status", folder).out.split())


@pytest.mark.parametrize(("day", "late"), [("05/12/2025", False), ("06/12/2025", True)])
def test_what_has_not_come_is_late_when_its_last_day_is_over(
    folder: Path, day: str, late: bool
) -> None:
    report = parts_of(folder, "don-vi-a", day)["report"]
    assert report["state"] == "missing"
    assert report["late"] is late


def test_a_part_nobody_is_asked_for_has_no_column(folder: Path) -> None:
    assert state_of(folder, "don-vi-a", "photos") == "not-asked"
    done = run("status", folder, "--on", "20/12/2025")
    assert "Photos" not in done.out
    assert "Self-scores" not in done.out
    assert "Gửi lại bản đã sửa" in done.out


def test_words_are_asked_of_all_once_one_unit_tells_some(tmp_path: Path) -> None:
    results = "results:\n  - {theme: movements, unit: don-vi-a, text: Một việc.}\n"
    folder = write_folder(tmp_path / "khoi", FOLDER | {"results.yaml": results})
    assert state_of(folder, "don-vi-a", "report") == "partly"
    report = parts_of(folder, "don-vi-b")["report"]
    assert (report["state"], report["words_lacking"]) == ("partly", True)


def test_scores_lack_the_criteria_a_unit_has_not_scored(tmp_path: Path) -> None:
    scores = """\
scores:
  criteria:
    - {id: mot, name: Tiêu chí một, points: 60}
    - {id: hai, name: Tiêu chí hai, points: 40}
  sheets:
    - {unit: don-vi-a, self_scored: {mot: 60, hai: 40}}
    - {unit: don-vi-b, self_scored: {mot: 60}}
    - {unit: don-vi-c, agreed: {mot: 60, hai: 40}}
"""
    folder = write_folder(tmp_path / "khoi", {"bloc.yaml": BLOC, "scores.yaml": scores})
    states = [state_of(folder, unit, "scores") for unit in ("don-vi-a", "don-vi-b", "don-vi-c")]
    assert states == ["complete", "partly", "missing"]
    assert parts_of(folder, "don-vi-b")["scores"]["lacking"] == ["Tiêu chí hai"]


def test_what_was_sent_but_is_not_in_the_folder_is_not_called_missing(folder: Path) -> None:
    replace_in(
        folder / "sending.yaml",
        "submissions:\n",
        "submissions:\n"
        "  - {unit: don-vi-a, received: 02/12/2025}\n"
        "  - {unit: don-vi-c, received: 02/12/2025, parts: [registration]}\n",
    )
    assert state_of(folder, "don-vi-a", "report") == "received"
    assert state_of(folder, "don-vi-a", "registration") == "received"
    assert state_of(folder, "don-vi-c", "registration") == "received"


def test_a_whole_form_that_was_read_sent_only_what_the_folder_holds(folder: Path) -> None:
    replace_in(
        folder / "sending.yaml",
        "submissions:\n",
        "submissions:\n  - {unit: don-vi-c, received: 02/12/2025}\n",
    )
    assert parts_of(folder, "don-vi-c")["report"]["received"] == ["2025-12-02"]
    assert state_of(folder, "don-vi-c", "registration") == "missing"


def test_strict_fails_where_something_is_still_to_come(folder: Path) -> None:
    assert run("status", folder, "--on", "20/12/2025").code == 0
    assert run("status", folder, "--strict").code == 4


def test_where_nothing_is_asked_nothing_lacks(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "khoi", {"bloc.yaml": BLOC})
    done = run("status", folder, "--strict")
    assert (done.code, done.out) == (0, "")
    assert "nothing is asked of the units" in done.err


@pytest.mark.parametrize("day", ["hôm nay", "31/11/2025", "12/2025"])
def test_a_day_must_be_a_day(folder: Path, day: str) -> None:
    done = run("status", folder, "--on", day)
    assert done.code == 2
    assert f"“{day}” is not a day; write it as 20/12/2025" in done.err


def test_a_deadline_is_put_off_to_a_later_day(folder: Path) -> None:
    replace_in(folder / "sending.yaml", "extended: 05/12/2025", "extended: 01/12/2025")
    done = run("status", folder)
    assert done.code == 3
    assert "a deadline is put off to a later day" in done.err


def test_columns_stand_straight_and_fit_the_terminal() -> None:
    rows = [("Sở Nội vụ", "đủ; nhận 04/12/2025 " * 4), ("गृह विभाग", "缺 2/5"), ("Ban", "")]
    lines = in_columns(("Đơn vị", "Báo cáo"), rows, 40)
    assert all(columns_of(line) <= 40 for line in lines)
    second = columns_of(lines[0].partition("Báo cáo")[0])
    assert all(line[:1] != " " or line.startswith(" " * second) for line in lines)
    assert columns_of("缺") == 2
    assert columns_of("nơ\u0301") == 2


def test_the_index_shows_the_table_without_a_clock(tmp_path: Path, folder: Path) -> None:
    run("remind", folder, "--out", tmp_path / "out", "--lang", "vi", "--format", "html")
    page = lxml.html.parse(str(tmp_path / "out" / "khoi" / "index.html"))
    rows = {
        row.xpath("string(th)"): [cell.text_content() for cell in row.xpath("td")]
        for row in page.xpath("//section[@id='sending']//tbody/tr")
    }
    assert rows == {
        "Đơn vị A": ["not sent", "not sent"],
        "Đơn vị B": [
            "complete; received 03/03/2025; late",
            "complete; received 04/12/2025, 08/12/2025",
        ],
        "Đơn vị C": ["not sent", "lacks 1/2 indicators: “Tin, bài”"],
    }


def test_the_index_has_no_table_where_nothing_is_asked(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "khoi", {"bloc.yaml": BLOC})
    run("build", folder, "--out", tmp_path / "out", "--lang", "vi", "--format", "html")
    assert 'id="sending"' not in (tmp_path / "out/khoi/index.html").read_text(encoding="utf-8")


def test_a_letter_goes_to_each_unit_that_lacks_something_but_not_from_the_head_to_itself(
    tmp_path: Path, folder: Path
) -> None:
    done = run("remind", folder, "--out", tmp_path / "out", "--lang", "vi", "--format", "docx")
    assert done.code == 0
    assert [p.name for p in (tmp_path / "out/khoi/vi").iterdir()] == ["reminder-don-vi-c.docx"]
    assert "Đơn vị A heads the bloc" in done.err


def test_a_letter_says_what_was_asked_what_came_and_what_lacks(
    tmp_path: Path, folder: Path
) -> None:
    lines = letter(folder, tmp_path, "don-vi-c")
    told = "V/v đôn đốc gửi báo cáo công tác thi đua, khen thưởng năm 2025"
    assert told in [" ".join(line.split()) for line in lines]
    assert "Kính gửi: Đơn vị C" in lines
    body = lines[lines.index("Kính gửi: Đơn vị C") + 1 :]
    assert body == [
        "Để phục vụ công tác thi đua, khen thưởng năm 2025, Khối thi đua A đã đề nghị các đơn vị"
        " thành viên gửi:",
        "Đăng ký thi đua: chậm nhất ngày 28 tháng 02 năm 2025;",
        "Báo cáo kết quả: chậm nhất ngày 01 tháng 12 năm 2025, được gia hạn đến hết ngày 05"
        " tháng 12 năm 2025.",
        "Đến ngày 11 tháng 12 năm 2025, Đơn vị C đã gửi:",
        "Báo cáo kết quả (chưa đầy đủ).",
        "Các nội dung còn thiếu:",
        "Đăng ký thi đua: chưa gửi;",
        "Báo cáo kết quả: còn thiếu số liệu của 1/2 chỉ tiêu: “Tin, bài”.",
        "Thời hạn gửi nêu trên đã qua. Để bảo đảm tiến độ chung, đề nghị Đơn vị C gửi ngay đầy đủ"
        " các nội dung còn thiếu.",
        "Đề nghị Đơn vị C quan tâm, phối hợp thực hiện./.",
    ]


@pytest.mark.parametrize(
    ("deadlines", "asked"),
    [
        ("", "sớm gửi đầy đủ các nội dung còn thiếu."),
        (
            "deadlines:\n  - {part: report, date: 20/12/2025}\n",
            "gửi đầy đủ các nội dung còn thiếu chậm nhất ngày 20 tháng 12 năm 2025.",
        ),
        (
            "deadlines:\n  - {part: report, date: 20/12/2025}\n"
            "  - {part: registration, date: 15/12/2025}\n",
            "gửi đầy đủ các nội dung còn thiếu theo thời hạn nêu trên.",
        ),
    ],
)
def test_a_letter_sets_no_day_of_its_own(
    tmp_path: Path, folder: Path, deadlines: str, asked: str
) -> None:
    stated = SENDING[SENDING.index("deadlines:") : SENDING.index("submissions:")]
    replace_in(folder / "sending.yaml", stated, deadlines)
    sentence = f"Để bảo đảm tiến độ chung, đề nghị Đơn vị C {asked}"
    assert sentence in letter(folder, tmp_path, "don-vi-c")


@pytest.mark.parametrize(
    ("system", "number", "subject"),
    [
        ("state", "Số: 16/KTĐ", "V/v đôn đốc gửi báo cáo"),
        ("party", "Số 16-CV/KTĐ", "Đôn đốc gửi báo cáo"),
    ],
)
def test_a_letter_has_no_type_name_and_its_subject_stands_under_its_number(
    tmp_path: Path, folder: Path, system: str, number: str, subject: str
) -> None:
    replace_in(folder / "bloc.yaml", "name: Đơn vị A", f"name: Đơn vị A, system: {system}")
    letter(folder, tmp_path, "don-vi-c")
    file = docx.Document(str(tmp_path / "out/khoi/vi/reminder-don-vi-c.docx"))
    cell, beside = file.tables[0].row_cells(1)
    assert cell.paragraphs[0].text == number
    assert cell.paragraphs[1].text.startswith(subject)
    assert beside.text == "Quảng Trị, ngày 11 tháng 12 năm 2025"
    assert not any(p.style and p.style.name == "Bloc Type" for p in file.paragraphs)


def test_units_without_a_number_of_their_own_share_that_of_all(
    tmp_path: Path, folder: Path
) -> None:
    assert "Số: 05/KTĐ" in letter(folder, tmp_path, "don-vi-a")


def test_where_nothing_lacks_no_file_is_made(tmp_path: Path, folder: Path) -> None:
    done = run("remind", folder, "--out", tmp_path / "out", "--unit", "don-vi-b")
    assert done.code == 0
    assert "nothing is lacking: no letter to write" in done.err
    assert not (tmp_path / "out").exists()


def test_an_unknown_unit_is_answered_with_the_nearest(tmp_path: Path, folder: Path) -> None:
    done = run("remind", folder, "--out", tmp_path / "out", "--unit", "don-vi-cc")
    assert done.code == 2
    assert "did you mean “don-vi-c”?" in done.err


def test_reminders_are_made_only_on_request(folder: Path) -> None:
    assert "reminder" not in {d.kind for d in study(folder, Order(("vi",))).documents}
    asked = study(folder, Order(("vi",), ("reminder",))).documents
    assert [d.name for d in asked] == ["reminder-don-vi-c"]
    assert asked[0].title.endswith("năm 2025 - Đơn vị C")


def test_a_reminder_may_be_signed_before_the_conference(folder: Path) -> None:
    (folder / "conference.yaml").write_text("conference: {date: 18/12/2025}\n", encoding="utf-8")
    assert run("status", folder).code == 0


@pytest.fixture(scope="module", params=["state", "party"])
def letters(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, tuple[Document, ...]]:
    """The letters of the sample bloc, as it is and as if its head belonged to the Party."""
    folder = copy_of(SAMPLE, tmp_path_factory.mktemp("inputs") / "khoi")
    bloc = (folder / "bloc.yaml").read_text(encoding="utf-8")
    bloc = bloc.replace("system: state", f"system: {request.param}")
    (folder / "bloc.yaml").write_text(bloc, encoding="utf-8")
    out = tmp_path_factory.mktemp("outputs")
    one = ("--unit", "so-ngoai-vu")
    done = run("remind", folder, "--on", "12/12/2025", "--out", out, *one)
    assert done.code == 0, done.err
    order = Order(LANGUAGES, ("reminder",), asked_on=date(2025, 12, 12), units=("so-ngoai-vu",))
    return out / "khoi", study(folder, order).documents


def test_word_html_and_pdf_of_a_letter_say_the_same(
    letters: tuple[Path, tuple[Document, ...]],
) -> None:
    folder, documents = letters
    assert [document.language for document in documents] == list(LANGUAGES)
    for document in documents:
        stem = folder / document.language / document.name
        expected = words_expected(document)
        assert words_in_word(stem.with_suffix(".docx")) == expected
        assert words_in_html(stem.with_suffix(".html")) == expected
        assert words_in_pdf(stem.with_suffix(".pdf"), document) == expected


def test_a_letter_is_said_in_every_language(letters: tuple[Path, tuple[Document, ...]]) -> None:
    for document in letters[1]:
        assert document.unsaid == ()
        assert document.untranslated == ()
