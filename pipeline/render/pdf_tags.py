"""The tags of a PDF: what WeasyPrint's tree lacks for a screen reader to tell the parts of a page.

What returns on every page (numbers, notices, the word across a draft) belongs to no text and is
marked as an artifact; items are lists; heads of columns say what they head; footnotes are notes
(ISO 14289-1, 7.1, 7.5, 7.6, 7.9; ISO 32000-1, 14.8).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any

from pipeline.render.actual_text import known

TREE_SIGNATURE = ("box", "parent", "pdf", "page_number", "nums", "annotations", "tags")
"""The parameters of WeasyPrint's ``_build_box_tree`` that this was written for."""

_NO_ELEMENT = "null"
"""Stands in the parent tree where marked content belongs to no element."""
_ITEM, _LEVEL, _NOTE = "item", "level-", "footnote"


@cache
def install() -> None:
    """Make WeasyPrint, in this process, keep artifacts out of its tree and note the list items."""
    from weasyprint.formatting_structure import boxes  # noqa: PLC0415 - loads Pango
    from weasyprint.layout.absolute import AbsolutePlaceholder  # noqa: PLC0415
    from weasyprint.pdf import pydyf  # noqa: PLC0415
    from weasyprint.pdf import tags as tagging  # noqa: PLC0415

    build = tagging._build_box_tree
    known(build, TREE_SIGNATURE)

    def laid(box: Any) -> Any:
        return box._box if isinstance(box, AbsolutePlaceholder) else box

    def inside(box: Any) -> Iterator[Any]:
        yield box
        for child in getattr(box, "children", ()):
            yield from inside(laid(child))

    def build_box_tree(box: Any, parent: Any, *rest: Any) -> Iterator[Any]:
        """The elements of a box; none for an artifact, an item's with its level."""
        shown = laid(box)
        element = shown.element
        hidden = element is not None and element.get("aria-hidden") == "true"
        if hidden or isinstance(shown, boxes.MarginBox):
            _pdf, _page_number, numbers, _annotations, marked = rest
            for part in inside(shown):
                if content := marked.pop(part, None):
                    numbers[content["mcid"]] = _NO_ELEMENT
            return
        level = 0 if element is None else _level(element)
        for made in build(box, parent, *rest):
            if level and made["S"] == "/P":
                made.level = level
            elif shown.element_tag == "span" and _NOTE in _classes(element):
                made["S"] = "/Note"
                made["ID"] = pydyf.String(f"note-{made.number}")
            yield made

    tagging._build_box_tree = build_box_tree


def _level(element: Any) -> int:
    """How deep a list item stands, from 1; 0 of what is none."""
    classes = _classes(element)
    if element.tag != "p" or _ITEM not in classes:
        return 0
    stated = (name.removeprefix(_LEVEL) for name in classes if name.startswith(_LEVEL))
    return int(next(stated, 1))


def _classes(element: Any) -> list[str]:
    classes: list[str] = element.get("class", "").split()
    return classes


def complete(pdf: Any) -> None:
    """Add to a finished tree, before the file is written, what WeasyPrint leaves out."""
    elements = [one for one in pdf.objects if _is_element(one)]
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    _mark_artifacts(pdf, _object(pdf, root["ParentTree"]))
    for element in elements:
        if element["S"] == "/TH":
            row = _object(pdf, element["P"])
            in_head = _object(pdf, row["P"])["S"] == "/THead"
            element["A"]["Scope"] = "/Column" if in_head else "/Row"
        _gather_lists(pdf, element)
    _index_by_id(root, elements)


def _is_element(one: Any) -> bool:
    return isinstance(one, dict) and one.get("Type") == "/StructElem"


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _mark_artifacts(pdf: Any, parents: Any) -> None:
    """Say in the pages' own streams which content belongs to no element."""
    from weasyprint.pdf import pydyf  # noqa: PLC0415 - loads Pango

    for page, of_page in zip(pdf.page_references, parents["Nums"][1::2], strict=False):
        artifacts = {n for n, parent in enumerate(of_page) if parent == _NO_ELEMENT}
        written = _object(pdf, _object(pdf, page)["Contents"]).stream
        for place, part in enumerate(written):
            if isinstance(part, dict) and part.get("MCID") in artifacts:
                written[place - 1] = "/Artifact"
                written[place] = pydyf.Dictionary({"Type": "/Pagination"})


def _gather_lists(pdf: Any, element: Any) -> None:
    """Put the items among the children of an element into lists, one within the other."""
    children = element["K"]

    def level(child: Any) -> int:
        made = _object(pdf, child) if isinstance(child, bytes) else None
        return getattr(made, "level", 0)

    gathered: list[Any] = []
    for is_list, group in groupby(children, key=lambda child: level(child) > 0):
        members = list(group)
        if is_list:
            gathered.append(_list_of(pdf, element, [(level(one), one) for one in members]))
        else:
            gathered.extend(members)
    children[:] = gathered


def _list_of(pdf: Any, parent: Any, items: list[tuple[int, bytes]]) -> bytes:
    """The reference of a new list; items that stand deeper are a list in the item before them."""
    made = _new(pdf, "L", parent)
    depth = items[0][0]
    body: Any = None
    deeper: list[tuple[int, bytes]] = []

    def close() -> None:
        if deeper:
            body["K"].append(_list_of(pdf, body, deeper))
            deeper.clear()

    for level, reference in items:
        if level > depth:
            deeper.append((level, reference))
            continue
        close()
        item = _new(pdf, "LI", made)
        body = _new(pdf, "LBody", item)
        made["K"].append(item.reference)
        item["K"].append(body.reference)
        body["K"].append(reference)
        _object(pdf, reference)["P"] = body.reference
    close()
    whole: bytes = made.reference
    return whole


def _new(pdf: Any, kind: str, parent: Any) -> Any:
    from weasyprint.pdf import pydyf  # noqa: PLC0415 - loads Pango

    made = pydyf.Dictionary(
        {"Type": "/StructElem", "S": f"/{kind}", "K": pydyf.Array(), "P": parent.reference}
    )
    pdf.add_object(made)
    return made


def _index_by_id(root: Any, elements: list[Any]) -> None:
    """The table by which readers find the heads that cells name."""
    from weasyprint.pdf import pydyf  # noqa: PLC0415 - loads Pango

    named = sorted(
        ((one["ID"], one) for one in elements if "ID" in one), key=lambda pair: pair[0].data
    )
    if named:
        names = pydyf.Array()
        for name, element in named:
            names.extend((name, element.reference))
        root["IDTree"] = pydyf.Dictionary({"Names": names})
