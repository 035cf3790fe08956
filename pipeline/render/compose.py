"""A text template and the facts → a :class:`Document`.

The template prints the parts of a paper one after another; each is read as Markdown or as lines,
placeholders become values again, empty sections fall away, and headings are numbered as the layout
says.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from pipeline.errors import Problem, Source, TemplateError, msg
from pipeline.model.base import N_, Language
from pipeline.model.blocks import (
    Block,
    Heading,
    Line,
    Paragraph,
    Role,
    Run,
    Signature,
    Signatures,
    plain,
)
from pipeline.model.document import Annex, Document, Frame
from pipeline.model.facts import Facts, Paper
from pipeline.model.layout import Layout, TextTemplate
from pipeline.render.context import ANNEX_PART, END, LANDSCAPE, PART, SEE_ANNEX, names_for
from pipeline.render.filters import change_first
from pipeline.render.ledger import Ledger
from pipeline.render.markdown import read_blocks, read_lines
from pipeline.render.material import Material
from pipeline.render.profile_words import profile_names
from pipeline.render.values import Value
from pipeline.spelling.ordinals import letter, roman
from pipeline.words import Catalog

WATERMARK = N_("DỰ THẢO")
MADE_UP = N_("DỮ LIỆU MINH HỌA - KHÔNG CÓ THẬT")
PROJECTION = N_("DỰ KIẾN, KHÔNG PHẢI QUYẾT ĐỊNH")
TRANSLATION = N_("Bản dịch tham khảo; văn bản chính thức bằng tiếng Việt.")
ANNEX = N_("Phụ lục %(number)s")
ONLY_ANNEX, TO_ONLY_ANNEX = N_("Phụ lục"), N_("Phụ lục kèm theo")
CHAPTER = N_("Chương %(number)s")
ARTICLE = N_("Điều %(number)s.")


def compose(material: Material, template: TextTemplate, words: Catalog) -> Iterator[Document]:
    """The papers of one kind in one language; none where the facts it is about are absent.

    Raises:
        TemplateError: when the template is broken or prints what does not exist.
    """
    kind = template.kind
    texts = material.texts
    first = _open(material, template, words, None)
    if not texts.evaluate(template, kind.when, first):
        return
    if kind.for_each is None:
        yield _write(material, template, first, template.name)
        return
    # The names of the papers come first: by its name a paper finds its number and its date.
    for n, each in enumerate(texts.evaluate(template, kind.for_each, first)):
        ending = texts.evaluate(template, kind.name_ending or "", {**first, "each": each})
        ending = ending.raw if isinstance(ending, Value) else ending
        names = _open(material, template, words, str(ending))
        its_own = list(texts.evaluate(template, kind.for_each, names))[n]
        yield _write(material, template, {**names, "each": its_own}, f"{template.name}-{ending}")


def _open(
    material: Material, template: TextTemplate, words: Catalog, ending: str | None
) -> dict[str, Any]:
    """The names for one paper, printing to a ledger of its own."""
    facts = material.dossier.facts
    language: Language = words.language  # type: ignore[assignment]
    paper = paper_of(facts, template.name, ending)
    usual_day = facts.first_day if template.kind.signed == "opening" else facts.day
    signing_day = (paper.date if paper else None) or usual_day
    by_unit = ending if template.kind.issued_by == "unit" else None
    ledger = Ledger(language, words)
    cited = material.rules_cited_by(template.kind, signing_day)
    names = names_for(material, template.kind, paper, (cited, signing_day), by_unit, ledger)
    layout = choose_layout(material.layouts, facts, template, signing_day, by_unit)
    said = profile_names(layout, template.kind, ledger)
    return {**names, **said, "layout": layout.text, "layout_profile": layout}


def paper_of(facts: Facts, kind: str, ending: str | None) -> Paper | None:
    """Number and date of one paper, where they are stated: its own, or those of all of its kind."""
    of_kind = [p for p in facts.issuer.papers if p.document == kind]
    exact = [p for p in of_kind if ending is not None and ending in (p.award, p.unit)]
    of_all = [p for p in of_kind if p.award is None and p.unit is None]
    return next(iter(exact or of_all), None)


def choose_layout(
    layouts: Sequence[Layout],
    facts: Facts,
    template: TextTemplate,
    day: date,
    issuing_unit: str | None = None,
) -> Layout:
    """The newest profile in force on ``day`` for the issuing unit's system: the head's by default.

    A unit whose system is not stated issues in State layout, the general one
    (Decree 30/2020/NĐ-CP, Article 1). A day before every profile takes the oldest.
    """
    system: str = template.kind.frame
    if system == "official":
        named = issuing_unit or facts.head
        issuer = facts.unit(named) if named else None
        system = (issuer.system if issuer else None) or "state"
    fitting = [layout for layout in layouts if layout.system == system]
    in_force = [layout for layout in fitting if layout.holds_on(day)]
    if in_force:
        return max(in_force, key=lambda layout: layout.valid_from)
    return min(fitting, key=lambda layout: layout.valid_from)


def _write(
    material: Material, template: TextTemplate, names: Mapping[str, Any], name: str
) -> Document:
    ledger: Ledger = names["ledger"]
    layout: Layout = names["layout_profile"]
    facts = material.dossier.facts
    parts = _parts(material.texts.write(template, names))
    annexes_named = [_annex_name(part) for part in parts if part.startswith(ANNEX_PART)]
    annex_labels = {
        name: ledger.say(ANNEX) % {"number": _annex_number(n, layout)}
        for n, name in enumerate(annexes_named, start=1)
    }
    pointers = annex_labels
    if len(annexes_named) == 1:
        # Annexes are numbered from two on (Decree 30/2020/NĐ-CP, Annex I, section III.1).
        annex_labels = {annexes_named[0]: ledger.say(ONLY_ANNEX)}
        pointers = {annexes_named[0]: ledger.say(TO_ONLY_ANNEX)}
    parts = {part: _with_annexes(text, pointers, template) for part, text in parts.items()}

    def lines(part: str) -> tuple[Line, ...]:
        return read_lines(parts.get(part, ""), ledger)

    def line(part: str) -> Line:
        return next(iter(lines(part)), ())

    excerpt_text = parts.get("excerpt", "")
    # Marks and small letters are habits of Vietnamese offices; a translation has its own.
    vietnamese = ledger.language == "vi"
    if layout.lower_excerpt and vietnamese:
        excerpt_text = change_first(ledger, excerpt_text, str.lower)
    addressees = lines("addressees")
    recipients = lines("recipients")
    frame = Frame(
        issuer=lines("issuer"),
        nation=lines("nation"),
        number=line("number"),
        subject=line("subject"),
        place_date=line("place_date"),
        type_name=line("type_name"),
        excerpt=next(iter(read_lines(excerpt_text, ledger)), ()),
        addressee_label=line("addressee_label") if addressees else (),
        addressees=_listed(addressees, names["stop"]),
        bases=tuple(
            (Run(layout.basis_marker), *basis) if layout.basis_marker else basis
            for basis in _marked(
                lines("bases"), ";", layout.last_basis_mark if vietnamese else names["stop"]
            )
        ),
        recipients_label=line("recipients_label") if recipients else (),
        recipients=tuple((Run("- "), *r) for r in _marked(recipients, ";", names["stop"])),
        signature=(
            Signature(lines("authority"), line("post"), line("name"))
            if parts.get("authority", "").strip()
            else None
        ),
    )
    articles = template.kind.numbering == "articles"
    patterns = _articles(ledger) if articles else layout.heading_numbers
    blocks = read_blocks(parts["body"], ledger, landscape=template.kind.landscape, clauses=articles)
    body = _numbered(_without_empty_sections(blocks), patterns)
    if vietnamese and template.kind.frame == "official":
        body = _ended(body, layout.end_mark)
    body += tuple(Paragraph(byline, Role.BYLINE) for byline in lines("byline"))
    annexes = tuple(
        _annex(
            text,
            annex_labels[_annex_name(part)],
            line("annex_reference"),
            ledger,
            landscape=template.kind.landscape or part.endswith(LANDSCAPE),
        )
        for part, text in parts.items()
        if part.startswith(ANNEX_PART)
    )
    notices = []
    if facts.made_up:
        notices.append(ledger.say(MADE_UP))
    if template.kind.projection:
        notices.append(ledger.say(PROJECTION))
    if ledger.language != "vi":
        notices.append(ledger.say(TRANSLATION))
    return Document(
        kind=template.name,
        name=name,
        language=ledger.language,
        layout=layout,
        title=_title(frame, addressees),
        frame=frame,
        body=body,
        annexes=annexes,
        notices=tuple(notices),
        watermark="" if material.final else ledger.say(WATERMARK),
        gaps=ledger.gaps,
        untranslated=ledger.untranslated,
        unsaid=tuple(dict.fromkeys(ledger.unsaid)),
        close=template.kind.length == "brief",
        landscape=template.kind.landscape,
        heading_numbers=patterns,
    )


def _articles(ledger: Ledger) -> tuple[str, ...]:
    """The numbers of chapters and articles (Decree 30/2020/NĐ-CP, Annex I, II.6).

    The number of a chapter stands above its title; articles are counted through the whole paper.
    """
    return (
        ledger.say(CHAPTER) % {"number": "{I}"} + "\n",
        ledger.say(ARTICLE) % {"number": "{n}"} + " ",
        "",
    )


def _title(frame: Frame, addressees: tuple[Line, ...]) -> str:
    """What lists call the paper; letters of one subject are told apart by whom they go to."""
    if frame.subject:
        return " - ".join(plain(line) for line in (frame.subject, *addressees))
    return " ".join(plain(line) for line in (frame.type_name, frame.excerpt) if line)


def _parts(text: str) -> dict[str, str]:
    """What a template printed, by part, in the order of print."""
    parts: dict[str, str] = {}
    for piece in text.split(PART)[1:]:
        name, _, content = piece.partition("\n")
        parts.setdefault(name, content)
    return parts


def _annex_number(number: int, layout: Layout) -> str:
    return _NUMBER.sub(
        lambda found: roman(number) if found[1] == "I" else str(number), layout.annex_number
    )


def _with_annexes(text: str, labels: Mapping[str, str], template: TextTemplate) -> str:
    """``text`` with the numbers of the annexes it points to."""

    def label(found: re.Match[str]) -> str:
        if found[1] not in labels:
            raise TemplateError(
                Problem(
                    "no-annex",
                    msg(
                        "the text points to the annex “{name}”, which it does not have",
                        name=found[1],
                    ),
                    Source(f"text/{template.name}.md"),
                )
            )
        return labels[found[1]]

    return _SEE_ANNEX.sub(label, text)


_SEE_ANNEX = re.compile(f"{SEE_ANNEX}([^{END}]*){END}")


def _marked(lines: tuple[Line, ...], mark: str, last_mark: str) -> tuple[Line, ...]:
    """Lines of a list, each with its end mark."""
    return tuple(
        (*line, Run(last_mark if n == len(lines) else mark)) for n, line in enumerate(lines, 1)
    )


def _listed(lines: tuple[Line, ...], stop: str) -> tuple[Line, ...]:
    """Addressees: one stands beside its label, several each on a line with a dash."""
    if len(lines) < 2:
        return lines
    return tuple((Run("- "), *line) for line in _marked(lines, ";", stop))


def _without_empty_sections(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks without headings that head nothing."""
    kept: list[Block] = []
    for block in reversed(blocks):
        follows = kept[-1] if kept else None
        if isinstance(block, Heading) and (
            follows is None or (isinstance(follows, Heading) and follows.level <= block.level)
        ):
            continue
        kept.append(block)
    return tuple(reversed(kept))


