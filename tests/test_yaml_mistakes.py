"""What a clerk typically writes wrong in YAML is told where it was done, and how to mend it."""

from __future__ import annotations

import pytest
from folders import MARK
from hypothesis import given
from hypothesis import strategies as st

from pipeline.collect.yaml_mistakes import CODES, find_mistake
from pipeline.collect.yaml_tree import Tree, read_tree

MISTAKES = {
    # name: (text with the place marked, code, a piece of the message, a piece of the hint)
    "tab": ("plan:\n▸\tyear: 2026\n", "yaml-tab", "a Tab", "type spaces"),
    "tab after spaces": ("plan:\n  a: 1\n  ▸\tb: 2\n", "yaml-tab", "a Tab", "type spaces"),
    "tab after a dash": ("plan:\n  -▸\ta: 1\n    b: 2\n", "yaml-tab", "a Tab", "type spaces"),
    "no-break space": (
        "plan:\n  year: 2026\n▸\u00a0 tasks: x\n",
        "yaml-space",
        "a no-break space",
        "space bar",
    ),
    "narrow no-break space": (
        "plan:\n  year: 1\n  ▸\u202fb: c\n", "yaml-space", "a no-break space", "space bar"
    ),
    "no-break space where it parses": (
        "plan:\n▸\u00a0\u00a0year: 2026\n", "yaml-space", "a no-break space", "space bar"
    ),
    "dash where it parses": (
        "units:\n  ▸– id: a\n", "yaml-bullet", "with “–”", "“- id:”"
    ),
    "no space after dash where it parses": (
        "units:\n  ▸-id: a\n", "yaml-dash", "after the hyphen", "“- id:”"
    ),
    "no-break space after a colon": (
        "plan:\n  year:▸\u00a02026\n  b: 1\n", "yaml-space", "a no-break space", "space bar"
    ),
    "dash": (
        "units:\n  ▸– id: a\n    name: b\n  – id: c\n", "yaml-bullet", "with “–”", "“- id: a”"
    ),
    "long dash, later": (
        "units:\n  - id: a\n    name: b\n  ▸— id: c\n    name: d\n",
        "yaml-bullet", "with “—”", "“- id: c”",
    ),
    "dash before braces": (
        "units:\n  ▸– {id: a, name: b}\n  – {id: c, name: d}\n", "yaml-bullet", "“–”", "- {id: a, n"
    ),
    "bullet": ("units:\n  ▸•\tid: a\n    name: b\n", "yaml-bullet", "with “•”", "“- id: a”"),
    "no space after dash": (
        "awards:\n  ▸-unit: a\n    name: b\n", "yaml-dash", "after the hyphen", "“- unit: a”"
    ),
    "no space after dash, text": (
        "tasks:\n  ▸-Giữ nền nếp\n  - Đổi mới: x\n", "yaml-dash", "after the hyphen", "- Giữ nền"
    ),
    "no space after colon": (
        "units:\n  - id: a\n    system▸:state\n    name: b\n",
        "yaml-colon", "colon of “system”", "“system: state”",
    ),
    "no space after colon, first": (
        "conference:\n  date▸:18/12/2025\n\n  # Nơi họp\n  place: A\n",
        "yaml-colon", "colon of “date”", "“date: 18/12/2025”",
    ),
    "no space after colon, last": (
        "conference:\n  place: A\n  date▸:18/12/2025\nplan:\n  year: 2026\n",
        "yaml-colon", "colon of “date”", "“date: 18/12/2025”",
    ),
    "colon in a value": (
        "a:\n  vi: Kết quả▸: Khối đã làm\n",
        "yaml-colon-in-value", "of “vi”", 'vi: "Kết quả: Khối đã làm"',
    ),
    "colon in a value with quotes": (
        'a:\n  vi: Kết quả "tốt"▸: Khối\n',
        "yaml-colon-in-value", "of “vi”", "vi: 'Kết quả \"tốt\": Khối'",
    ),
    "colon at the end": ("a:\n  vi: Gồm có▸:\n", "yaml-colon-in-value", "of “vi”", '"Gồm có:"'),
    "colon in braces": (
        "a: {vi: Kết quả▸: Khối, en: x}\n", "yaml-colon-in-value", "of “vi”", '"Kết quả: Khối"'
    ),
    "curly quotes": (
        "a:\n  vi: “Kết quả▸: Khối”\n", "yaml-curly-quotes", "of “vi”", 'vi: "Kết quả: Khối"'
    ),
    "unclosed quote": (
        'a:\n  vi: ▸"Kết quả\n  en: "Results"\n', "yaml-unclosed-quote", 'quote " that', 'type " at'
    ),
    "unclosed quote, last": (
        "tasks:\n  - ▸'Giữ nền nếp\n  - Đổi mới\n", "yaml-unclosed-quote", "quote ' that", "type '"
    ),
    "quotes in quotes": (
        'a:\n  vi: "Khối "▸A" thi đua"\n', "yaml-after-quote", "text follows", "write “…”"
    ),
    "after what only looks like it": (
        "a: |\n  – một: x\n  -hai: y\n  ba: b: c\nb: 'x: y\n  \u00a0z: t'\nc: http://x.vn/y\n"
        "d: Gồm\n  – một\n# – x: y\ne:\n▸\tf: 1\n",
        "yaml-tab", "a Tab", "type spaces",
    ),
    "Windows lines": ("a: 1\r\nb:\r\n▸\tc: 1\r\n", "yaml-tab", "a Tab", "type spaces"),
    "none that is known": ("a:\n  b: 1\n   c▸: 2\n", "yaml-syntax", "not well-formed", "check"),
    "decimal comma": (
        "a: {value: 62,▸5, note: x}\n", "decimal-comma", "“5” stands alone", "a point: 62.5"
    ),
    "ambiguous number": (
        "a: ▸1.240\n", "ambiguous-number", "1.240 may mean 1240 or 1.24", "write 1240 or 1.24"
    ),
    "ambiguous number of three decimals": (
        "a: [▸-12.345]\n", "ambiguous-number", "may mean -12345 or -12.345", "-12345 or -12.3450"
    ),
    "ambiguous whole": ("a: ▸2.000\n", "ambiguous-number", "mean 2000 or 2", "write 2000 or 2"),
}  # fmt: skip


