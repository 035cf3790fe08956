"""A clerk's own Word form: whatever Word did to a tag, its value is printed or it is told."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from folders import BLOC
from hypothesis import given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator
from own_forms import (
    checked,
    facts_of,
    filled,
    lines,
    names,
    problems,
    sample,
    with_table,
    written,
)

from pipeline.errors import ENGLISH, RenderError, Severity, TemplateError
from pipeline.model.base import Ref
from pipeline.model.decisions import Decisions
from pipeline.model.facts import Facts
from pipeline.model.rules import Rulebook
from pipeline.model.summary import Summary
from pipeline.word_forms.fields import fields_of, searched
from pipeline.word_forms.filling import fill
from pipeline.word_forms.kinds import REFERENCES, Many, Record, parts_of, record
from pipeline.word_forms.names import FOR_TEXTS_ONLY, WHAT_NAMES_MAY_BE
from pipeline.word_forms.package import read_form
from pipeline.word_forms.remarks import with_remarks

BLOC_NAME = "Khối thi đua các sở, ngành tổng hợp tỉnh Ví Dụ"

TAGGED = (
    "Khối: {{ facts.bloc.name }}, {% if members == 9 %}{{ members }} đơn vị{% endif %};"
    " {{ award(\"province-flag\").name }}, {{ unit('so-noi-vu').name | upper }}."
)
MEANT = f"Khối: {BLOC_NAME}, 9 đơn vị; Cờ thi đua của Ủy ban nhân dân tỉnh, SỞ NỘI VỤ TỈNH VÍ DỤ."
VARIANTS = {
    "{{": ("{{", "{ {", "｛｛", "{\u200b{", "{\xa0{"),
    "}}": ("}}", "} }", "｝｝", "}\ufeff}"),
    "{%": ("{%", "{ %", "｛％"),
    "%}": ("%}", "% }", "％｝"),
    '"': ('"', "“", "”", "„"),
    "'": ("'", "‘", "’"),
    " facts": (" facts", "\xa0facts", "  facts", "facts", " \u00adfacts"),
}
WRAPPERS = ("", "w:hyperlink", "w:ins", "w:smartTag")


@st.composite
def mangled(draw: st.DrawFn) -> tuple[tuple[str, bool, str], ...]:
    """The tagged line as Word may have kept it: pieces, each bold or not, and in what it stands."""
    text = TAGGED
    for sign, spelled in VARIANTS.items():
        text = re.sub(re.escape(sign), lambda _, s=spelled: draw(st.sampled_from(s)), text)
    cuts = sorted(draw(st.sets(st.integers(1, len(text) - 1), max_size=25)))
    pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    return tuple((piece, draw(st.booleans()), draw(st.sampled_from(WRAPPERS))) for piece in pieces)


def in_pieces(pieces: tuple[tuple[str, bool, str], ...]) -> bytes:
    def add(word: WordDocument) -> None:
        paragraph = word.add_paragraph()
        for text, bold, wrapper in pieces:
            run = paragraph.add_run(text)
            run.bold = bold or None
            paragraph._p.append(parse_xml(f'<w:proofErr {nsdecls("w")} w:type="spellEnd"/>'))
            if wrapper:
                around = parse_xml(f"<{wrapper} {nsdecls('w')}/>")
                run._r.addprevious(around)
                around.append(run._r)

    return written(change=add)


@settings(max_examples=20, deadline=None)
@given(mangled())
def test_a_tag_is_whole_however_word_cut_it(pieces: tuple[tuple[str, bool, str], ...]) -> None:
    form = checked(in_pieces(pieces))
    assert [p.code for p in form.problems if p.severity == Severity.ERROR] == []
    assert lines(fill(form, names(sample()))) == [MEANT]


def test_a_value_looks_as_its_name_does() -> None:
    def add(word: WordDocument) -> None:
        paragraph = word.add_paragraph("Khối: {")
        paragraph.add_run("{ facts.bloc").italic = True
        paragraph.add_run(".name }} năm nay")

    word = docx.Document(io.BytesIO(filled(written(change=add))))
    looks = {run.text: bool(run.italic) for run in word.paragraphs[0].runs if run.text}
    assert looks == {"Khối: ": False, BLOC_NAME: True, " năm nay": False}


UNITS = ["Sở Nội vụ tỉnh Ví Dụ", "Sở Tài chính tỉnh Ví Dụ"]
FIRST_TWO = "{% for u in facts.units[:2] %}"


@pytest.mark.parametrize(
    "rows",
    [
        [("TT", "Tên"), (f"{FIRST_TWO}{{{{ loop.index }}}}", "{{ u.name }}{% endfor %}")],
        [
            ("TT", "Tên"),
            (FIRST_TWO.replace("{%", "{%tr"), ""),
            ("{{ loop.index }}", "{{ u.name }}"),
            ("", "{%tr endfor %}"),
        ],
        [
            ("TT", "Tên"),
            (FIRST_TWO, ""),
            ("{{ loop.index }}", "{{ u.name }}"),
            ("{% endfor %}", ""),
        ],
    ],
    ids=["in the row itself", "as docxtpl has it", "rows of their own"],
)
def test_a_row_is_repeated(rows: list[tuple[str, str]]) -> None:
    content = filled(written(change=with_table(*rows)))
    (table,) = docx.Document(io.BytesIO(content)).tables
    cells = [tuple(cell.text for cell in row.cells) for row in table.rows]
    assert cells == [("TT", "Tên"), ("1", UNITS[0]), ("2", UNITS[1])]


def test_cells_are_repeated() -> None:
    row = ("{%tc for u in facts.units[:2] %}", "{{ u.name }}", "{%tc endfor %}")
    content = filled(written(change=with_table(row)))
    (table,) = docx.Document(io.BytesIO(content)).tables
    cells = table._tbl.iter(qn("w:tc"))
    assert ["".join(text.text for text in cell.iter(qn("w:t"))) for cell in cells] == UNITS


def test_paragraphs_of_tags_alone_leave_no_trace() -> None:
    form = written(
        "Danh sách", FIRST_TWO, "{# nhớ kiểm tra #}", "- {{ u.name }}", "{% endfor %}",
        "{% if facts.conflicts %}", "không in", "{% else %}", "không có", "{% endif %}", "Hết",
    )  # fmt: skip
    assert lines(filled(form)) == [
        "Danh sách", *(f"- {name}" for name in UNITS), "không có", "Hết",
    ]  # fmt: skip


def left_empty(word: WordDocument) -> None:
    """A table that loses its rows, and one with a cell that loses its words."""
    with_table(("{% for one in facts.conflicts %}{{ one.about }}", "x{% endfor %}"))(word)
    with_table(("{% if facts.conflicts %}", "a"))(word)
    cell = word.tables[1].cell(0, 0)
    cell.add_paragraph("không in")
    cell.add_paragraph("{% endif %}")


def test_what_a_loop_or_condition_leaves_empty_is_still_whole() -> None:
    content = filled(written("Đầu", change=left_empty))
    (table,) = docx.Document(io.BytesIO(content)).tables
    assert [cell.text for cell in table.rows[0].cells] == ["", "a"]


def faults(content: bytes, place: Path) -> set[str]:
    """What is wrong with a Word file by the rules of its format."""
    place.write_bytes(content)
    return {str(error) for error in OpenXmlValidator().validate(place).errors}


@pytest.fixture(scope="module")
def usual_faults(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Those of the library's own empty document, from which the forms here are made."""
    return faults(written(), tmp_path_factory.mktemp("usual") / "a.docx")