def _numbered(blocks: tuple[Block, ...], patterns: Sequence[str]) -> tuple[Block, ...]:
    """The blocks with their headings numbered by the patterns of their levels."""
    counters = [0] * (len(patterns) + 1)
    numbered: list[Block] = []
    for place, block in enumerate(blocks):
        if isinstance(block, Heading):
            counters[block.level] += 1
            for below in range(block.level + 1, len(counters)):
                if _THROUGHOUT not in patterns[below - 1]:
                    counters[below] = 0
            pattern = patterns[block.level - 1]
            # One heading alone under another counts nothing, so it bears no number.
            alone = block.level > 1 and counters[block.level] == 1 and _is_last(blocks, place)
            number = (
                ""
                if alone and _THROUGHOUT not in pattern
                else _fill(pattern, counters, block.level)
            )
            numbered.append(dataclasses.replace(block, number=number))
        else:
            numbered.append(block)
    return tuple(numbered)


_THROUGHOUT = "{n}"
_NUMBER = re.compile(r"\{(I|1\.1|1|n|a)\}")


def _is_last(blocks: tuple[Block, ...], place: int) -> bool:
    """Whether no heading of the same level follows under the same heading above."""
    level = blocks[place].level  # type: ignore[union-attr]
    following = (b.level for b in blocks[place + 1 :] if isinstance(b, Heading))
    return next((other for other in following if other <= level), 0) != level


