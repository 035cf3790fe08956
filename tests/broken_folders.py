"""Folders with one mistake each: where it stands and what must be said of it."""

from __future__ import annotations

import io
import struct
from typing import NamedTuple
from zlib import crc32

from folders import BLOC, MARK
from PIL import Image

Row = tuple[dict[str, str | bytes], str, str, str]
"""Files of a folder, the code, and parts of the message and of the hint."""


class Broken(NamedTuple):
    """Files of a folder, one of them marked where the error stands, and what must be said."""

    files: dict[str, str | bytes]
    code: str
    message: str
    hint: str


def also(text: str) -> dict[str, str | bytes]:
    """A sound ``bloc.yaml`` and, beside it, a file with ``text``."""
    return {"bloc.yaml": BLOC, "more.yaml": text}


def ballot(lines: str) -> dict[str, str | bytes]:
    """A nomination with a secret ballot, its lines indented by six."""
    files = also(
        "nominations:\n  - award: province-flag\n    units: [don-vi-a]\n"
        f"    ballot:\n      method: secret-ballot\n{lines}"
    )
    return {**files, "bloc.yaml": BLOC.replace("bloc:\n", "bloc:\n  units_stated: 20\n")}


def sheet(line: str) -> dict[str, str | bytes]:
    """A score table of one criterion (100 points) and one sheet."""
    return also(
        "scores:\n  criteria:\n    - {id: ket-qua, name: Kết quả, points: 100}\n"
        f"  sheets:\n    - unit: don-vi-a\n      {line}\n"
    )


def adobe_jpeg() -> bytes:
    """A sound JPEG without the mark that Word looks for, as some programs save it."""
    made = io.BytesIO()
    Image.new("RGB", (8, 8)).save(made, "JPEG")
    content = made.getvalue()
    length = int.from_bytes(content[4:6], "big")
    return content[:2] + content[4 + length :]


