"""The text templates: the one door to Jinja for the words of the papers.

One rule beyond Jinja's own: a line that holds nothing but control tags leaves no trace in the
text, and every other line is kept whole. So Markdown's paragraphs and tables survive loops and
conditions without a thought for white space.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import nodes, pass_context
from jinja2.ext import InternationalizationExtension
from jinja2.runtime import Context

from pipeline.errors import Problem, Source, TemplateError, msg
from pipeline.model.layout import TextTemplate
from pipeline.render.filters import FILTERS, ledger_of
from pipeline.render.values import number_in

_CONTROL_LINE = re.compile(r"\s*((\{%(?!\s*(end)?trans\b)((?!%\}).)*%\}|\{#.*?#\})\s*)+")
# What a template's own mistakes raise while it runs, besides Jinja's errors.
_MISTAKES = (jinja2.TemplateError, TypeError, LookupError, AttributeError, ValueError)


class Counting(InternationalizationExtension):
    """``{% trans %}`` in which a value named ``count`` counts the things the sentence speaks of.

    Vietnamese says one thing as it says many, so the template has one sentence; a translation has
    one for each plural form of its language.
    """

    # Babel, which extracts the sentences, adds jinja's own reader of the tag; the later one wins.
    priority = InternationalizationExtension.priority + 1

    def _make_node(  # noqa: PLR0913 — its signature is jinja's
        self,
        singular: str,
        plural: str | None,
        context: str | None,
        variables: dict[str, nodes.Expr],
        plural_expr: nodes.Expr | None,
        vars_referenced: bool,
        num_called_num: bool,
    ) -> nodes.Output:
        if plural is None and "count" in variables:
            plural, plural_expr = singular, variables["count"]
        return super()._make_node(
            singular, plural, context, variables, plural_expr, vars_referenced, num_called_num
        )


class Texts:
    """The templates of ``templates/text``, compiled when first used."""

    def __init__(self, folder: Path, templates: Mapping[str, TextTemplate]) -> None:
        # Blank lines in place of the head keep the line numbers of errors true.
        kinds = {
            name: "\n" * (template.first_line - 1) + template.words
            for name, template in templates.items()
        }
        parts = {
            path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
            for path in folder.rglob("*.md")
            if path.parent != folder
        }
        self._environment = _environment(tuple(sorted({**parts, **kinds}.items())))

    def write(self, template: TextTemplate, names: Mapping[str, Any]) -> str:
        """What the template prints, placeholders and parts included.

        Raises:
            TemplateError: with the line of the template.
        """
        try:
            return self._environment.get_template(template.name).render(names)
        except _MISTAKES as error:
            raise _as_template_error(error, template) from error

    def evaluate(self, template: TextTemplate, expression: str, names: Mapping[str, Any]) -> Any:
        """The value of an expression in the head of ``template``."""
        try:
            return self._environment.compile_expression(expression)(**names)
        except _MISTAKES as error:
            raise TemplateError(
                Problem(
                    "template-expression",
                    msg("“{expression}” fails: {detail}", expression=expression, detail=error),
                    Source(f"text/{template.name}.md", 1),
                )
            ) from error


@lru_cache(maxsize=4)
def _environment(sources: tuple[tuple[str, str], ...]) -> jinja2.Environment:
    """The templates of these names and words, kept: to compile them takes longer than to write."""
    words = dict(sources)

    def load(name: str) -> tuple[str, str, None] | None:
        if name not in words:
            return None
        return keep_lines(words[name]), f"text/{name.removesuffix('.md')}.md", None

    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(load),
        extensions=[Counting],
        undefined=jinja2.StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=-1,
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.filters.update(FILTERS)
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        _translate, _translate_counted, newstyle=True
    )
    return environment


def keep_lines(text: str) -> str:
    """The template with the rule of this module put into Jinja's notation."""
    return "\n".join(
        line[:-2] + "+%}"
        if line.endswith("%}") and not line.endswith("+%}") and not _CONTROL_LINE.fullmatch(line)
        else line
        for line in text.split("\n")
    )


@pass_context
def _translate(context: Context, text: str) -> str:
    return ledger_of(context).say(text)


@pass_context
def _translate_counted(context: Context, text: str, _: str, count: Any) -> str:
    return ledger_of(context).say(text, number_in(count))


def _as_template_error(error: Exception, template: TextTemplate) -> TemplateError:
    places = [
        Source(frame.filename, frame.lineno or 0)
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.startswith("text/")
    ]
    if isinstance(error, jinja2.TemplateSyntaxError):
        name = error.name or template.name
        places = [Source(f"text/{name.removesuffix('.md')}.md", error.lineno)]
    return TemplateError(
        Problem(
            "template",
            msg("the text template fails: {detail}", detail=error),
            places[-1] if places else Source(f"text/{template.name}.md"),
            msg("docs/templates.md lists the names a template may use"),
        )
    )
