"""What a report of each length tells: the best there is room for, and of every unit something."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest
import yaml
from folders import BLOC, run, write_folder
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model.base import Name, Text
from pipeline.model.editorial import EditorialNote, code_of
from pipeline.model.facts import Facts
from pipeline.model.members import Bloc, Unit
from pipeline.model.quantity import Quantity
from pipeline.model.report import Length, Report
from pipeline.model.year import JointActivity, Result, Theme
from pipeline.summarize.editing import edit_reports
from pipeline.summarize.editing.budgets import POOLS
from pipeline.summarize.editing.choosing import SHORTCOMINGS

LENGTHS = get_args(Length)
THEMES = get_args(Theme)
SENTENCE = (
    "tổ chức kết nạp đảng viên mới hội nghị tuyên truyền phong trào thi đua sáng kiến mô hình"
    " cải cách hành chính an sinh xã hội tặng quà kiểm tra giám sát chuyển đổi số học tập"
)
WORDS = tuple(SENTENCE.split())


def facts_of(
    results: Sequence[Result],
    units: int = 3,
    activities: Sequence[JointActivity] = (),
    editorial: Sequence[EditorialNote] = (),
) -> Facts:
    return Facts(
        year=2025,
        bloc=Bloc(name=name("Khối thi đua A")),
        units=tuple(Unit(id=f"u{n}", name=name(f"Đơn vị {n}")) for n in range(units)),
        results=tuple(results),
        activities=tuple(activities),
        editorial=tuple(editorial),
    )


def name(text: str) -> Name:
    return Name(vi=text)


def result(text: str, unit: str | None = None, theme: str = "movements", **more: object) -> Result:
    return Result.model_validate({"theme": theme, "unit": unit, "text": text, **more})


def report(facts: Facts, length: Length) -> Report:
    return next(one for one in edit_reports(facts) if one.length == length)


def told(facts: Facts, length: Length = "full") -> list[str]:
    """The words of every item that a report tells, in the order of print."""
    return [_words(facts, item.text.path) for t in report(facts, length).themes for item in t.items]


def _words(facts: Facts, path: tuple[str | int, ...]) -> str:
    step, number, part = path
    text: Text = getattr(getattr(facts, str(step))[int(number)], str(part))
    return text.said_in("vi")


@st.composite
def blocs(draw: st.DrawFn, most: int = 40) -> Facts:
    """Blocs of 2 to 40 units with anything from no result to many, some of them alike."""
    units = draw(st.integers(2, 40))
    sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map(" ".join)
    stock = draw(st.lists(sentences, min_size=1, max_size=8))
    results = draw(
        st.lists(
            st.builds(
                Result,
                theme=st.sampled_from(THEMES),
                unit=st.none() | st.integers(0, units - 1).map(lambda n: f"u{n}"),
                text=(st.sampled_from(stock) | sentences).map(lambda said: Text(vi=said)),
                first_time=st.booleans(),
                value=st.none() | st.integers(0, 300).map(lambda n: Quantity(Decimal(n))),
                measure=st.just(Text(vi="việc")),
            ),
            max_size=most,
        )
    )
    return facts_of(results, units)


@settings(max_examples=60, deadline=None)
@given(blocs(), st.randoms(use_true_random=False))
def test_the_order_of_units_and_results_changes_nothing(facts: Facts, random: object) -> None:
    def shuffled(parts: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(random.sample(parts, len(parts)))  # type: ignore[attr-defined]

    other = facts.model_copy(
        update={"units": shuffled(facts.units), "results": shuffled(facts.results)}
    )
    for length in LENGTHS:
        assert _content(facts, length) == _content(other, length)


def _content(facts: Facts, length: Length) -> object:
    one = report(facts, length)
    return (
        {
            (choice.item.code, choice.item.weight, choice.taken, str(choice.why))
            for theme in one.themes
            for choice in theme.choices
        },
        [
            (item.code, _words(facts, item.text.path), {unit.value for unit in item.units})
            for theme in one.themes
            for item in theme.items
            if item.units
        ],
        {unit.value for unit in one.named},
    )


@settings(max_examples=60, deadline=None)
@given(blocs())
def test_budgets_are_kept_and_every_unit_is_heard_or_named(facts: Facts) -> None:
    in_full = heard_in(report(facts, "full"))
    for one in edit_reports(facts):
        named = {unit.value for unit in one.named}
        assert heard_in(one) | named >= in_full >= named
        assert not heard_in(one) & named
        for pool in POOLS[one.length]:
            items = [i for t in one.themes if t.theme in pool.themes for i in t.items]
            # One thing alone may be longer than its part: else the part would say nothing.
            assert sum(item.words for item in items) <= pool.words or len(items) == 1


def heard_in(one: Report) -> set[str]:
    """The units of which a report tells something done."""
    items = (item for theme in one.themes for item in theme.items)
    return {unit.value for i in items if i.theme not in SHORTCOMINGS for unit in i.units}


@pytest.mark.parametrize("units", [2, 9, 40])
@pytest.mark.parametrize("items", [0, 1, 40, 400])
def test_a_bloc_of_any_size_is_heard(units: int, items: int) -> None:
    """Every unit is told or named, whatever many send, and no part outgrows its budget."""
    results = [
        result(
            f"{' '.join(WORDS[n % 7 : 12 + n % 23])} {n}",
            f"u{n % units}",
            theme=THEMES[n % len(THEMES)],
        )
        for n in range(items)
    ]
    facts = facts_of(results, units)
    with_deeds = {r.unit for r in results if r.theme not in SHORTCOMINGS}
    for one in edit_reports(facts):
        assert heard_in(one) | {unit.value for unit in one.named} == with_deeds
        assert heard_in(one) == with_deeds or one.length != "full"
        for pool in POOLS[one.length]:
            told = [i for t in one.themes if t.theme in pool.themes for i in t.items]
            assert sum(item.words for item in told) <= pool.words


@settings(max_examples=60, deadline=None)
@given(blocs())
def test_nothing_vanishes(facts: Facts) -> None:
    """Each result is in one item, and of each item is said why it is told or not."""
    for one in edit_reports(facts):
        refs = [r.path for t in one.themes for c in t.choices for r in c.item.results]
        assert sorted(refs) == [("results", n) for n in range(len(facts.results))]
        for theme in one.themes:
            taken = [choice.item for choice in theme.choices if choice.taken]
            assert list(theme.items) == taken
            untold = theme.untold.value if theme.untold else 0
            assert untold == sum(not choice.taken for choice in theme.choices)


@settings(max_examples=40, deadline=None)
@given(blocs())
def test_no_unit_fills_a_part_that_others_could_fill(facts: Facts) -> None:
    for one in edit_reports(facts):
        for pool in POOLS[one.length]:
            themes = [t for t in one.themes if t.theme in pool.themes]
            left_out = [c for t in themes for c in t.choices if not c.taken]
            of_unit: dict[str, list[int]] = {}
            for theme in themes:
                for item in theme.items:
                    if len(item.units) == 1:
                        of_unit.setdefault(item.units[0].value, []).append(item.words)
            others = {u.value for t in themes for c in t.choices for u in c.item.units}
            if left_out and len(others) > 1:
                several = [costs for costs in of_unit.values() if len(costs) > 1]
                assert all(2 * sum(costs) <= pool.words for costs in several)


def test_what_weighs_more_is_told_first() -> None:
    facts = facts_of(
        [
            result("Tổ chức hội nghị cán bộ.", "u0"),
            result("Xây dựng phần mềm quản lý hồ sơ.", "u1", first_time=True, evidence="Ảnh"),
            result("Giải quyết hồ sơ.", "u2", value=120, measure="hồ sơ", target=100),
        ]
    )
    assert told(facts) == [
        "Xây dựng phần mềm quản lý hồ sơ.",
        "Giải quyết hồ sơ.",
        "Tổ chức hội nghị cán bộ.",
    ]
    (theme,) = report(facts, "full").themes
    reasons = {r.message.text: r.points for r in theme.items[0].reasons}
    assert reasons["done for the first time"] == 3
    assert reasons["with evidence"] == 2


def test_a_target_that_is_perhaps_reached_weighs_nothing() -> None:
    figures = {"measure": "hồ sơ", "target": 100}
    facts = facts_of(
        [
            result("Một việc.", "u0", value="gần 100", **figures),
            result("Hai việc.", "u1", value="trên 100", **figures),
        ]
    )
    items = {i.units[0].value: i for t in report(facts, "full").themes for i in t.items}
    assert "reached its target" not in {r.message.text for r in items["u0"].reasons}
    assert "reached its target" in {r.message.text for r in items["u1"].reasons}


def test_of_what_should_be_few_less_weighs_more() -> None:
    figures = {"measure": "vụ", "target": 10, "last_year": 10, "fewer_is_better": True}
    facts = facts_of(
        [
            result("Vi phạm giao thông.", "u0", value=5, **figures),
            result("Vi phạm kỷ luật.", "u1", value=20, **figures),
            result("Vi phạm hành chính.", "u2", value="trên 10", **figures),
        ]
    )
    items = {i.units[0].value: i for t in report(facts, "full").themes for i in t.items}
    reasons = {unit: {r.message.text for r in item.reasons} for unit, item in items.items()}
    better = {
        "reached its target",
        "exceeded its target by a tenth or more",
        "exceeded its target by a third or more",
        "better than last year by a tenth or more",
    }
    assert better <= reasons["u0"]
    assert not better & (reasons["u1"] | reasons["u2"])
    assert not any(item.comparison and item.comparison.completion for item in items.values())


def test_units_that_say_the_same_are_told_together() -> None:
    same = "Tổ chức học tập, quán triệt nghị quyết đến toàn thể cán bộ, công chức."
    nearly = same.replace("nghị quyết", "các nghị quyết")
    facts = facts_of(
        [
            result(same, "u2"),
            result(nearly, "u0"),
            result("Phát động phong trào “Phòng họp không giấy”.", "u1"),
        ]
    )
    (theme,) = report(facts, "full").themes
    together = next(item for item in theme.items if len(item.units) > 1)
    assert [unit.value for unit in together.units] == ["u0", "u2"]
    assert len(theme.items) == 2
    # What is printed of both is what both said.
    assert same in told(facts)
    assert nearly not in told(facts)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kết nạp 12 đảng viên mới trong năm.", "Kết nạp 15 đảng viên mới trong năm."),
        ("Đơn vị 0 tổ chức hội thi văn nghệ.", "Đơn vị 1 tổ chức hội thi văn nghệ."),
        ("Tổ chức hội thi văn nghệ.", "Tặng quà gia đình chính sách."),
        # Nobody is made to say what only another said, or the contrary of what it said.
        (
            "Liên minh được tỉnh quan tâm lãnh đạo, chỉ đạo; nội bộ đoàn kết, thống nhất.",
            "Sở được tỉnh quan tâm lãnh đạo, chỉ đạo; nội bộ đoàn kết, thống nhất.",
        ),
        (
            "Công tác thi đua của cơ quan được triển khai kịp thời, thường xuyên, nền nếp.",
            "Công tác thi đua của cơ quan chưa được triển khai kịp thời, thường xuyên, nền nếp.",
        ),
    ],
)
def test_what_differs_is_not_merged(one: str, other: str) -> None:
    facts = facts_of([result(one, "u0"), result(other, "u1")])
    assert sorted(told(facts)) == sorted([one, other])


def test_a_joint_activity_is_told_once_with_all_who_took_part() -> None:
    facts = facts_of(
        [
            result("Tham gia hội thao.", "u0", "movements", activity="hoi-thao", value=186,
                   measure="vận động viên"),
            result("Cử đội dự hội thao của khối.", "u1", "joint-activities", activity="hoi-thao",
                   value=186, measure="vận động viên"),
        ],
        activities=[JointActivity.model_validate(
            {"id": "hoi-thao", "name": "Hội thao của khối", "units": ("u2",)})],
    )  # fmt: skip
    (theme,) = report(facts, "full").themes
    (item,) = theme.items
    assert theme.theme == "joint-activities"
    assert told(facts) == ["Hội thao của khối"]
    assert [unit.value for unit in item.units] == ["u0", "u1", "u2"]
    assert item.comparison
    assert item.comparison.value
    assert item.comparison.value.value == Quantity(Decimal(186))


@pytest.mark.parametrize(("own_shares", "total"), [(False, None), (True, 30)])
def test_figures_of_a_joint_activity_are_added_only_where_they_are_shares(
    own_shares: bool, total: int | None
) -> None:
    facts = facts_of(
        [
            result("Quyên góp.", f"u{n}", activity="quyen-gop", value=amount, measure="triệu đồng")
            for n, amount in enumerate((10, 20))
        ],
        activities=[JointActivity.model_validate(
            {"id": "quyen-gop", "name": "Quyên góp", "own_shares": own_shares})],
    )  # fmt: skip
    (item,) = report(facts, "full").themes[0].items
    value = item.comparison.value if item.comparison else None
    assert (value.value.number if value else None) == total


def many(units: int = 3) -> list[Result]:
    """More than a report of one page has room for."""
    return [
        result(f"{WORDS[n % len(WORDS)]} {' '.join(WORDS[:18])} {n}", f"u{n % units}")
        for n in range(12)
    ]


def test_the_clerk_pins_and_drops() -> None:
    results = many()
    before = told(facts_of(results), "brief")
    kept = next(r for r in results if r.text.said_in("vi") not in before)
    gone = next(r for r in results if r.text.said_in("vi") in before)
    facts = facts_of(
        results,
        editorial=[
            EditorialNote(item=code_of(kept), use="pin"),
            EditorialNote(item=code_of(gone), use="drop", reason=Text(vi="Chưa rõ")),
        ],
    )
    after = told(facts, "brief")
    assert kept.text.said_in("vi") in after
    assert gone.text.said_in("vi") not in after
    why = {c.item.code: str(c.why) for t in report(facts, "full").themes for c in t.choices}
    assert "dropped by the clerk" in why[code_of(gone)]


def test_the_clerk_orders_and_rewords() -> None:
    results = [result(text, "u0") for text in ("Việc một.", "Việc hai.", "Việc ba.")]
    last = told(facts_of(results))[-1]
    first = next(r for r in results if r.text.said_in("vi") == last)
    note = EditorialNote(
        item=code_of(first), place=1, original=first.text, text=Text(vi="Câu đã sửa.")
    )
    assert told(facts_of(results, editorial=[note]))[0] == "Câu đã sửa."


def test_what_is_dropped_takes_nobody_elses_words_along() -> None:
    same = [result("Học tập nghị quyết đầy đủ.", f"u{n}") for n in range(3)]
    facts = facts_of(same, editorial=[EditorialNote(item=code_of(same[1]), use="drop")])
    (item,) = report(facts, "full").themes[0].items
    assert [unit.value for unit in item.units] == ["u0", "u2"]


def test_a_unit_whose_words_are_dropped_is_not_said_to_stand_in_the_full_report() -> None:
    results = [*many(2), result("Trồng cây.", "u2")]
    facts = facts_of(results, editorial=[EditorialNote(item=code_of(results[-1]), use="drop")])
    assert "u2" not in {unit.value for unit in report(facts, "brief").named}


def test_a_shortcoming_alone_is_not_all_that_is_heard_of_a_unit() -> None:
    results = [
        *many(2),
        result("Chậm báo cáo.", "u2", theme="limitations"),
        result(" ".join(WORDS * 3), "u2", theme="political-tasks"),
    ]
    one = report(facts_of(results), "brief")
    assert "u2" in {unit.value for unit in one.named}


def test_an_activity_that_no_result_names_is_told() -> None:
    activity = JointActivity.model_validate({"id": "vn", "name": "Văn nghệ", "units": ("u0", "u1")})
    assert told(facts_of([], activities=[activity])) == ["Văn nghệ"]


def test_words_that_take_something_back_are_not_told_of_others() -> None:
    plain = "Tổ chức tập huấn kỹ năng số cho cán bộ, công chức, viên chức của đơn vị."
    for other in ("Hủy kế hoạch tổ", "Từ chối tổ", "Sẽ tổ", "Tạm dừng tổ", "Hiếm khi tổ"):
        facts = facts_of([result(plain, "u0"), result(plain.replace("Tổ", other, 1), "u1")])
        assert len(told(facts)) == 2, other


def test_two_results_in_the_same_words_are_told_apart_by_what_else_they_say() -> None:
    once = result("Tổ chức hội thi.", first_time=True)
    again = result("Tổ chức hội thi.")
    assert code_of(once) != code_of(again)
    assert len(told(facts_of([once, again]))) == 2


def test_a_part_says_something_even_where_everything_is_long() -> None:
    limits = [result(f"{' '.join(WORDS * 2)} {n}", f"u{n}", theme="limitations") for n in range(3)]
    assert len(told(facts_of(limits), "brief")) == 1


def test_limitations_left_out_are_counted() -> None:
    limits = [result(f"{' '.join(WORDS[:30])} {n}", f"u{n}", theme="limitations") for n in range(3)]
    theme = report(facts_of(limits), "brief").theme("limitations")
    assert theme
    assert len(theme.items) + (theme.untold.value if theme.untold else 0) == 3
    assert theme.untold


def noted(tmp_path: Path, note: str) -> list[tuple[str, str, str]]:
    """What is told of a note on the one result of a folder: code, place and hint."""
    folder = write_folder(
        tmp_path / "khoi",
        {
            "bloc.yaml": f"languages: [vi]\n{BLOC}",
            "results.yaml": 'results:\n  - {theme: movements, unit: don-vi-a, text: "'
            + SAID
            + '"}\n',
            "editorial.yaml": f"editorial:\n  - {note}\n",
        },
    )
    told = run("check", folder, "--json").record["problems"]
    return [
        (p["code"], f"{Path(p['path']).name}:{p['line']}", p["hint"])
        for p in told
        if p["path"] and "editorial" in p["path"]
    ]


SAID = "Đã mở 3 lớp cho gần 120 người vào ngày 05/3/2025."
CODE = code_of(Result.model_validate({"theme": "movements", "unit": "don-vi-a", "text": SAID}))


@pytest.mark.parametrize(
    "text",
    [
        "Mở 3 lớp, gần 120 người học (05/3/2025).",
        "Ngày 05 tháng 3 năm 2025, gần 120 người học 3 lớp.",
    ],
)
def test_a_rewording_with_the_same_figures_is_taken(text: str, tmp_path: Path) -> None:
    note = f'{{item: {CODE}, original: "{SAID}", text: "{text}"}}'
    assert noted(tmp_path, note) == []


@pytest.mark.parametrize(
    ("text", "original", "code"),
    [
        ("Mở 3 lớp, 120 người học (05/3/2025).", SAID, "rewording-figures"),
        ("Mở 4 lớp, gần 120 người học (05/3/2025).", SAID, "rewording-figures"),
        ("Mở 3 lớp, gần 120 người học.", SAID, "rewording-figures"),
        ("Mở 3 lớp, gần 120 người học (05/3/2025).", "Câu cũ.", "rewording-original"),
    ],
)
def test_a_rewording_that_changes_the_facts_is_refused(
    text: str, original: str, code: str, tmp_path: Path
) -> None:
    note = f'{{item: {CODE}, original: "{original}", text: "{text}"}}'
    assert [(told[0], told[1]) for told in noted(tmp_path, note)] == [(code, "editorial.yaml:2")]


@pytest.mark.parametrize(
    ("source", "text", "code"),
    [
        ("Mở 3 lớp cho 120 người.", "Mở 120 lớp cho 3 người.", "rewording-figures"),
        ("Mở 3 lớp.", "Mở 3 buổi.", "rewording-figures"),
        ("Mở 3 lớp ở xã A, 5 lớp ở xã B.", "Mở 5 lớp ở xã A, 3 lớp ở xã B.", "rewording-figures"),
        ("Số lớp: 3; số người: 120.", "Số lớp: 120; số người: 3.", "rewording-figures"),
        ("Mở hai lớp học cho năm xã.", "Mở chín lớp học cho mười xã.", "rewording-figures"),
        ("Mở hai lớp cho năm xã.", "Mở năm lớp cho hai xã.", "rewording-figures"),
        ("Đã mở lớp.", "Không mở lớp.", "rewording-denies"),
        ("Chưa mở lớp.", "Đã mở lớp.", "rewording-denies"),
        ("Đơn vị đã mở lớp.", "Sở Mẫu đã mở lớp.", "rewording-names"),
        ("Đơn vị đã mở lớp.", "Sở X đã mở lớp.", None),
        ("Đơn vị đã mở 3 lớp cho 120 người.", "Cho 120 người, mở 3 lớp.", None),
        ("Trong năm mở hai lớp.", "Mở hai lớp.", None),
        ("Mở lớp năm 2025.", "Năm nay, năm 2025, mở lớp.", None),
        ("Mở hai lớp.", "Mở 2 lớp.", None),
        ("Mở không gian đọc.", "Mở chỗ đọc sách.", None),
        ("Cùng Sở Mẫu mở lớp.", "Mở lớp với Sở Mẫu.", None),
    ],
)
def test_a_rewording_keeps_what_the_source_asserts(
    source: str, text: str, code: str | None, tmp_path: Path
) -> None:
    units = [{"id": "so-x", "name": "Sở X"}, {"id": "so-mau", "name": "Sở Mẫu"}]
    told = {"theme": "movements", "unit": "so-x", "text": source}
    note = {"item": code_of(Result.model_validate(told)), "original": source, "text": text}
    facts = {
        "year": 2025,
        "bloc": {"name": "Khối thi đua A"},
        "languages": ["vi"],
        "units": units,
        "results": [told],
        "editorial": [note],
    }
    folder = write_folder(tmp_path / "khoi", {"bloc.yaml": yaml.safe_dump(facts)})
    problems = run("check", folder, "--json").record["problems"]
    assert [p["code"] for p in problems if p["code"].startswith("rewording")] == [code][
        : bool(code)
    ]


def test_a_note_about_words_that_changed_is_asked_about(tmp_path: Path) -> None:
    old = SAID.replace("3 lớp", "2 lớp")
    ((code, _, hint),) = noted(
        tmp_path, f'{{item: don-vi-a-000000, original: "{old}", text: "Mở 2 lớp."}}'
    )
    assert code == "unknown-item"
    assert CODE in hint
