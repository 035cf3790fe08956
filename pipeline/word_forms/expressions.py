"""What the words of a tag come to, worked out without filling anything in.

The template language reads the words; every name, part, filter and function in them is held
against the model. What a form may not do at all (compute, reach into the program) ends here too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import jinja2
from jinja2 import nodes

from pipeline.errors import Message, msg
from pipeline.render.filters import FILTERS
from pipeline.spelling.names import likest
from pipeline.word_forms.kinds import (
    ANYTHING,
    LOOP,
    NUMBER,
    WORDS,
    YES_NO,
    Anything,
    Kind,
    Loop,
    Many,
    Plain,
    Question,
    Record,
    Together,
    parts_of,
)
from pipeline.word_forms.names import FILTERS_GIVE, JINJA_FILTERS, JINJA_TESTS

LONGEST = 1_000
"""Letters of a tag."""

_LANGUAGE = jinja2.Environment(autoescape=False)
_KNOWN_FILTERS = {*FILTERS, *JINJA_FILTERS}

Tell = Callable[[str, Message, Message | None], None]
"""Takes a finding: its code, what is wrong, how to mend it."""


@dataclass(slots=True)
class Reading:
    """What is known where a tag stands: the names in force. ``touched`` gathers what is used."""

    names: Mapping[str, Kind]
    tell: Tell
    touched: set[str] = field(default_factory=set)
    aliases: Mapping[str, str] = field(default_factory=dict)
    """What a name of a loop stands for: ``u`` for ``facts.units``."""

    def kind_of(self, node: nodes.Node) -> Kind:  # noqa: PLR0911, PLR0912 — one line for each kind of node
        """What an expression comes to."""
        match node:
            case nodes.Name():
                return self._name(node.name)
            case nodes.Getattr():
                return self._part(self.kind_of(node.node), node.attr, node)
            case nodes.Getitem():
                return self._element(node)
            case nodes.Call():
                return self._answer(node)
            case nodes.Filter():
                return self._filtered(node)
            case nodes.Const():
                return _constant(node.value)
            case nodes.Concat():
                for one in node.nodes:
                    self.printable(self.kind_of(one))
                return WORDS
            case nodes.CondExpr():
                self.kind_of(node.test)
                return self._either(node.expr1, node.expr2 or node.expr1)
            case nodes.And() | nodes.Or():
                return self._either(node.left, node.right)
            case nodes.Not():
                self.kind_of(node.node)
                return YES_NO
            case nodes.Compare():
                for one in (node.expr, *(operand.expr for operand in node.ops)):
                    self.kind_of(one)
                return YES_NO
            case nodes.Test():
                return self._tested(node)
            case nodes.List() | nodes.Tuple():
                return Many(self._either(*node.items))
        self.tell(
            "form-language",
            msg("a form does not compute, nor build things of its own"),
            msg("print what the program has counted: bloc templates fields"),
        )
        return ANYTHING

    def printable(self, kind: Kind, words: str = "") -> None:
        """Tell where a thing cannot be printed as it is."""
        match kind:
            case Record():
                parts = _shown(_parts(kind))
                what = msg("“{words}” is a whole record, not one value", words=words)
                self.tell(
                    "form-not-a-value", what, msg("name one of its parts: {parts}", parts=parts)
                )
            case Many() | Together():
                what = msg("“{words}” is a list, not one value", words=words)
                hint = msg(
                    "print each: {{% for one in {words} %}} … {{% endfor %}}, or as words:"
                    " “{words} | listing”",
                    words=words,
                )
                self.tell("form-not-a-value", what, hint)
            case Plain(sort="yes-no"):
                what = msg("“{words}” is yes or no, not something to print", words=words)
                hint = msg("ask it: {{% if {words} %}} … {{% endif %}}", words=words)
                self.tell("form-not-a-value", what, hint)
            case Plain(sort="share"):
                what = msg("“{words}” is a share, and it is not said how to write it", words=words)
                hint = msg("write “{words} | fraction”", words=words)
                self.tell("form-not-a-value", what, hint)
            case Plain(sort="figure"):
                what = msg("“{words}” is a figure, and it is not said how to write it", words=words)
                hint = msg("write “{words} | number”", words=words)
                self.tell("form-not-a-value", what, hint)
            case Plain(sort="code"):
                what = msg("“{words}” is a word of the program, not of a paper", words=words)
                self.tell("form-not-a-value", what, _ASK_CODE)
            case Plain(sort="id"):
                what = msg("“{words}” prints a short name such as “so-noi-vu”", words=words)
                hint = msg("for the full name of a unit write “unit({words}).name”", words=words)
                self.tell("form-prints-id", what, hint)
            case Question():
                what = msg("“{words}” must be asked with brackets: {words}( … )", words=words)
                self.tell("form-not-a-value", what, None)

    def looped(self, kind: Kind, words: str) -> Kind:
        """What a loop over a thing holds each time."""
        match kind:
            case Many(of):
                return of
            case Anything():
                return ANYTHING
        what = msg("“{words}” is no list, so there is nothing to repeat", words=words)
        self.tell("form-not-a-list", what, None)
        return ANYTHING

    def _either(self, *parts: nodes.Node) -> Kind:
        kinds = [self.kind_of(part) for part in parts]
        alike = bool(kinds) and all(kind == kinds[0] for kind in kinds)
        return kinds[0] if alike else ANYTHING

    def _name(self, name: str) -> Kind:
        if name in self.names:
            self.touched.add(self.aliases.get(name, name))
            return self.names[name]
        if name == "each":
            hint = msg(
                "say for whom the form is filled in: “bloc templates add … --for-each units”,"
                " or “nominations”"
            )
        else:
            near = likest(name.lower(), self.names)
            hint = _did_you_mean(near[0]) if near else _SEE_FIELDS
        self.tell("form-name", msg("there is no name “{name}”", name=name), hint)
        return ANYTHING

    def _part(self, kind: Kind, name: str, node: nodes.Node) -> Kind:
        path = path_of(node)
        if path:
            first, _, rest = path.partition(".")
            self.touched.add(f"{self.aliases.get(first, first)}.{rest}")
        match kind:
            case Anything():
                return ANYTHING
            case Record() | Loop():
                parts = _parts(kind)
                hint: Message | None
                if name in parts:
                    return parts[name]
                near = likest(name.lower(), parts)
                hint = (
                    _did_you_mean(near[0]) if near else msg("it has: {parts}", parts=_shown(parts))
                )
            case Many():
                hint = msg(
                    "it is a list: repeat it with {{% for one in … %}} and write one.{part}",
                    part=name,
                )
            case _:
                hint = None
        owner = path.rpartition(".")[0] if path else ""
        what = (
            msg("“{owner}” has no part “{part}”", owner=owner, part=name)
            if owner
            else msg("there is no part “{part}” here", part=name)
        )
        self.tell("form-name", what, hint)
        return ANYTHING

    def _element(self, node: nodes.Getitem) -> Kind:
        kind = self.kind_of(node.node)
        match kind, node.arg:
            case Many(), nodes.Slice(start=start, stop=stop, step=step):
                for part in (start, stop, step):
                    if part is not None:
                        self.kind_of(part)
                return kind
            case Many(of), nodes.Const(value=int()):
                return of
            case Record() | Loop(), nodes.Const(value=str(name)):
                return self._part(kind, name, node)
            case Anything(), _:
                self.kind_of(node.arg)
                return ANYTHING
        self.tell("form-name", msg("square brackets take an element of a list here"), None)
        return ANYTHING

    def _answer(self, node: nodes.Call) -> Kind:
        asked = [self.kind_of(one) for one in node.args]
        named = node.kwargs or node.dyn_args or node.dyn_kwargs
        question = self.kind_of(node.node)
        name = path_of(node.node) or "…"
        if isinstance(question, Anything):
            return ANYTHING
        if not isinstance(question, Question):
            self.tell("form-name", msg("“{name}” takes no brackets", name=name), None)
            return ANYTHING
        if named or not question.least <= len(asked) <= question.most:
            self.tell(
                "form-name",
                msg("“{name}” is asked with {count} things", name=name, count=question.least),
                _SEE_FIELDS,
            )
        return question.gives

    def _filtered(self, node: nodes.Filter) -> Kind:
        kind = self.kind_of(node.node) if node.node is not None else ANYTHING
        for argument in node.args:
            self.kind_of(argument)
        for pair in node.kwargs:
            self.kind_of(pair.value)
        if node.name not in _KNOWN_FILTERS:
            near = likest(node.name, _KNOWN_FILTERS)
            hint = _did_you_mean(near[0]) if near else _SEE_FIELDS
            self.tell("form-name", msg("there is no filter “{name}”", name=node.name), hint)
            return ANYTHING
        if node.name in ("listing", "join") and not isinstance(kind, Many | Anything):
            self.tell("form-not-a-list", msg("“{name}” is for lists", name=node.name), None)
        match FILTERS_GIVE.get(node.name, WORDS):
            case "same":
                return kind
            case "one":
                return kind.of if isinstance(kind, Many) else ANYTHING
            case "part":
                return self._mapped(kind, node)
            case str():
                return ANYTHING
            case given:
                return given

    def _mapped(self, kind: Kind, node: nodes.Filter) -> Kind:
        """A list of one part of each: ``map(attribute="name")``."""
        asked = [one.value for one in node.kwargs if getattr(one, "key", "") == "attribute"]
        if not isinstance(kind, Many) or not asked or not isinstance(asked[0], nodes.Const):
            return Many(ANYTHING)
        of = kind.of
        for step in str(asked[0].value).split("."):
            of = self._part(of, step, node)
        return Many(of)

    def _tested(self, node: nodes.Test) -> Kind:
        self.kind_of(node.node)
        for argument in node.args:
            self.kind_of(argument)
        if node.name not in JINJA_TESTS:
            self.tell(
                "form-name",
                msg("a form does not know “is {name}”", name=node.name),
                msg("ask with {{% if … %}} whether it is stated"),
            )
        return YES_NO


_SEE_FIELDS = msg("bloc templates fields lists what may be written")
_ASK_CODE = msg("ask it: {{% if … == '…' %}} and write the words yourself")


def read_expression(words: str) -> nodes.Node:
    """The words of a tag that prints, as the template language reads them.

    Raises:
        jinja2.TemplateSyntaxError: they are not of that language.
        RecursionError: they are nested beyond reason.
    """
    body = _LANGUAGE.parse(f"{{{{ {words} }}}}").body
    match body:
        case [nodes.Output(nodes=[expression])]:
            return expression
    raise jinja2.TemplateSyntaxError("not one expression", 1)


def read_statement(words: str, closing: str) -> nodes.Node:
    """The words of a tag that begins a block, with what closes it."""
    (statement,) = _LANGUAGE.parse(f"{{% {words} %}}{closing}").body
    return statement


def path_of(node: nodes.Node) -> str:
    """``facts.conference.date`` of such an expression; empty of any other."""
    match node:
        case nodes.Name(name=name):
            return str(name)
        case nodes.Getattr(node=inner, attr=attr) if path_of(inner):
            return f"{path_of(inner)}.{attr}"
        case nodes.Getitem(node=inner, arg=nodes.Const(value=str(attr))) if path_of(inner):
            return f"{path_of(inner)}.{attr}"
        case nodes.Getitem(node=inner) if path_of(inner):
            return path_of(inner)
    return ""


def _parts(kind: Record | Loop) -> Mapping[str, Kind]:
    if isinstance(kind, Loop):
        return LOOP
    return {name: part for model in kind.models for name, part in parts_of(model).items()}


def _shown(parts: Iterable[str]) -> tuple[str, ...]:
    shown = tuple(parts)
    return shown if len(shown) <= _MOST_PARTS else (*shown[:_MOST_PARTS], "…")


_MOST_PARTS = 12


def _did_you_mean(name: str) -> Message:
    return msg("did you mean “{word}”?", word=name)


def _constant(value: object) -> Kind:
    match value:
        case bool():
            return YES_NO
        case int():
            return NUMBER
        case str():
            return WORDS
    return ANYTHING
