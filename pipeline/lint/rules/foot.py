"""Recipients and signature: their words, and that they stay together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.errors import Severity, msg
from pipeline.lint.findings import KeepRow, Mend, SetParagraph
from pipeline.lint.foot import prefix_of
from pipeline.lint.parts import Case, Part
from pipeline.lint.rule import Found, Rule, replaced, rewritten
from pipeline.lint.vocabulary import DEGREES, PREFIXES, fold

_LABEL = "Nơi nhận:"


def _label(case: Case) -> Iterator[Found]:
    part = case.first("recipients-label")
    if part is not None and part.text != _LABEL:
        same = fold(part.text).rstrip(": ") == fold(_LABEL).rstrip(":")
        typed = part.strip.typed
        yield Found(
            part,
            msg("it reads “{text}”", text=part.text),
            msg("“{wanted}”", wanted=_LABEL),
            rewritten(part, 0, len(typed), _LABEL) if same else (),
        )


def _list(case: Case) -> Iterator[Found]:
    parts = case.of("recipients")
    for at, part in enumerate(parts, 1):
        last = at == len(parts)
        wanted = "." if last else ";"
        typed = part.strip.typed.rstrip()
        if not re.match(r"- ?\S", part.text):
            yield Found(
                part, msg("the line has no dash before it"), msg("“- …;”, the last “- …: ….”")
            )
        elif not typed.endswith(wanted):
            end = typed[-1] if typed[-1:] in {".", ",", ";", ":"} else ""
            yield Found(
                part,
                msg("the line ends with “{mark}”", mark=end)
                if end
                else msg("there is no mark after the line"),
                msg("“;” after each, “.” after the last"),
                rewritten(part, len(typed) - len(end), len(typed), wanted),
            )


def _archive(case: Case) -> Iterator[Found]:
    parts = case.of("recipients")
    if not parts:
        return
    wanted, last = case.layout.archive_label, parts[-1]
    text = re.sub(r"^-\s*", "", last.text)
    if not text.startswith("Lưu"):
        yield Found(
            last,
            msg("the last line does not say where the paper is kept"),
            msg("“- {label} …”", label=wanted),
        )
    elif text.startswith("Lưu:") != wanted.endswith(":"):
        written = "Lưu:" if text.startswith("Lưu:") else "Lưu"
        yield Found(
            last,
            msg("it reads “{text}”", text=written),
            msg("“{wanted}”", wanted=wanted),
            replaced(last, written, wanted),
        )


def _prefix(case: Case) -> Iterator[Found]:
    for part in case.of("authority", "position"):
        found = prefix_of(part.text)
        if found is None:
            continue
        written, letters = found
        signs_for = PREFIXES[letters]
        wanted = case.layout.authority.get(signs_for)  # type: ignore[call-overload]
        # Where a deputy signs for the body, its name must stand there too, which nobody can guess.
        guessed = signs_for == "deputy" and case.layout.deputy_signs_for == "body"
        if wanted and written != wanted:
            yield Found(
                part,
                msg("it reads “{text}”", text=written),
                msg("“{wanted}”", wanted=f"{wanted} …" if guessed else wanted),
                () if guessed else replaced(part, written, wanted),
            )


def _degree(case: Case) -> Iterator[Found]:
    for part in case.of("signature"):
        found = DEGREES.match(part.text)
        if found:
            yield Found(
                part,
                msg("“{title}” stands before the name", title=found[0].strip()),
                msg("the name alone; in armed forces, health and schools others may be usual"),
            )


def _kept_together(case: Case) -> Iterator[Found]:
    """An office on one page and the name on the next is a signature under nothing.

    In a table only the row can be kept whole: “Keep with next” holds rows together, not lines.
    """
    parts = case.of("authority", "position", "post")
    loose = [part for part in parts if not _is_kept(part)]
    if loose and case.first("signature"):
        in_table = loose[0].strip.cell is not None
        yield Found(
            loose[0],
            msg("the end of a page may cut the signature in two"),
            msg("clear Table Properties > Row > Allow row to break across pages")
            if in_table
            else msg("mark the lines, Paragraph > Line and Page Breaks > Keep with next"),
            tuple(_keeping(part) for part in loose),
        )


def _is_kept(part: Part) -> bool:
    cell = part.strip.cell
    return part.strip.para.setting.keep_next if cell is None else cell.kept_whole


def _keeping(part: Part) -> Mend:
    index = part.strip.para.index
    if part.strip.cell is None:
        return SetParagraph(index, keep_next=True)
    return KeepRow(index)


_RECIPIENTS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.9"
_SIGNER = "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.7"

RULES = (
    Rule("recipients-label", _label, _RECIPIENTS),
    Rule("recipients-list", _list, _RECIPIENTS),
    Rule("recipients-archive", _archive, _RECIPIENTS),
    Rule("authority-prefix", _prefix, _SIGNER),
    Rule("signer-degree", _degree, _SIGNER),
    Rule("signature-split", _kept_together, severity=Severity.WARNING, verified=False),
)
