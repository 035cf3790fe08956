"""Every fact of the real conference item stands in the papers, and nothing else does as a fact.

Each row of the table is one thing the source states, with the words that must stand in the Hindi
news release and in the summary report of each language. «None»: the fact is none of that paper's.
"""

from __future__ import annotations

import re

import pytest

from pipeline.build import Edition
from pipeline.model.blocks import Paragraph, RunKind, plain
from pipeline.model.document import Document, document_lines

REPORT_AND_NEWS = ("summary-report", "news-release")

# fact, Hindi, Vietnamese, English, papers
FACTS: list[tuple[str, str, str, str, tuple[str, ...]]] = [
    ("the bloc", "पार्टी एजेंसियों", "Khối thi đua các cơ quan Đảng", "Party Agencies Emulation Bloc", REPORT_AND_NEWS),
    ("afternoon of 26 December 2023", "26 दिसंबर 2023 की दोपहर", "Chiều ngày 26 tháng 12 năm 2023", "On the afternoon of 26 December 2023", REPORT_AND_NEWS),
    ("held a conference to sum up 2023", "सारांश सम्मेलन आयोजित", "hội nghị tổng kết công tác thi đua, khen thưởng năm 2023", "year-end conference", REPORT_AND_NEWS),
    ("and to set directions and tasks for 2024", "2024 के दिशा-निर्देश और कार्य", "phương hướng, nhiệm vụ năm 2024", "directions and tasks for 2024", REPORT_AND_NEWS),
    ("nine units", "9 सदस्य इकाइ", "9 đơn vị thành viên", "9 member units", REPORT_AND_NEWS),
    ("patriotic movements tied to political tasks", "राजनीतिक कार्यों और पार्टी निर्माण कार्य से जुड़े देशभक्ति अनुकरण आंदोलन", "phong trào thi đua yêu nước gắn với nhiệm vụ chính trị", "patriotic emulation movements linked to political tasks", REPORT_AND_NEWS),
    ("work always led and urged by Party committees", "नेतृत्व, निर्देशन, अनुवर्तन और कार्यान्वयन", "lãnh đạo, chỉ đạo, đôn đốc và tổ chức thực hiện", "leading, directing, urging on and carrying out", REPORT_AND_NEWS),
    ("pacts signed", "अनुकरण अनुबंधों पर हस्ताक्षर कराए", "ký kết giao ước thi đua", "emulation pacts signed", REPORT_AND_NEWS),
    ("titles registered", "अनुकरण उपाधियों का पंजीकरण", "đăng ký danh hiệu thi đua", "emulation titles registered", REPORT_AND_NEWS),
    ("as motive and goal for the political tasks", "प्रेरणा और लक्ष्य", "động lực và mục tiêu", "the motivation and the goal", REPORT_AND_NEWS),
    ("Party building an important task", "पार्टी निर्माण तथा मज़बूत एजेंसियों", "công tác xây dựng Đảng, xây dựng cơ quan, đoàn thể vững mạnh", "Party building and to building strong agencies", REPORT_AND_NEWS),
    ("with trade unions and organisations", "ट्रेड यूनियनों", "phối hợp với công đoàn", "trade unions", REPORT_AND_NEWS),
    ("movements in step, regular, effective", "समन्वित, नियमित और प्रभावी", "đồng bộ, thường xuyên, hiệu quả", "concerted, regular and effective", REPORT_AND_NEWS),
    ("propaganda and education strengthened", "प्रचार और शिक्षा कार्य को मज़बूत", "tuyên truyền, giáo dục được tăng cường", "Communication and education were strengthened", REPORT_AND_NEWS),
    ("urging, checking, supervising", "अनुवर्तन, जाँच और पर्यवेक्षण", "đôn đốc, kiểm tra, giám sát", "urged on, checked and supervised", REPORT_AND_NEWS),
    ("positive and practical effects", "सकारात्मक और व्यावहारिक प्रभाव", "tác động tích cực, thiết thực", "positive and practical effects", REPORT_AND_NEWS),
    ("2024: learning, creative work, following Hồ Chí Minh", "हो ची मिन्ह की विचारधारा, नैतिकता और शैली", "tư tưởng, đạo đức, phong cách Hồ Chí Minh", "Hồ Chí Minh's thought, morality and style", REPORT_AND_NEWS),
    ("2024: pacts, registration, launch", "अनुकरण के लिए पंजीकरण और अनुकरण आंदोलन का शुभारंभ", "đăng ký thi đua, phát động phong trào thi đua", "register for emulation and launch", REPORT_AND_NEWS),
    ("2024: responsibility, solidarity, utmost effort", "ज़िम्मेदारी, एकजुटता और सर्वोच्च प्रयासों", "trách nhiệm, đoàn kết và nỗ lực cao nhất", "responsibility, solidarity and the utmost effort", REPORT_AND_NEWS),
    ("2024: advanced examples, good people and deeds", "उन्नत मॉडलों, अच्छे लोगों और अच्छे कार्यों", "điển hình tiên tiến, người tốt, việc tốt", "advanced examples, good people and good deeds", REPORT_AND_NEWS),
    ("2024: culture and sport", "शारीरिक शिक्षा और खेल", "thể dục, thể thao", "physical training and sports", REPORT_AND_NEWS),
    ("delegates agreed with the results", "गहरी सहमति", "thống nhất cao với kết quả", "strong agreement with the results", REPORT_AND_NEWS),
    ("comments on self-assessments", "स्व-मूल्यांकन के परिणामों", "kết quả tự đánh giá", "self-assessments", REPORT_AND_NEWS),
    ("comments on research and inspection for the Government flag", "सर्वेक्षण और निरीक्षण", "khảo sát, kiểm tra các đơn vị đăng ký Cờ thi đua của Chính phủ", "survey and inspection of the units that registered", REPORT_AND_NEWS),
    ("Quảng Trị Newspaper heads 2024", "क्वांग ट्राई समाचार पत्र को", "Báo Quảng Trị", "Quảng Trị Newspaper", REPORT_AND_NEWS),
    ("head of 2023: the Secretary", "ब्लॉक की पार्टी समिति के सचिव", "Bí thư Đảng ủy Khối Cơ quan và Doanh nghiệp tỉnh", "Secretary of the Party Committee", REPORT_AND_NEWS),
    ("her name, in Hindi only", "डो थी लि", "डो थी लि", "डो थी लि", REPORT_AND_NEWS),
    ("deputy of 2023: the Deputy Editor-in-Chief", "उप-प्रधान संपादक", "Phó Tổng Biên tập Báo Quảng Trị", "Deputy Editor-in-Chief", REPORT_AND_NEWS),
    ("his name, in Hindi only", "गुयेन टाई", "गुयेन टाई", "गुयेन टाई", REPORT_AND_NEWS),
    ("photo of the head assessing the work", "मूल्यांकन करते हुए", "đánh giá công tác thi đua", "assesses the bloc's", ("news-release",)),
    ("photo of the deputy speaking", "सम्मेलन में बोलते हुए", "phát biểu tại hội nghị", "speaks at the conference", ("news-release",)),
    ("photo credit", "फ़ोटो: एलएन", "एलएन", "एलएन", ("news-release",)),
    ("byline", "ले नु", "ले नु", "ले नु", ("news-release",)),
]  # fmt: skip

