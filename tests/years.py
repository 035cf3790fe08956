"""The folders of a made-up bloc over five years, for the tests of several years.

Sở A and Sở B merged into Sở AB in March 2025; Sở C was renamed Sở D in 2024. Money was counted in
billions until 2022. There is no folder of 2023 unless a test writes one.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from folders import write_folder

NAME = "{vi: Khối thi đua A, hi: अनुकरण ब्लॉक अ, en: Emulation Bloc A}"

UNITS = {
    "a": "{id: so-a, name: {vi: Sở A, hi: विभाग अ, en: Department A}}",
    "b": "{id: so-b, name: {vi: Sở B, hi: विभाग ब, en: Department B}}",
    "c": "{id: so-c, name: {vi: Sở C, hi: विभाग स, en: Department C}}",
    "d": "{id: so-d, name: {vi: Sở D, hi: विभाग द, en: Department D}}",
    "ab": "{id: so-ab, name: {vi: Sở AB, hi: विभाग अब, en: Department AB}}",
    "e": "{id: so-e, name: {vi: Sở E, hi: विभाग ई, en: Department E}}",
}
OF_YEAR = {2021: "abce", 2022: "abce", 2023: "abce", 2024: "abde", 2025: ("ab", "d", "e")}

FORMER = f"former_units: [{', '.join(UNITS[one] for one in 'abc')}]\n"
RENAMED = "  - {change: renamed, date: 1/7/2024, units: [so-c], into: [so-d]}\n"
MERGED = "  - {change: merged, date: 1/3/2025, units: [so-a, so-b], into: [so-ab]}\n"
CHANGES = f"changes:\n{RENAMED}{MERGED}"

TITLES = {
    "ideas": "{vi: Sáng kiến, hi: नवाचार, en: Initiatives}",
    "saved": "{vi: Tiền tiết kiệm, hi: बचत, en: Savings}",
    "rate": "{vi: Tỷ lệ đúng hạn, hi: समय पर, en: On time}",
}
IDEAS = "{vi: sáng kiến, hi: नवाचार, en: initiatives}"
MILLIONS = "{vi: triệu đồng, hi: मिलियन डोंग, en: million đồng}"
BILLIONS = "{vi: tỷ đồng, hi: अरब डोंग, en: billion đồng}"


def indicator(code: str, measure: str, *readings: str, kind: str = "count") -> str:
    """An indicator with its readings: ``so-a 12``, ``so-a 12 last_year: 10``, ``- 30``."""
    lines = [f"  - {{id: {code}, theme: movements, name: {TITLES[code]}, measure: {measure}"]
    lines.append(f"    ,kind: {kind}, readings: [")
    for reading in readings:
        unit, value, *more = reading.split(" ", 2)
        whose = [] if unit == "-" else [f"unit: {unit}"]
        lines.append("      {" + ", ".join([*whose, f'value: "{value}"', *more]) + "},")
    return "\n".join([*lines, "    ]}", ""])


def figures(*indicators: str) -> str:
    return "indicators:\n" + "".join(indicators)


RESULTS = {
    2021: figures(
        indicator("ideas", IDEAS, "so-a 10", "so-b 5", "so-c 8", "so-e 2"),
        indicator("saved", BILLIONS, "so-a 1,2", "so-b 0,5", "so-c 1", "so-e 0,1", kind="money"),
    ),
    2022: figures(
        indicator("ideas", IDEAS, "so-a 11", "so-b 6", "so-c 9", "so-e 2"),
        indicator("saved", BILLIONS, "so-a 1,3", "so-b 0,5", "so-c 1", "so-e 0,2", kind="money"),
    ),
    2023: figures(indicator("ideas", IDEAS, "so-a 12", "so-b 6", "so-c 9", "so-e 3")),
    2024: figures(
        indicator("ideas", IDEAS, "so-a 12", "so-b 7", "so-d 9", "so-e 4"),
        indicator("saved", MILLIONS, "so-a 1400", "so-d 1000", "so-e 300", kind="money"),
        indicator("rate", '"%"', "so-a 95", "so-b 97", "so-d 90", "so-e 91", kind="rate"),
    ),
    2025: figures(
        indicator("ideas", IDEAS, "so-ab 20", "so-d 10", "so-e 5"),
        indicator("saved", MILLIONS, "so-ab 2000", "so-d 1100", "so-e 350", kind="money"),
        indicator("rate", '"%"', "so-ab 96", "so-d 92", "so-e 93", kind="rate"),
    ),
}


def bloc_file(year: int, changes: str | None = None, name: str = NAME) -> str:
    """The bloc of a year with its units of that year."""
    units = "".join(f"  - {UNITS[one]}\n" for one in OF_YEAR[year])
    if changes is None:
        changes = FORMER + CHANGES if year == 2025 else ""
    return f"year: {year}\nbloc: {{name: {name}}}\nunits:\n{units}{changes}"


def write_year(place: Path, year: int, files: Mapping[str, str] | None = None) -> Path:
    """The folder of a year in ``place``; ``files`` are other contents for some of its files."""
    own = {"bloc.yaml": bloc_file(year), "results.yaml": RESULTS[year]}
    if year == 2025:
        own["conference.yaml"] = "conference: {date: 18/12/2025}\n"
    return write_folder(place / f"khoi-{year}", {**own, **(files or {})})


def write_years(place: Path, *years: int) -> list[Path]:
    return [write_year(place, year) for year in years]