def tree_of(text: str) -> Tree:
    return read_tree(text, "a.yaml")


@pytest.mark.parametrize(
    ("text", "code", "message", "hint"), MISTAKES.values(), ids=MISTAKES.keys()
)
def test_a_mistake_is_told_where_it_was_made(text: str, code: str, message: str, hint: str) -> None:
    before, _, after = text.partition(MARK)
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    (problem,) = tree_of(before + after).problems
    assert problem.source
    assert (problem.code, problem.source.line, problem.source.column) == (code, line, column)
    assert message in str(problem.message)
    assert hint in str(problem.hint)


def test_the_place_counts_from_the_first_line_of_the_text() -> None:
    (problem,) = read_tree("a:\n\tb: 1\n", "a.md", first_line=2).problems
    assert str(problem.source) == "a.md:3:1"


SOUND = {
    "dashes that begin lines of a text": "a: Gồm\n  – một\n  -hai\n  x:y\n",
    "any sign in a block": "a: |\n  – một: x\n  \tb: c: d\n",
    "any sign in quotes": "a: 'x: y: z'\nb: \"– c: d\"\n",
    "quotes inside a text": 'a: Khối "A" và "B"\n',
    "a decimal that cannot be thousands": "a: [0.125, 1.24, 1240.125, 12.3450, '1.240']\n",
    "a word that stands alone in braces": "a: {b: 62, c}\n",
    "a figure as a key": "a: {b: 62, 2024: 5}\n",
    "figures in a list": "a: [62,5]\n",
}


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND.keys())
def test_nothing_is_said_of_a_file_that_parses(text: str) -> None:
    assert tree_of(text).problems == ()


def test_two_figures_cut_by_commas_are_both_told_and_kept_out() -> None:
    tree = tree_of("- {b: 62,5, c: 30,5}\n")
    assert [str(problem.hint)[-4:] for problem in tree.problems] == ["62.5", "30.5"]
    assert tree.value == ({"b": 62, "c": 30},)


LINES = st.lists(
    st.sampled_from(
        ("\t", "  ", "- ", "-", "– ", "a:", "b: ", "\u00a0", '"', "'", "“", "{", "}", ",", "|", "#",
         "x", "\n", "\r", "\u2028", "1.240", "62,5")
    ),
    max_size=40,
).map("".join)  # fmt: skip


@given(text=LINES)
def test_a_place_is_always_inside_the_file(text: str) -> None:
    for problem in tree_of(text).problems:
        assert problem.source
        assert 1 <= problem.source.line <= len(text.splitlines()) + 1
        assert str(problem.message)
        assert str(problem.hint)
    mistake = find_mistake(text, 10**6)
    assert mistake is None or mistake.code in CODES