FLAGS = {
    "government-flag": ["dang-uy-khoi"],
    "province-flag": ["ban-tuyen-giao", "dang-uy-khoi", "truong-chinh-tri"],
}


def paper(edition: Edition, language: str, name: str) -> Document:
    return next(d for d in edition.study.documents if (d.language, d.name) == (language, name))


def text(document: Document) -> str:
    return "\n".join(plain(line) for line in document_lines(document))


@pytest.mark.parametrize(
    ("language", "words", "papers"),
    [
        pytest.param(language, row[column], row[4], id=f"{row[0]}-{language}")
        for row in FACTS
        for language, column in (("hi", 1), ("vi", 2), ("en", 3))
    ],
)
def test_the_fact_is_told(
    editions: dict[str, Edition], language: str, words: str, papers: tuple[str, ...]
) -> None:
    for name in papers:
        assert words in text(paper(editions["quang-tri-2023"], language, name)), name


@pytest.mark.parametrize("language", ["vi", "hi", "en"])
@pytest.mark.parametrize("award", FLAGS)
def test_who_is_proposed_for_which_flag(
    editions: dict[str, Edition], language: str, award: str
) -> None:
    """Read from the papers: the list under the flag names these units and no other."""
    edition = editions["quang-tri-2023"]
    facts = edition.study.dossier.facts
    names = {u.id: u.name.in_language(language) or "" for u in facts.units}  # type: ignore[arg-type]
    flag = edition.study.rules.book.award(award)
    assert flag is not None
    flag_name = flag.name.in_language(language)  # type: ignore[arg-type]
    news = paper(edition, language, "news-release")
    sentences = [
        plain(block.content)
        for block in news.body
        if isinstance(block, Paragraph) and not block.marker
        if any(run.text == flag_name for run in block.content)
    ]
    (sentence,) = sentences
    assert {unit for unit, name in names.items() if name in sentence} == set(FLAGS[award])
    letter = paper(edition, language, f"nomination-letter-{award}")
    (table,) = (block for block in letter.body if hasattr(block, "rows"))
    assert [plain(row[1]) for row in table.rows] == [names[unit] for unit in FLAGS[award]]


