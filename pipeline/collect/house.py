"""Reading the program's own data: rulebooks, layout profiles and heads of text templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path as FilePath
from typing import Any, BinaryIO, TypeVar

from pydantic import BaseModel, model_validator

from pipeline import places
from pipeline.collect.text_file import read_text_file
from pipeline.collect.validate import build_model
from pipeline.collect.yaml_tree import read_tree
from pipeline.errors import InputError, Problem, Source, TemplateError, msg
from pipeline.model.base import Fact
from pipeline.model.dossier import InputFile, Rules, Trail
from pipeline.model.layout import DocumentKind, Layout, OwnFormHead, TextTemplate
from pipeline.model.rules import Rulebook

M = TypeVar("M", bound=BaseModel)

_FENCE = "---\n"


class _Layouts(Fact):
    layouts: tuple[Layout, ...]

    @model_validator(mode="before")
    @classmethod
    def _with_what_they_are_based_on(cls, given: Any) -> Any:
        """Every row whole: what it does not state stands in the row before that it is based on."""
        whole: dict[str, Any] = {}
        for row in given["layouts"]:
            base = whole.get(row.get("based_on"), {})
            looks = {**base.get("looks", {}), **row.get("looks", {})}
            whole[row["id"]] = {**base, "based_on": None, **row, "looks": looks}
        return {"layouts": tuple(whole.values())}


def read_rulebooks(folder: FilePath) -> tuple[Rules, ...]:
    """All rulebooks of ``folder``, oldest first."""
    found = []
    for path in sorted(folder.glob("*.yaml")):
        shown = f"rulebooks/{path.name}"
        text, digest = read_text_file(path)
        book, trail = _read(Rulebook, text, shown)
        found.append(Rules(book, trail, InputFile(shown, digest)))
    return tuple(sorted(found, key=lambda rules: rules.book.valid_from))


def read_layouts(path: FilePath) -> tuple[Layout, ...]:
    """The layout profiles of ``templates/layouts.yaml``."""
    text, _ = read_text_file(path)
    return _read(_Layouts, text, path.name)[0].layouts


def layout_words(
    file: BinaryIO, *_: object, **__: object
) -> Iterator[tuple[int, None, str, list[str]]]:
    """The words of the layout profiles for the catalogs; Babel calls it (locales/documents.cfg)."""
    layouts = _read(_Layouts, file.read().decode("utf-8"), "layouts.yaml")[0].layouts
    for word in dict.fromkeys(word for layout in layouts for word in layout.words):
        yield 1, None, word, []


def read_text_templates(folder: FilePath) -> Mapping[str, TextTemplate]:
    """The kinds of documents in ``templates/text``, by name, in their order.

    Each file begins with its head between two lines ``---``; the words follow.
    """
    found = {}
    for path in sorted(folder.glob("*.md")):
        text, _ = read_text_file(path)
        head, fence, body = text.removeprefix(_FENCE).partition(_FENCE)
        if not text.startswith(_FENCE) or not fence:
            raise TemplateError(
                Problem(
                    "template-head",
                    msg("the file does not begin with a head between two lines “---”"),
                    Source(f"text/{path.name}", 1, 1),
                    msg("see docs/templates.md"),
                )
            )
        kind, _ = _read(DocumentKind, head, f"text/{path.name}", first_line=2)
        found[path.stem] = TextTemplate(path.stem, kind, body, head.count("\n") + 3)
    return dict(sorted(found.items(), key=lambda pair: (pair[1].kind.order, pair[0])))


def read_form_head(path: FilePath) -> OwnFormHead:
    """What a clerk declares of an own Word form, in the file beside it.

    Raises:
        TemplateError: it cannot be read, or says what cannot be.
    """
    try:
        text, _ = read_text_file(path)
    except InputError as error:
        raise TemplateError(*error.problems) from error
    return _read(OwnFormHead, text, path.as_posix())[0]


@cache
def closing_kinds() -> frozenset[str]:
    """The kinds of papers that are signed when the year is closed."""
    kinds = read_text_templates(places.TEXTS)
    return frozenset(name for name, text in kinds.items() if text.kind.signed == "closing")


def _read(model: type[M], text: str, shown: str, first_line: int = 1) -> tuple[M, Trail]:
    tree = read_tree(text, shown, first_line)
    value, problems = build_model(model, tree)
    if value is None or tree.problems:
        raise TemplateError(*tree.problems, *problems)
    return value, Trail(tree.sources)