def _fill(pattern: str, counters: list[int], level: int) -> str:
    return _NUMBER.sub(lambda found: _count(found[1], counters, level), pattern)


def _count(style: str, counters: list[int], level: int) -> str:
    match style:
        case "I":
            return roman(counters[level])
        case "a":
            return letter(counters[level])
        case "1.1":
            return f"{counters[level - 1]}.{counters[level]}"
    return str(counters[level])


def _ended(blocks: tuple[Block, ...], mark: str) -> tuple[Block, ...]:
    """The body with its last full stop turned into the mark that ends an official text."""
    match blocks:
        case (*before, Signatures() as signed):
            return (*_ended(tuple(before), mark), signed)
        case (*before, Paragraph(content=(*runs, last)) as paragraph) if last.text.endswith("."):
            ended = dataclasses.replace(last, text=last.text[:-1])
            closing = (*runs, ended, Run(mark)) if mark != "." else paragraph.content
            return (*before, dataclasses.replace(paragraph, content=closing))
    return blocks


def _annex_name(part: str) -> str:
    return part.removeprefix(ANNEX_PART).removesuffix(LANDSCAPE)


def _annex(text: str, label: str, reference: Line, ledger: Ledger, *, landscape: bool) -> Annex:
    title, _, rest = text.strip().partition("\n")
    return Annex(
        label=(Run(label),),
        title=next(iter(read_lines(title, ledger)), ()),
        reference=reference,
        blocks=read_blocks(rest, ledger, landscape=landscape),
        landscape=landscape,
    )