def everywhere(word: WordDocument) -> None:
    tag = "{{ facts.year }}"
    word.sections[0].header.paragraphs[0].text = f"Đầu {tag}"
    word.sections[0].footer.paragraphs[0].text = f"Chân {tag}"
    box = (
        f'<w:r {nsdecls("w")}><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"'
        f' id="b"><v:textbox><w:txbxContent><w:p><w:r><w:t>Hộp {tag}</w:t></w:r></w:p>'
        "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    word.add_paragraph("Thân ")._p.append(parse_xml(box))


def test_heads_feet_and_text_boxes_are_filled_in_too() -> None:
    content = filled(written(change=everywhere))
    word = docx.Document(io.BytesIO(content))
    assert word.sections[0].header.paragraphs[0].text == "Đầu 2025"
    assert word.sections[0].footer.paragraphs[0].text == "Chân 2025"
    assert "Hộp 2025" in lines(content)


WRONG = {
    "a name": ("{{ fact.year }}", "form-name", "“facts”"),
    "a capital that Word made": ("{{ Facts.year }}", "form-name", "“facts”"),
    "a part": ("{{ facts.conference.dat }}", "form-name", "“date”"),
    "a part of what a loop goes over": (
        "{% for u in facts.units %}{{ u.nam }}{% endfor %}", "form-name", "“name”",
    ),
    "a part of an answer": ("{{ unit('x').nme }}", "form-name", "“name”"),
    "a name after its loop": (
        "{% for u in facts.units %}{% endfor %}{{ u.name }}", "form-name", "",
    ),
    "a filter": ("{{ facts.bloc.name | uper }}", "form-name", "“upper”"),
    "a part of a list": ("{{ facts.units.name }}", "form-name", "{% for one in"),
    "too few things asked": ("{{ unit() }}", "form-name", ""),
    "a record": ("{{ facts.bloc }}", "form-not-a-value", "name, kind"),
    "a list": ("{{ facts.units }}", "form-not-a-value", "{% for one in facts.units %}"),
    "yes or no": ("{{ facts.made_up }}", "form-not-a-value", "{% if facts.made_up %}"),
    "a figure": ("{{ facts.bloc.staff }}", "form-not-a-value", "facts.bloc.staff | number"),
    "a word of the program": ("{{ facts.conference.kind }}", "form-not-a-value", "{% if"),
    "no list": ("{% for x in facts.bloc %}{% endfor %}", "form-not-a-list", ""),
    "each without being asked": ("{{ each.name }}", "form-name", "--for-each units"),
    "a slip": ("{{ facts.bloc..name }}", "form-tag", "facts.bloc..name"),
    "a half tag": ("{{ facts.bloc.name }", "form-tag", "begins with {{"),
    "a tag over two paragraphs": ("{{ facts.\nbloc", "form-tag", "begins with {{"),
    "never closed": ("{% if facts.news.byline %}", "form-block", "{% endif %}"),
    "closed by another": (
        "{% for u in facts.units %}{% endif %}{% endfor %}", "form-block", "{% endfor %}",
    ),
    "closed and not open": ("{% endif %}", "form-block", ""),
    "a misspelled word": ("{% endfr %}", "form-tag", "{% endfor %}"),
    "two words for one": ("{% end if %}", "form-tag", "{% endif %}"),
    "a sum": ("{{ members + 1 }}", "form-language", ""),
    "the program's inside": ("{{ ''.__class__.__mro__ }}", "form-name", ""),
    "a proxy's inside": ("{{ facts._shelf.trail }}", "form-name", ""),
    "a raw value": ("{{ facts.year.raw }}", "form-name", ""),
    "a filter that trusts": ("{{ facts.bloc.name | safe }}", "form-name", ""),
    "a file": ("{% include 'C:/x' %}", "form-tag", ""),
    "a macro": ("{% macro f() %}{% endmacro %}", "form-tag", ""),
    "loops in loops": (
        "{% for a in facts.units %}" * 4 + "{% endfor %}" * 4, "form-language", "",
    ),
    "brackets without end": ("{{ " + "(" * 400 + "1" + ")" * 400 + " }}", "form-tag", ""),
    "too long": ("{{ '" + "x" * 2000 + "' }}", "form-tag", ""),
    "a sign of the program": ("\ue0000\ue001 {{ facts.year }}", "form-sign", ""),
}  # fmt: skip


@pytest.mark.parametrize(("text", "code", "hint"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_told_before_anything_is_filled_in(
    text: str, code: str, hint: str
) -> None:
    first = next(p for p in problems("Đầu", text) if p.severity == Severity.ERROR)
    assert first.code == code
    assert first.source is not None
    assert str(first.source) == "mau.docx: paragraph 2"
    assert hint in str(first.hint)


def test_all_mistakes_are_told_at_once_each_with_its_place() -> None:
    def add(word: WordDocument) -> None:
        with_table(("a", "{{ x1 }}"), ("b", "{{ facts.year }}"))(word)
        with_table(("{{ x2 }}",))(word)
        word.sections[0].header.paragraphs[0].text = "{{ x3 }}"
        inside = "<w:p><w:r><w:t>{{ x5 }}</w:t></w:r></w:p>"
        box = f"<w:pict {nsdecls('w')}><w:txbxContent>{inside}</w:txbxContent></w:pict>"
        word.add_paragraph("{{ x4 }}").add_run()._r.append(parse_xml(box))

    told = problems("{{ x0 }}", change=add)
    assert sorted(str(one.source) for one in told) == [
        "mau.docx: head of the page, paragraph 1",
        "mau.docx: paragraph 1",
        "mau.docx: paragraph 1, text box",
        "mau.docx: paragraph 2",
        "mau.docx: table 1, row 1, cell 2",
        "mau.docx: table 2, row 1, cell 1",
    ]


def test_a_loop_that_cannot_be_read_is_told_once_and_hides_nothing_else() -> None:
    told = problems(
        "{% for u inn facts.units %}", "{% if u %}", "{{ u.name }}", "{% endif %}", "{% endfor %}",
        "{{ facts.yaer }}",
    )  # fmt: skip
    assert [one.source.spot.paragraph for one in told if one.source and one.source.spot] == [1, 6]


def test_a_block_that_is_no_whole_is_told_where_it_is_opened() -> None:
    (told,) = problems("Trước {% if facts.plan %} giữa", "sau {% endif %} cuối")
    assert (told.code, str(told.source)) == ("form-block", "mau.docx: paragraph 1")
    assert "paragraph 2" in str(told.message)


def test_ids_and_tracked_changes_are_warned_of() -> None:
    def add(word: WordDocument) -> None:
        inside = "<w:r><w:delText>{{ x</w:delText></w:r>"
        deleted = f'<w:del {nsdecls("w")} w:id="1" w:author="a">{inside}</w:del>'
        word.add_paragraph("{{ head.unit }}")._p.append(parse_xml(deleted))

    told = problems(change=add)
    assert {(p.code, p.severity) for p in told} == {
        ("form-prints-id", Severity.WARNING),
        ("form-changes", Severity.WARNING),
    }


def test_key_facts_that_a_form_never_names_are_known() -> None:
    assert "facts.conference" in checked(written("{{ facts.bloc.name }}")).unused
    loop = "{% for one in decisions.nominations %}{{ award_of(one) }}{% endfor %}"
    assert "decisions.nominations" not in checked(written(loop)).unused


HOSTILE = [
    "A & B", "<w:p/>", "{{ facts.year }}", "{% raw %}", "{# x #}", "&lt;", '"\'', "]]>",
    "\ue0000\ue001", "\ue0105\ue011", "<?bloc 1?>", "{_{", "a\nb", "%}", "😀",
]  # fmt: skip


def test_values_are_never_read_as_anything_else(tmp_path: Path) -> None:
    units = "".join(
        f"  - {{id: x-{n}, name: {value!r}}}\n".replace("'a\\nb'", '"a\\nb"')
        if "'" not in value
        else f'  - {{id: x-{n}, name: "\\"\'"}}\n'
        for n, value in enumerate(HOSTILE)
    )
    bloc = BLOC.partition("units:")[0] + "units:\n" + units
    material = facts_of(tmp_path / "khoi", {"bloc.yaml": bloc})
    stated = [unit.name.vi for unit in material.dossier.facts.units]
    assert len(stated) == len(HOSTILE)
    form = written("{% for u in facts.units %}", "[{{ u.name }}]", "{% endfor %}")
    assert lines(filled(form, material)) == [f"[{name}]" for name in stated]


def test_braces_of_the_file_itself_are_letters() -> None:
    def add(word: WordDocument) -> None:
        word.add_paragraph("một { và } hai {{ facts.year }}")
        word.core_properties.title = "{{ facts.year }}"
        name = word.add_paragraph("ảnh")._p.get_or_add_pPr()
        name.set(qn("w:rsidR"), "{{x}}")

    assert lines(filled(written(change=add)))[0] == "một { và } hai 2025"


def test_a_fact_that_is_not_stated_is_a_marked_gap(tmp_path: Path) -> None:
    material = facts_of(tmp_path / "khoi", {"bloc.yaml": BLOC})
    known = names(material)
    content = fill(checked(written("Nơi họp: {{ facts.conference.place }}.")), known)
    assert lines(content) == ["Nơi họp: [CẦN BỔ SUNG: địa điểm hội nghị]."]
    runs = docx.Document(io.BytesIO(content)).paragraphs[0].runs
    marked = [run.text for run in runs if run.font.highlight_color == WD_COLOR_INDEX.YELLOW]
    assert marked == ["[CẦN BỔ SUNG: địa điểm hội nghị]"]
    assert [gap.key for gap in known["ledger"].gaps] == ["conference.place"]


UNFIT = {
    "an element that is not there": "{{ facts.units[99].name }}",
    "a unit nobody knows": "{{ unit('so-x').name }}",
    "an argument of another kind": "{{ nominees_of(facts) | listing }}",
    "loops without end": "{% for a in facts.results %}{% for b in facts.results %}"
    "{% for c in facts.results %}{% endfor %}{% endfor %}{% endfor %}",
}


@pytest.mark.parametrize("text", UNFIT.values(), ids=UNFIT.keys())
def test_what_these_facts_do_not_allow_is_told_with_its_place(text: str) -> None:
    form = checked(written("{{ facts.year }}", "Tên: " + text))
    assert form.problems == ()
    with pytest.raises(TemplateError) as told:
        fill(form, names(sample()))
    (problem,) = told.value.problems
    assert str(problem.source) == "mau.docx: paragraph 2"


def test_a_value_that_would_not_be_seen_is_an_error() -> None:
    """Text inside a deletion that nobody accepted yet is no text of the paper."""
    form = checked(written("{{ facts.year }}"))
    for text in form.stories[0].story.root.iter(qn("w:t")):
        text.tag = qn("w:delText")
    with pytest.raises(RenderError, match="2025"):
        fill(form, names(sample()))


def test_the_same_form_and_facts_give_the_same_bytes_and_a_valid_file(
    usual_faults: set[str], tmp_path: Path
) -> None:
    def add(word: WordDocument) -> None:
        everywhere(word)
        left_empty(word)
        with_table((f"{FIRST_TWO}{{{{ loop.index }}}}", "{{ u.leader.name }}{% endfor %}"))(word)

    form = written(TAGGED, change=add)
    content = filled(form)
    assert content == filled(form)
    assert faults(content, tmp_path / "a.docx") <= usual_faults


def test_remarks_are_comments_at_their_paragraphs(usual_faults: set[str], tmp_path: Path) -> None:
    content = written("Một {{ facts.nam }}", change=with_table(("{{ x }}",)))
    remarks = with_remarks(content, checked(content).problems, ENGLISH)
    assert remarks == with_remarks(content, checked(content).problems, ENGLISH)
    path = tmp_path / "a.docx"
    path.write_bytes(remarks)
    comments = [comment.text for comment in docx.Document(str(path)).comments]
    assert ["“facts” has no part “nam”" in text for text in comments] == [True, False]
    assert faults(remarks, path) <= usual_faults


REFUSED: dict[str, bytes] = {
    "an old Word file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600,
    "no Word file": b"PK\x03\x04 nothing",
    "a text": "Kính gửi".encode(),
    "nothing": b"",
}


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_word_document_is_refused(content: bytes) -> None:
    with pytest.raises(TemplateError) as told:
        read_form(content, "mau.docx")
    assert [p.code for p in told.value.problems] == ["form-unreadable"]


def test_a_file_that_grows_or_declares_entities_is_refused() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"0" * 150_000_000)
    entities = io.BytesIO()
    with zipfile.ZipFile(entities, "w") as archive:
        archive.writestr("[Content_Types].xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    for content in (bomb, entities):
        with pytest.raises(TemplateError):
            read_form(content.getvalue(), "mau.docx")


def test_every_field_that_is_offered_can_be_filled_in() -> None:
    fields = fields_of(names(sample()))
    assert len(fields) > 300
    form = checked(written(*(field.tag for field in fields)))
    assert [str(problem.message) for problem in form.problems] == []
    printed = "\n".join(lines(fill(form, names(sample()))))
    assert [f for f in fields if f.example and f.example.rstrip() not in printed] == []


def test_fields_are_found_however_they_are_spelled() -> None:
    fields = fields_of(names(sample()))
    found = searched(fields, ("ngày", "hội nghị"))
    assert found == searched(fields, ("NGÀY HỘI NGHỊ",))
    assert found[0].tag == "{{ facts.conference.date }}"
    assert found[0].example == "ngày 18 tháng 12 năm 2025"


def test_a_form_knows_the_names_of_the_text_templates() -> None:
    assert {*WHAT_NAMES_MAY_BE} | FOR_TEXTS_ONLY == {*names(sample())}


def test_it_is_known_what_every_reference_of_the_model_points_to() -> None:
    seen: set[type] = set()
    references: set[tuple[str, str]] = set()

    def walk(kind: Any) -> None:
        match kind:
            case Record(models):
                for model in set(models) - seen:
                    seen.add(model)
                    for name, part in parts_of(model).items():
                        if (
                            Ref.__name__
                            in str(model.__annotations__.get(name, "")).split("Unit")[0]
                        ):
                            references.add((model.__name__, name))
                        walk(part)
            case Many(of):
                walk(of)

    for model in (Facts, Summary, Decisions, Rulebook):
        walk(record(model))
    assert references
    assert {one for one in references if one not in REFERENCES} == set()