# Numbers the source states: the date, the years, nine units, one and three nominees (counted).
STATED_NUMBERS = {"26", "12", "2023", "2024", "9", "4"}


@pytest.mark.parametrize("language", ["vi", "hi", "en"])
@pytest.mark.parametrize("name", REPORT_AND_NEWS)
def test_no_number_stands_there_that_the_source_does_not_state(
    editions: dict[str, Edition], language: str, name: str
) -> None:
    document = paper(editions["quang-tri-2023"], language, name)
    values = [run for line in document_lines(document) for run in line if run.kind == RunKind.VALUE]
    assert values
    numbers = {n for run in values for n in re.findall(r"[0-9]+", run.text)}
    assert numbers <= STATED_NUMBERS


@pytest.mark.parametrize("language", ["vi", "hi", "en"])
def test_every_value_comes_from_the_inputs_or_the_rulebook(
    editions: dict[str, Edition], language: str
) -> None:
    study = editions["quang-tri-2023"].study
    known = {file.path for file in study.dossier.files} | {study.rules.file.path}
    for document in study.documents:
        if document.language == language:
            for line in document_lines(document):
                for run in line:
                    if run.kind == RunKind.VALUE:
                        assert run.sources, run.text
                        assert {source.path for source in run.sources} <= known


# Likely names and figures that the source does not give: they must not creep in.
NOT_STATED = (
    "Đỗ Thị", "Nguyễn Tài", "Nguyễn Tây", "Lê Như", "Ban Dân vận", "Ban Nội chính",
    "Ủy ban Kiểm tra", "Ban Tổ chức", "Văn phòng Tỉnh ủy", "được tặng", "điểm thống nhất",
    "bỏ phiếu",
)  # fmt: skip


@pytest.mark.parametrize("words", NOT_STATED)
def test_nothing_is_invented(editions: dict[str, Edition], words: str) -> None:
    for document in editions["quang-tri-2023"].study.documents:
        assert words not in text(document)


def test_what_is_missing_is_said_in_every_paper_that_needs_it(
    editions: dict[str, Edition],
) -> None:
    edition = editions["quang-tri-2023"]
    report = text(paper(edition, "vi", "summary-report"))
    assert "[CẦN BỔ SUNG: tên các đơn vị thành viên còn lại]" in report
    assert "[CẦN BỔ SUNG: họ và tên; nguồn ghi “डो थी लि”]" in report
    letter = text(paper(edition, "vi", "nomination-letter-province-flag"))
    assert letter.count("[CẦN BỔ SUNG: tóm tắt thành tích]") == 3
    assert "[CẦN BỔ SUNG: địa danh]" in letter
