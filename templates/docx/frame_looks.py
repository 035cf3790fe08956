"""How the paragraphs of the three Word frames look: one row for each named style.

Figures follow Decree 30/2020/NĐ-CP, Annex I (State) and HD 36-HD/VPTW of 2018 (Party, not yet
compared with the print); the press frame follows no rule but the habit of newsrooms.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Look:
    """One paragraph style. Sizes and spaces are points, indents millimetres.

    ``line`` is a multiple of the single line, ``exact`` and ``least`` are points.
    """

    base: str = "Normal"
    size: float | None = None
    bold: bool = False
    italic: bool = False
    underline: bool = False
    align: str = "left"
    left: float = 0
    right: float = 0
    first: float = 0
    before: float = 0
    after: float = 0
    line: float = 1
    exact: float = 0
    least: float = 0
    keep: bool = False
    new_page: bool = False
    outline: int | None = None
    rule: bool = False


CENTRED = Look(align="center")
BODY = Look(align="both", first=12.7, after=6, line=1.15)

STATE: dict[str, Look] = {
    "Bloc Parent": replace(CENTRED, size=12),
    "Bloc Issuer": replace(CENTRED, size=12, bold=True),
    "Bloc Nation": replace(CENTRED, size=12, bold=True),
    "Bloc Motto": replace(CENTRED, size=13, bold=True),
    "Bloc Full Rule": replace(CENTRED, exact=6, before=2, rule=True),
    "Bloc Short Rule": replace(CENTRED, exact=6, before=2, rule=True),
    "Bloc Number": replace(CENTRED, size=13, before=4),
    "Bloc Place and Date": replace(CENTRED, size=13, italic=True, before=4),
    "Bloc Subject": replace(CENTRED, size=12, before=6),
    "Bloc Type": replace(CENTRED, size=14, bold=True, before=12, keep=True),
    "Bloc Excerpt": replace(CENTRED, size=14, bold=True, left=10, right=10, keep=True),
    "Bloc Addressee": replace(CENTRED, before=12, after=6),
    "Bloc Addressees Label": Look(left=25, before=12, keep=True),
    "Bloc Addressees": Look(align="both", left=48, first=-3, before=3),
    "Bloc Basis": replace(BODY, italic=True),
    "Bloc Body": BODY,
    "Bloc Item": BODY,
    "Bloc Item 2": replace(BODY, base="Bloc Item", left=6),
    "Bloc Item 3": replace(BODY, base="Bloc Item", left=12),
    "Bloc Heading 1": replace(BODY, base="Heading 1", bold=True, before=6, keep=True),
    "Bloc Heading 2": replace(BODY, base="Heading 2", bold=True, before=3, keep=True),
    "Bloc Heading 3": replace(BODY, base="Heading 3", bold=True, italic=True, keep=True),
    "Bloc Note": Look(size=12, italic=True, align="both", after=6),
    "Bloc Byline": Look(bold=True, align="right", before=6, after=6),
    "Bloc Table Caption": replace(CENTRED, size=13, bold=True, before=6, after=4, keep=True),
    "Bloc Table Head": replace(CENTRED, size=12, bold=True, before=2, after=2, keep=True),
    "Bloc Table Text": Look(size=12, before=2, after=2),
    "Bloc Table Total": Look(base="Bloc Table Text", size=12, bold=True, before=2, after=2),
    "Bloc Figure": replace(CENTRED, before=6, after=3, keep=True),
    "Bloc Figure Caption": replace(CENTRED, size=12, italic=True, after=8),
    "Bloc Recipients Label": Look(size=12, bold=True, italic=True, before=8),
    "Bloc Recipients": Look(size=11),
    "Bloc Authority": replace(CENTRED, size=14, bold=True, before=6, keep=True),
    "Bloc Position": replace(CENTRED, size=14, bold=True, keep=True),
    "Bloc Signature Space": replace(CENTRED, exact=68, keep=True),
    "Bloc Post": replace(CENTRED, size=14, bold=True, keep=True),
    "Bloc Signature": replace(CENTRED, size=14, bold=True),
    "Bloc Annex Label": replace(CENTRED, size=14, bold=True, outline=0, keep=True),
    "Bloc Annex Title": replace(CENTRED, size=14, bold=True, after=6, keep=True),
    "Bloc Annex Reference": replace(CENTRED, size=13, italic=True, after=12),
    "Bloc Tag": Look(size=9),
    "Bloc Spacer": Look(exact=6),
    "Bloc End": Look(exact=1),
    "Bloc Page Number": replace(CENTRED, base="Header", size=13),
    "Bloc Notice": replace(CENTRED, base="Footer", size=9),
}

PARTY_BODY = replace(BODY, first=10, line=1, least=18)

PARTY: dict[str, Look] = STATE | {
    "Bloc Parent": replace(CENTRED, size=14),
    "Bloc Issuer": replace(CENTRED, size=14, bold=True),
    "Bloc Nation": replace(CENTRED, size=15, bold=True),
    "Bloc Motto": replace(CENTRED, size=15, bold=True),
    "Bloc Ornament": replace(CENTRED, size=14, bold=True),
    "Bloc Number": replace(CENTRED, size=14),
    "Bloc Place and Date": replace(CENTRED, size=14, italic=True),
    "Bloc Subject": replace(CENTRED, size=12, italic=True, before=6),
    "Bloc Type": replace(CENTRED, size=16, bold=True, before=12, keep=True),
    "Bloc Basis": PARTY_BODY,
    "Bloc Body": PARTY_BODY,
    "Bloc Item": PARTY_BODY,
    "Bloc Item 2": replace(PARTY_BODY, base="Bloc Item", left=6),
    "Bloc Item 3": replace(PARTY_BODY, base="Bloc Item", left=12),
    "Bloc Heading 1": replace(PARTY_BODY, base="Heading 1", bold=True, before=6, keep=True),
    "Bloc Heading 2": replace(PARTY_BODY, base="Heading 2", bold=True, before=3, keep=True),
    "Bloc Heading 3": replace(PARTY_BODY, base="Heading 3", bold=True, italic=True, keep=True),
    "Bloc Annex Label": replace(STATE["Bloc Annex Label"], new_page=True),
    "Bloc Recipients Label": Look(size=14, underline=True, before=6),
    "Bloc Recipients": Look(size=12),
    "Bloc Position": replace(CENTRED, size=14, keep=True),
    "Bloc Post": replace(CENTRED, size=14, keep=True),
}

PRESS_BODY = replace(BODY, first=0, after=8)

PRESS: dict[str, Look] = STATE | {
    "Bloc Annex Label": replace(STATE["Bloc Annex Label"], new_page=True),
    "Bloc Headline": Look(size=18, bold=True, after=12, outline=0, keep=True),
    "Bloc Body": PRESS_BODY,
    "Bloc Item": replace(PRESS_BODY, left=6),
    "Bloc Item 2": replace(PRESS_BODY, base="Bloc Item", left=12),
    "Bloc Item 3": replace(PRESS_BODY, base="Bloc Item", left=18),
    "Bloc Heading 1": replace(PRESS_BODY, base="Heading 1", bold=True, before=6, keep=True),
    "Bloc Heading 2": replace(PRESS_BODY, base="Heading 2", bold=True, before=3, keep=True),
    "Bloc Heading 3": replace(PRESS_BODY, base="Heading 3", bold=True, italic=True, keep=True),
}


def twips(millimetres: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


def run_properties(look: Look) -> str:
    """The letters of a style. Devanagari takes its size and weight from the Cs twins."""
    marks = [
        f'<w:{tag} w:val="{int(on)}"/>'
        for tag, on in (
            ("b", look.bold),
            ("bCs", look.bold),
            ("i", look.italic),
            ("iCs", look.italic),
        )
    ]
    if look.size:
        marks += [f'<w:sz w:val="{round(look.size * 2)}"/>']
        marks += [f'<w:szCs w:val="{round(look.size * 2)}"/>']
    if look.underline:
        marks += ['<w:u w:val="single"/>']
    return f"<w:rPr>{''.join(marks)}</w:rPr>"


def paragraph_properties(look: Look) -> str:
    """The place of a style's paragraphs on the page."""
    if look.exact or look.least:
        rule = "exact" if look.exact else "atLeast"
        line = f'w:line="{round((look.exact or look.least) * 20)}" w:lineRule="{rule}"'
    else:
        line = f'w:line="{round(look.line * 240)}" w:lineRule="auto"'
    first = (
        f'w:hanging="{twips(-look.first)}"'
        if look.first < 0
        else (f'w:firstLine="{twips(look.first)}"')
    )
    return (
        "<w:pPr>"
        + "".join(
            (
                "<w:keepNext/>" if look.keep else '<w:keepNext w:val="0"/>',
                "<w:pageBreakBefore/>" if look.new_page else "",
                '<w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="auto"/></w:pBdr>'
                if look.rule
                else "",
                f'<w:spacing w:before="{round(look.before * 20)}"'
                f' w:after="{round(look.after * 20)}" {line}/>',
                f'<w:ind w:left="{twips(look.left)}" w:right="{twips(look.right)}" {first}/>',
                f'<w:jc w:val="{look.align}"/>',
                f'<w:outlineLvl w:val="{look.outline}"/>' if look.outline is not None else "",
            )
        )
        + "</w:pPr>"
    )
