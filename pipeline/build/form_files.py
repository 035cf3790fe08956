"""A form as the bytes of its file, or what the clerk has to mend before it can be one."""

from __future__ import annotations

from pipeline.errors import InputError, Problem, msg
from pipeline.forms.form import Form
from pipeline.forms.xlsx import write_form


def form_as_bytes(form: Form) -> bytes:
    """The workbook of ``form``.

    Raises:
        InputError: when a text is too long for a cell.
    """
    try:
        return write_form(form)
    except ValueError as error:
        raise InputError(
            Problem(
                "text-too-long",
                msg("a text is too long for a cell of the form “{form}”", form=form.title),
                hint=msg("no text may have more than 32767 characters"),
            )
        ) from error
