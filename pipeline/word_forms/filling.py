"""A checked form filled in: every value printed as itself, and proved to have arrived.

Values never meet the template language nor the XML of the file: they travel as placeholders (see
``render.values``), and become text after the tags have been carried out.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import jinja2
from jinja2 import nodes, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import escape

from pipeline.errors import BlocError, Problem, RenderError, Source, TemplateError, msg
from pipeline.model.blocks import Run
from pipeline.render.filters import FILTERS
from pipeline.render.ledger import PLACEHOLDER, Entry, Ledger
from pipeline.render.values import Missing, Node
from pipeline.word_forms.checking import CheckedForm
from pipeline.word_forms.names import JINJA_FILTERS, JINJA_TESTS, names_for_a_form
from pipeline.word_forms.package import as_xml, packed, parsed, read_form
from pipeline.word_forms.paragraphs import around
from pipeline.word_forms.printed import complete, print_values, text_of
from pipeline.word_forms.sources import TOLD, StorySource, source_of

MOST_TURNS = 20_000
"""How often all loops of a form together may be gone through."""
_BUDGET = "budgeted"
# What a mistake in a form raises while it is filled in, besides the language's own errors.
_MISTAKES = (
    jinja2.TemplateError, TypeError, LookupError, AttributeError, ValueError, AssertionError,
    ArithmeticError, RecursionError,
)  # fmt: skip


class _TooLongError(ValueError):
    """A form that goes round and round."""


@dataclass(slots=True)
class _Filling:
    """One form on its way: what each tag has printed so far."""

    ledger: Ledger
    checked: CheckedForm
    printed: list[tuple[int, str]] = field(default_factory=list)
    turns: int = 0

    # With its context, no filter is carried out before the time, as that of a constant would be.
    @pass_context
    def told(self, _: Context, value: Any, number: int) -> str:
        """The value of a tag as it travels through the XML of the file."""
        text = self._text(value, number)
        self.printed.append((number, text))
        return str(escape(text))

    def _text(self, value: Any, number: int) -> str:
        if value is None or (isinstance(value, Missing) and not value.label):
            # Not known, and without a name in the model: the gap is called as the tag calls it.
            return self.ledger.put(self.ledger.gap(self.checked.places[number].tag.words, None))
        if isinstance(value, bool | list | tuple | dict | Node) or callable(value):
            raise TypeError(type(value).__name__)
        return "".join(self._pieces(str(value)))

    def _pieces(self, text: str) -> Iterator[str]:
        """The text, its line breaks and tabs kept as values are."""
        end = 0
        for found in PLACEHOLDER.finditer(text):
            yield self._words(text[end : found.start()])
            yield found[0]
            end = found.end()
        yield self._words(text[end:])

    def _words(self, text: str) -> str:
        return self.ledger.put(Entry(Run(text))) if re.search(r"[\n\t\r]", text) else text

    @pass_context
    def budgeted(self, _: Context, things: Any) -> list[Any]:
        """What a loop goes through, as long as it ends."""
        each = list(things)
        self.turns += len(each)
        if self.turns > MOST_TURNS:
            raise _TooLongError
        return each


def fill(checked: CheckedForm, names: Mapping[str, Any]) -> bytes:
    """The Word file of a form, filled in. Same facts and form, same bytes.

    ``names`` are those of a text template, printing to their ledger. The form must have been
    found without errors.

    Raises:
        TemplateError: a tag cannot be filled in, because of what the facts are.
        RenderError: a value cannot stand in a Word file, or has not arrived.
    """
    ledger: Ledger = names["ledger"]
    entries = dict(checked.package.entries)
    printed: dict[str, list[tuple[int, str]]] = {}
    for story in checked.stories:
        if not any(paragraph.tags for paragraph in story.paragraphs):
            continue
        filling = _Filling(ledger, checked)
        source = source_of(story)
        xml = _carried_out(source, filling, names)
        root = parsed(xml.encode())
        complete(root)
        print_values(root, ledger)
        entries[story.story.name] = as_xml(root)
        printed[story.story.name] = filling.printed
    content = packed(entries)
    _prove(content, printed, checked, ledger)
    return content


def _carried_out(source: StorySource, filling: _Filling, names: Mapping[str, Any]) -> str:
    environment = _environment(filling)
    try:
        tree = environment.parse(source.text, filename=source.name)
        for loop in tree.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, _BUDGET, [], [], None, None, lineno=loop.lineno)
        code = environment.compile(tree, filename=source.name)
        template = jinja2.Template.from_code(environment, code, {})
        known = {**names_for_a_form(names), "ledger": filling.ledger}
        if "each" in names:
            known["each"] = names["each"]
        return template.render(known)
    except _MISTAKES as error:
        if isinstance(error, BlocError):
            raise
        raise TemplateError(_problem(error, source, filling)) from error


def _environment(filling: _Filling) -> jinja2.Environment:
    environment = ImmutableSandboxedEnvironment(undefined=jinja2.StrictUndefined)
    own: dict[str, Callable[..., Any]] = {
        **{name: environment.filters[name] for name in JINJA_FILTERS},
        **FILTERS,
        TOLD: filling.told,
        _BUDGET: filling.budgeted,
    }
    environment.filters.clear()
    environment.filters.update(own)
    tests = {name: environment.tests[name] for name in JINJA_TESTS}
    environment.tests.clear()
    environment.tests.update(tests)
    environment.globals.clear()
    return environment


def _problem(error: Exception, source: StorySource, filling: _Filling) -> Problem:
    lines = [
        frame.lineno or 0
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename == source.name
    ]
    number = source.tag_at(lines[-1]) if lines else None
    placed = filling.checked.places.get(number) if number is not None else None
    place = placed.paragraph.source if placed else Source(filling.checked.package.shown)
    if isinstance(error, _TooLongError):
        return Problem(
            "form-too-long",
            msg("the loops of the form are gone through more than {most} times", most=MOST_TURNS),
            place,
            msg("repeat over fewer lists within each other"),
        )
    return Problem(
        "form-filling",
        msg(
            "{tag} cannot be filled in with these facts: {reason}",
            tag=str(placed.tag) if placed else "…",
            reason=str(error) or type(error).__name__,
        ),
        place,
        msg(
            "where it is not always there, ask first: {{% if … %}}; in: {text}",
            text=around(placed.paragraph) if placed else "…",
        ),
    )


def _prove(
    content: bytes,
    printed: Mapping[str, list[tuple[int, str]]],
    checked: CheckedForm,
    ledger: Ledger,
) -> None:
    """Hold the finished file, read again, against everything that was printed into it."""
    finished = {one.name: text_of(one.root) for one in read_form(content, "").stories}
    lost: list[Problem] = []
    for name, told in printed.items():
        at = 0
        for number, text in told:
            wanted = ledger.read(text).replace("\r\n", "\n").replace("\r", "\n")
            found = finished[name].find(wanted, at)
            if found < 0:
                placed = checked.places[number]
                what = msg("the form does not print “{line}” in its place", line=wanted)
                lost.append(Problem("line-not-printed", what, placed.paragraph.source))
            else:
                at = found + len(wanted)
    if lost:
        raise RenderError(*lost)
