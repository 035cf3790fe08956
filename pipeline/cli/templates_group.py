"""``bloc templates``: the face of the commands about a clerk's own Word forms."""

from __future__ import annotations

import click

from pipeline.cli import templates
from pipeline.cli.localized import Called, LocalizedGroup, OneOf
from pipeline.cli.options import FOLDER, Options
from pipeline.cli.table import Row, add_commands
from pipeline.word_forms.names import EACH


def group_of_templates(options: Options) -> click.Group:
    """The group with its commands, in the language of the user."""
    speech = options.speech
    group = LocalizedGroup(
        "templates",
        speech=speech,
        help=speech(
            "Your own Word forms: see what they may print, check them, add them to a folder."
        ),
        epilog="bloc templates fields inputs/vi-du-2025 hội nghị\n"
        "bloc templates check mau-02.docx --annotate\n"
        "bloc templates add inputs/vi-du-2025 mau-02.docx --for-each units",
        no_args_is_help=True,
        params=options.with_shared(),
    )
    for_each = click.Option(
        ["--for-each"],
        type=OneOf(tuple(EACH), speech),
        help=speech("Fill the form in for each of them, in it called “each”. Default: once."),
    )
    rows: list[Row] = [
        (
            "fields",
            templates.fields,
            speech("List what a form may print, with an example of each from a folder."),
            "bloc templates fields inputs/vi-du-2025\n"
            "bloc templates fields inputs/vi-du-2025 hội nghị",
            [
                options.folder(),
                Called("word", speech("WORD"), nargs=-1, required=False),
                options.as_json,
            ],
        ),
        (
            "check",
            templates.check,
            speech("Check every tag of a Word form, or of all forms of a folder."),
            "bloc templates check mau-02.docx --annotate\nbloc templates check inputs/vi-du-2025",
            [
                Called("place", speech("FORM"), type=FOLDER),
                for_each,
                click.Option(
                    ["--annotate"],
                    is_flag=True,
                    help=speech("Write a copy beside it with the mistakes as comments in Word."),
                ),
                options.as_json,
            ],
        ),
        (
            "add",
            templates.add,
            speech("Put a Word form into a folder; each build then fills it in."),
            'bloc templates add inputs/vi-du-2025 mau-02.docx --name "Báo cáo thành tích"'
            " --for-each units",
            [
                options.folder(),
                Called("form", speech("FORM"), type=FOLDER),
                click.Option(
                    ["--name"], metavar=speech("NAME"), help=speech("What lists call it.")
                ),
                for_each,
            ],
        ),
    ]
    add_commands(group, rows, options)
    return group
