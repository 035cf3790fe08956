"""The text templates: the one door to Jinja for the words of the papers.

One rule beyond Jinja's own: a line that holds nothing but control tags leaves no trace in the
text, and every other line is kept whole. So Markdown's paragraphs and tables survive loops and
conditions without a thought for white space.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import pass_context
from jinja2.runtime import Context

from pipeline.errors import Problem, Source, TemplateError, msg
from pipeline.model.layout import TextTemplate
from pipeline.render.filters import FILTERS, ledger_of

_CONTROL_LINE = re.compile(r"\s*((\{%(?!\s*(end)?trans\b)((?!%\}).)*%\}|\{#.*?#\})\s*)+")
# What a template's own mistakes raise while it runs, besides Jinja's errors.
_MISTAKES = (jinja2.TemplateError, TypeError, LookupError, AttributeError, ValueError)


class Texts:
    """The templates of ``templates/text``, compiled when first used."""

    def __init__(self, folder: Path, templates: Mapping[str, TextTemplate]) -> None:
        self._folder = folder
        self._templates = templates
        self._environment = jinja2.Environment(
            loader=jinja2.FunctionLoader(self._load),
            extensions=["jinja2.ext.i18n"],
            undefined=jinja2.StrictUndefined,
            autoescape=False,
            trim_blocks=True,
            lstrip_blocks=True,
            cache_size=-1,
        )
        self._environment.policies["ext.i18n.trimmed"] = True
        self._environment.filters.update(FILTERS)
        self._environment.install_gettext_callables(  # type: ignore[attr-defined]
            _translate, _translate_plural, newstyle=True
        )

    def _load(self, name: str) -> tuple[str, str, None] | None:
        template = self._templates.get(name)
        if template:
            # Blank lines in place of the head keep the line numbers of errors true.
            text = "\n" * (template.first_line - 1) + template.words
            return keep_lines(text), f"text/{name}.md", None
        path = self._folder / name
        if not path.is_file():
            return None
        return keep_lines(path.read_text(encoding="utf-8")), f"text/{name}", None

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
def _translate_plural(context: Context, one: str, many: str, count: int) -> str:
    return ledger_of(context).say_of(count, one, many)


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