def picture_of(width: int, height: int) -> bytes:
    """The beginning of a PNG that says it has so many pixels; nothing of it is unpacked."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", crc32(name + body))
        for name, body in chunks
    )


def photo(file: str) -> dict[str, str | bytes]:
    return {
        **also(f"news:\n  photos:\n    - file: {MARK}{file}\n      caption: Hội nghị\n"),
        "text.png": "not a picture",
        "half.png": png()[:60],
        "many.png": picture_of(30_000, 30_000),
        "more.png": picture_of(9_500, 9_500),
        "heavy.jpg": b"\xff\xd8\xff\xe0" + bytes(40_000_000),
        "adobe.jpg": adobe_jpeg(),
    }


def png() -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (40, 40), "red").save(held, "PNG")
    return held.getvalue()


def threshold(value: str) -> dict[str, str | bytes]:
    return also(f"regulation:\n  reference: Quy chế\n  threshold: ▸{value}\n")


INDICATOR = "indicators:\n  - {id: a, theme: movements, name: A, measure: lượt, readings: ["
CRITERION = "scores:\n  criteria:\n    - {id: a, name: A, points: 100}\n"
CHECK_LINES = "check indentation, quotes and colons"
YAML = {
    "bad indentation": (
        also("plan:\n  year: 2026\n   tasks▸: x\n"), "yaml-syntax", "not well-formed", CHECK_LINES
    ),
    "tab": (also("plan:\n▸\tyear: 2026\n"), "yaml-tab", "indented with a Tab", "type spaces"),
    "unclosed quote": (
        also("plan:\n  year: 2026\n  tasks:\n    - ▸'Giữ nền nếp\n    - Đổi mới\n"),
        "yaml-unclosed-quote", "the quote ' that opens here", "at the end of the value",
    ),
    "unclosed bracket": (
        also("registrations:\n  - {unit: don-vi-a, awards: [province-flag▸}\n"),
        "yaml-syntax", "not well-formed", CHECK_LINES,
    ),
    "colon in a sentence": (
        also("conference:\n  agreement: Thống nhất▸: thông qua\n"),
        "yaml-colon-in-value", "a colon stands in the value of “agreement”", "quotes: agreement: ",
    ),
    "decimal comma in braces": (
        also(INDICATOR + "{unit: don-vi-a, value: 62,▸5}]}\n"),
        "decimal-comma", "“5” stands alone", "with a point: 62.5",
    ),
    "a number with a point before three digits": (
        also(INDICATOR + "{unit: don-vi-a, value: ▸1.240}]}\n"),
        "ambiguous-number", "1.240 may mean 1240 or 1.24", "write 1240 or 1.24",
    ),
    "an ambiguous year": (
        also("plan:\n  year: ▸2.026\n"), "ambiguous-number", "may mean 2026 or", "write 2026 or"
    ),
    "duplicate key": (
        also("plan:\n  year: 2026\n  ▸year: 2026\n"),
        "duplicate-key", "“year” is given twice (first on line 2)", "keep one",
    ),
    "duplicate key over two files": (
        also("▸year: 2025\n"), "duplicate-key", "“year” is given in two files", "in one file"
    ),
    "duplicate list over two files": (
        also("▸units:\n  - {id: don-vi-d, name: Đơn vị D}\n"),
        "duplicate-key", "“units” is given in two files", "in one file",
    ),
    "anchor": (
        also("plan:\n  year: 2026\n  tasks: ▸&t [A]\n"), "yaml-anchor", "not read", "the value out"
    ),
    "alias": (
        also("plan:\n  year: 2026\n  tasks: [▸*a]\n"), "yaml-anchor", "not read", "write the value"
    ),
    "tag": (also("plan:\n  year: ▸!!int '2026'\n"), "yaml-tag", "tags (!)", "delete the tag"),
    "two documents": (
        also("plan:\n  year: 2026\n▸---\nnews: {}\n"), "yaml-documents", "a second document", "---"
    ),
    "nested without end": (
        also("plan: " + "[" * 39 + "▸[" + "]" * 40 + "\n"),
        "yaml-depth", "deeper than 40 levels", "check the brackets",
    ),
    "a list as key": (also("▸[a, b]: 1\n"), "yaml-key", "a key must be a word", "key: value"),
    "control character": (
        also("# Phương hướng, nhiệm vụ\nplan:\n  year: 2026\n  tasks:\n    - Giữ▸\x07 nề nếp\n"),
        "yaml-character", "code 7", "delete the character",
    ),
    "control character, escaped": (
        also('conference:\n  agreement: ▸"Thống\\a nhất"\n'),
        "yaml-character", "code 7", "delete the character",
    ),
    "letters turned round": (
        also("slogans:\n  - ▸Khối \u202eauđ iht\n"),
        "yaml-character", "code 8238", "delete the character",
    ),
    "letters turned round, escaped": (
        also('slogans:\n  - ▸"Khối \\u2067thi đua"\n'),
        "yaml-character", "code 8295", "delete the character",
    ),
    "an id too long": (
        {"bloc.yaml": BLOC.replace("don-vi-a", f"▸{'a' * 101}")},
        "string-too-long", "is too long", "no more than 100 letters",
    ),
    "a word where a number is meant": (
        also("welfare: [{name: Quà, measure: đồng, amount: ▸không có}]\n"),
        "is-instance-of", "“không có” is not a number", "write 0 if there is none",
    ),
    "file not keys and values": (
        also("▸- Khối thi đua\n"), "not-keys", "“key: value” lines", "sample"
    ),
    "only a word": (also("▸Khối thi đua\n"), "not-keys", "“key: value” lines", "sample"),
}  # fmt: skip

SHAPES = {
    "unknown key": (
        also("conference:\n  ▸dat: 18/12/2025\n"),
        "extra-forbidden", "unknown key “dat”", "did you mean “date”?",
    ),
    "unknown key at the top": (
        also("▸conferense:\n  date: 18/12/2025\n"),
        "extra-forbidden", "unknown key “conferense”", "did you mean “conference”?",
    ),
    "unknown key in a short seat": (
        also("leadership:\n  terms:\n    - year: 2025\n      head: {unit: don-vi-a, ▸persn: A}\n"),
        "extra-forbidden", "unknown key “persn”", "did you mean “person”?",
    ),
    "missing key": (
        also("results:\n  - ▸theme: movements\n"), "missing", "“text” is missing", "text: …"
    ),
    "missing key of the bloc": (
        {"bloc.yaml": "year: 2025\nbloc:\n  ▸kind: bloc\n"},
        "missing", "“name” is missing", "add a line “name: …”",
    ),
    "number as text": (
        also("issuer:\n  symbol: ▸12\n"), "string-type", "“12” is not text", 'quotes: "12"'
    ),
    "text as number": (
        also(INDICATOR + "{unit: don-vi-a, value: ▸khá nhiều}]}\n"),
        "is-instance-of", "“khá nhiều” is not a number", "digits only",
    ),
    "text as whole number": (
        also("conference:\n  units_present: ▸chín\n"), "int-type", "“chín” is not a whole", "digits"
    ),
    "half a unit": (
        also("conference:\n  units_present: ▸8.5\n"), "int-type", "“8.5” is not a whole", "digits"
    ),
    "endless number": (
        also(f"leadership:\n  cooldown: ▸{'9' * 5000}\n"), "int-type", "whole number", "digits"
    ),
    "negative count": (
        also("conference:\n  units_present: ▸-1\n"),
        "greater-than-equal", "-1 is too small", "the least possible is 0",
    ),
    "list expected": (
        also("registrations:\n  - unit: don-vi-a\n    awards: ▸province-flag\n"),
        "tuple-type", "a list is expected", "“- ”",
    ),
    "mapping expected": (
        also("conference: ▸18/12/2025\n"), "model-type", "keys with values are expected", "indented"
    ),
    "list where a mapping is": (
        also("conference:\n  ▸- date: 18/12/2025\n"),
        "model-type", "keys with values are expected", "indented",
    ),
    "neither true nor false": (
        also("inspections:\n  - {unit: don-vi-a, passed: ▸đạt}\n"),
        "bool-type", "neither true nor false", "write true or false",
    ),
    "unknown theme": (
        also("results:\n  - theme: ▸movement\n    text: Có.\n"),
        "literal-error", "“movement” is not one of the words", "did you mean “movements”?",
    ),
    "unknown session": (
        also("conference:\n  session: ▸mornin\n"),
        "literal-error", "“mornin” is not one of the words", "did you mean “morning”?",
    ),
    "session with nothing near": (
        also("conference:\n  session: ▸sáng\n"),
        "literal-error", "“sáng” is not one of", "known here: afternoon, all-day, morning",
    ),
    "impossible date": (
        also("conference:\n  date: ▸31/02/2025\n"),
        "date-words", "“31/02/2025” is not a date", "write day/month/year",
    ),
    "month first": (
        also("conference:\n  date: ▸12/18/2025\n"),
        "date-words", "“12/18/2025” is not a date", "write day/month/year",
    ),
    "date in words": (
        also("conference:\n  date: ▸ngày cuối năm\n"), "date-words", "not a date", "26/12/2023"
    ),
    "a part of a date where a day is meant": (
        also("inspections:\n  - {unit: don-vi-a, date: ▸12/2025}\n"),
        "partial-date", "only a part of a date", "write day, month and year",
    ),
    "id with accents": (
        {"bloc.yaml": "year: 2025\nbloc: {name: A}\nunits:\n  - {id: ▸sở-nội-vụ, name: Sở}\n"},
        "string-pattern-mismatch", "“sở-nội-vụ” cannot be an id", "small letters",
    ),
    "share of nothing": (threshold("5/0"), "value-error", "“5/0” is not a share", "such as 4/5"),
    "share above one": (threshold("6/5"), "less-than-equal", "6/5 is too large", "possible is 1"),
    "share in per cent": (threshold("80%"), "value-error", "“80%” is not a share", "such as 4/5"),
    "share in words": (threshold("bốn phần năm"), "value-error", "is not a share", "such as 4/5"),
    "share as a decimal": (threshold("0.8"), "is-instance-of", "“0.8” is not a share", "as 4/5"),
    "year far away": (
        {"bloc.yaml": "year: ▸20255\nbloc: {name: A}\n"}, "less-than-equal", "too large", "2100"
    ),
}  # fmt: skip

KNOWN = "did you mean “don-vi-a”?"
NOMINEE = "nominations:\n  - award: province-flag\n    units: "
UNITS = {
    "seat": (also("leadership:\n  terms:\n    - {year: 2025, head: ▸don-vi-aa}\n"), KNOWN),
    "deputy": (also("leadership:\n  terms:\n    - {year: 2025, deputies: [▸don-vi-aa]}\n"), KNOWN),
    "next head": (also("next_leadership: {year: 2026, head: {unit: ▸don-vi-aa}}\n"), KNOWN),
    "rotation": (also("leadership:\n  rotation: [don-vi-b, ▸don-vi-aa]\n"), KNOWN),
    "nominee": (also(NOMINEE + "[▸don-vi-aa]\n"), KNOWN),
    "ballot count": (ballot("      counts:\n        - {unit: ▸don-vi-aa, yes: 3}\n"), KNOWN),
    "score sheet": (also(CRITERION + "  sheets: [{unit: ▸don-vi-aa}]\n"), KNOWN),
    "registration": (also("registrations:\n  - {unit: ▸don-vi-aa, awards: []}\n"), KNOWN),
    "inspection": (also("inspections:\n  - {unit: ▸don-vi-aa}\n"), KNOWN),
    "reward": (also("rewards:\n  - {award: A, level: state, unit: ▸don-vi-aa}\n"), KNOWN),
    "result": (also("results:\n  - {theme: movements, unit: ▸don-vi-aa, text: A}\n"), KNOWN),
    "nothing near": (also(NOMINEE + "[▸so-y-te]\n"), "known here: don-vi-a, don-vi-b, don-vi-c"),
    "no units at all": (
        {"bloc.yaml": "year: 2025\nbloc: {name: A}\nleadership: {rotation: [▸don-vi-a]}\n"},
        "add the unit under “units”",
    ),
}  # fmt: skip

TWO = "year: 2025\nbloc: {name: A}\nunits:\n  - {id: a, name: Sở Nội vụ}\n  - {id: "
DECOMPOSED = "Sơ\u0309 Nô\u0323i vu\u0323"
TWICE = "stands here for the second time"
FACTS = {
    "unit id twice": (
        {"bloc.yaml": TWO + "▸a, name: B}\n"}, "duplicate-unit", "“a” is listed twice", "an id of"
    ),
    "unit name twice": (
        {"bloc.yaml": TWO + "b, name: ▸sở nội vụ}\n"}, "duplicate-unit", "the same name", "tell the"
    ),
    "unit name twice, spelled in parts": (
        {"bloc.yaml": TWO + f"b, name: ▸{DECOMPOSED}}}\n"},
        "duplicate-unit", "the same name", "tell the names apart",
    ),
    "fewer units stated than listed": (
        {"bloc.yaml": TWO.replace("{name: A}", "{name: A, units_stated: ▸1}") + "b, name: B}\n"},
        "unit-count", "1 units are stated, but 2 are listed", "correct the number",
    ),
    "more entitled than members": (
        ballot("      entitled: ▸21\n"),
        "more-than-members", "21 is more than the 20 units", "one vote",
    ),
    "more votes than members": (
        ballot("      counts:\n        - ▸{unit: don-vi-a, yes: 20, no: 1}\n"),
        "more-than-members", "21 is more than the 20 units", "one vote",
    ),
    "more present than members": (
        also("conference:\n  units_present: ▸4\n"),
        "more-than-members", "4 is more than the 3 units", "list of units",
    ),
    "a paper signed before the conference": (
        also(
            "conference: {date: 20/12/2025}\nissuer:\n  papers:\n"
            "    - {document: summary-report, date: ▸19/12/2025}\n"
        ),
        "signed-early", "before the conference of 20/12/2025", "both dates",
    ),
    "a number for no paper": (
        also("issuer:\n  papers:\n    - {document: ▸sumary-report, number: 5}\n"),
        "unknown-document", "there is no paper “sumary-report”", "summary-report",
    ),
    "nobody nominated": (
        also("nominations:\n  - ▸award: province-flag\n    units: []\n"),
        "nobody-nominated", "nominates nobody", "“remaining: true”",
    ),
    "more issued than entitled": (
        ballot("      entitled: 8\n      issued: ▸9\n"),
        "ballot-sums", "“issued” (9) is more than “entitled” (8)", "counting record",
    ),
    "more returned than issued": (
        ballot("      issued: 8\n      returned: ▸9\n"),
        "ballot-sums", "“returned” (9) is more than “issued” (8)", "counting record",
    ),
    "more valid than returned": (
        ballot("      returned: 8\n      valid: ▸9\n"),
        "ballot-sums", "“valid” (9) is more than “returned” (8)", "counting record",
    ),
    "valid and invalid do not add up": (
        ballot("      returned: ▸9\n      valid: 7\n      invalid: 1\n"),
        "ballot-sums", "returned (9) is not valid (7) + invalid (1)", "counting record",
    ),
    "more votes than valid ballots": (
        ballot("      valid: 8\n      counts:\n        - ▸{unit: don-vi-a, yes: 8, no: 1}\n"),
        "ballot-sums", "9 votes, but only 8 ballots", "counting record",
    ),
    "more votes than ballots issued": (
        ballot("      issued: 8\n      counts:\n        - ▸{unit: don-vi-a, yes: 9}\n"),
        "ballot-sums", "9 votes, but only 8 ballots", "counting record",
    ),
    "more votes than entitled": (
        ballot("      entitled: 3\n      counts:\n        - ▸{unit: don-vi-a, yes: 9}\n"),
        "ballot-sums", "9 votes, but only 3", "counting record",
    ),
    "year of a term twice": (
        also("leadership:\n  terms:\n    - {year: 2025}\n    - {year: ▸2025}\n"),
        "given-twice", f"“2025” {TWICE}", "keep one",
    ),
    "rotation twice": (
        also("leadership:\n  rotation: [don-vi-a, don-vi-b, ▸don-vi-a]\n"),
        "given-twice", f"“don-vi-a” {TWICE}", "keep one",
    ),
    "award twice": (
        also(NOMINEE + "[don-vi-a]\n  - {award: ▸province-flag, units: [don-vi-b]}\n"),
        "given-twice", f"“province-flag” {TWICE}", "keep one",
    ),
    "nominee twice": (
        also(NOMINEE + "[don-vi-a, ▸don-vi-a]\n"), "given-twice", f"“don-vi-a” {TWICE}", "keep one"
    ),
    "count twice": (
        ballot("      counts: [{unit: don-vi-a, yes: 1}, {unit: ▸don-vi-a, yes: 1}]\n"),
        "given-twice", f"“don-vi-a” {TWICE}", "keep one",
    ),
    "reading twice": (
        also(INDICATOR + "{unit: don-vi-a, value: 1}, {unit: ▸don-vi-a, value: 1}]}\n"),
        "given-twice", f"“don-vi-a” {TWICE}", "keep one",
    ),
    "criterion twice": (
        also(CRITERION + "    - {id: ▸a, name: B, points: 0}\n"),
        "given-twice", f"“a” {TWICE}", "keep one",
    ),
    "sheet twice": (
        also(CRITERION + "  sheets: [{unit: don-vi-a}, {unit: ▸don-vi-a}]\n"),
        "given-twice", f"“don-vi-a” {TWICE}", "keep one",
    ),
    "registration twice": (
        also("registrations: [{unit: don-vi-a, awards: []}, {unit: ▸don-vi-a, awards: []}]\n"),
        "given-twice", f"“don-vi-a” {TWICE}", "keep one",
    ),
    "date outside the year": (
        also("conference:\n  date: ▸18/12/2024\n"),
        "date-outside-year", "18/12/2024 is not between 01/01/2025 and 31/03/2026", "about 2025",
    ),
    "wrong year of the plan": (
        also("plan:\n  year: ▸2025\n"),
        "wrong-year", "2025 is not the year after 2025", "write 2026",
    ),
    "term in the future": (
        also("leadership:\n  terms:\n    - {year: ▸2026}\n"),
        "wrong-year", "the term 2026 lies after 2025", "next_leadership",
    ),
    "unknown criterion": (
        sheet("agreed: {ket-qa: ▸90}"),
        "unknown-criterion", "no criterion “ket-qa”", "did you mean “ket-qua”?",
    ),
    "score above the most": (
        sheet("agreed: {ket-qua: ▸100.5}"), "score-range", "100.5 is not between 0 and 100", "bonus"
    ),
    "score below nought": (
        sheet("self_scored: {ket-qua: ▸-1}"),
        "score-range", "-1 is not between 0 and 100", "bonus and penalty",
    ),
    "head its own deputy": (
        also("leadership:\n  terms:\n    - {year: 2025, head: don-vi-a, deputies: [▸don-vi-a]}\n"),
        "own-deputy", "“don-vi-a” is head and deputy", "correct one",
    ),
    "unknown award": (
        also("nominations:\n  - award: ▸provinc-flag\n    units: [don-vi-a]\n"),
        "unknown-award", "nor “awards” has an award “provinc-flag”", "province-flag",
    ),
    "unknown award registered": (
        also("registrations:\n  - {unit: don-vi-a, awards: [province-flag, ▸co-thi-dua]}\n"),
        "unknown-award", "nor “awards” has an award “co-thi-dua”", "known here: government-flag",
    ),
    "unknown rulebook": (
        also("rulebook: ▸law-2099\n"), "no-rulebook", "no rulebook “law-2099”", "law-2003"
    ),
    "photo missing": (photo("khong-co.png"), "photo-missing", "no file “khong-co.png”", "copy the"),
    "photo outside": (photo("../ngoai.png"), "photo-outside", "outside the folder", "photos/"),
    "photo by absolute path": (photo("/etc/hostname"), "photo-outside", "outside", "photos/"),
    "photo no picture": (photo("text.png"), "photo-unreadable", "not a JPEG or PNG", "as JPEG"),
    "photo of a billion pixels": (photo("many.png"), "photo-too-large", "more than", "smaller"),
    "photo of many pixels": (photo("more.png"), "photo-too-large", "more than", "a smaller copy"),
    "photo of many bytes": (photo("heavy.jpg"), "photo-too-large", "40000000 bytes", "smaller"),
    "photo cut short": (photo("half.png"), "photo-unreadable", "not a JPEG or PNG", "as JPEG"),
    "photo a folder": (photo("."), "photo-missing", "there is no file “.”", "copy the"),
    "photo with a name too long": (photo(f"{'a' * 300}.png"), "photo-missing", "no file", "copy"),
    "photo of a kind Word does not read": (
        photo("adobe.jpg"), "photo-unreadable", "Word does not read", "save it again"
    ),
    "photo with a nought in its name": (photo('"a\\0.png"'), "yaml-character", "code 0", "delete"),
}  # fmt: skip
