"""The program's face: its commands, options, helps and examples, in the user's language."""

from __future__ import annotations

import click

from pipeline import __version__
from pipeline.build import kinds_of_documents
from pipeline.cli import commands, forecast, forms, guidance, lint, sending
from pipeline.cli.localized import Called, LocalizedGroup, Offered, OneOf
from pipeline.cli.options import FOLDER, Options
from pipeline.cli.table import Row, add_commands
from pipeline.cli.templates_group import group_of_templates
from pipeline.errors import Speech


def make_program(speech: Speech) -> click.Group:
    """The program with all its commands, in the language of ``speech``."""

    options = Options(speech)
    program = LocalizedGroup(
        "bloc",
        speech=speech,
        help=speech(
            "Writes the year-end papers of an emulation bloc (khối thi đua) from the facts in a"
            " folder: summary report, nomination letters and news release, in Word, PDF and HTML,"
            " their tables in Excel, in Vietnamese, Hindi and English."
        ),
        epilog="bloc sample vi-du-2025 inputs/khoi-cua-toi\nbloc check inputs/khoi-cua-toi\n"
        "bloc build inputs/khoi-cua-toi",
        no_args_is_help=True,
        params=options.with_shared(
            click.Option(
                ["--version"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                help=speech("Show the version."),
                callback=_show_version,
            )
        ),
    )
    table: list[Row] = [
        (
            "build",
            commands.build,
            speech("Make the papers of one or more folders."),
            "bloc build inputs/quang-tri-2023\n"
            "bloc build inputs/quang-tri-2023 --lang vi --document nomination-letter\n"
            "bloc build inputs/vi-du-2025 --final\n"
            "bloc build inputs/khoi-2026 --history inputs/khoi-2025",
            [
                options.folder(many=True),
                options.history,
                options.out,
                options.languages,
                click.Option(
                    ["--document", "kinds"],
                    type=Offered(kinds_of_documents(), speech),
                    multiple=True,
                    help=speech(
                        "Only this kind of paper; may be given again. Default: all that the bloc"
                        " issues; what is enclosed or spoken, and what units issue, when asked for."
                    ),
                ),
                options.formats,
                options.final,
                options.as_json,
            ],
        ),
        (
            "ballot",
            commands.ballot,
            speech("Make ballot papers and counting records for the conference."),
            "bloc ballot inputs/vi-du-2025\nbloc ballot inputs/vi-du-2025 --lang vi --format docx",
            [
                options.folder(),
                options.out,
                options.languages,
                options.formats,
                options.final,
                options.as_json,
            ],
        ),
        (
            "check",
            commands.check,
            speech("Check the facts of a folder without making papers."),
            "bloc check inputs/quang-tri-2023\n"
            "bloc check inputs/quang-tri-2023 --lang vi --strict\n"
            "bloc check inputs/khoi-2026 --history inputs/khoi-2025",
            [options.folder(), options.history, options.languages, options.strict, options.as_json],
        ),
        (
            "status",
            sending.status,
            speech("Show which unit has sent what, and what is late."),
            "bloc status inputs/vi-du-2025\nbloc status inputs/vi-du-2025 --on 10/12/2025 --strict",
            [
                options.folder(),
                options.on_day,
                click.Option(
                    ["--strict"],
                    is_flag=True,
                    help=speech("Fail (exit code 4) where something is still to come."),
                ),
                options.as_json,
            ],
        ),
        (
            "remind",
            sending.remind,
            speech("Write a letter to each unit that has something left to send."),
            "bloc remind inputs/vi-du-2025 --on 10/12/2025\n"
            "bloc remind inputs/vi-du-2025 --unit so-tu-phap --lang vi --format docx",
            [
                options.folder(),
                options.history,
                options.on_day,
                options.out,
                options.languages,
                options.formats,
                options.final,
                click.Option(
                    ["--unit", "units"],
                    multiple=True,
                    metavar=speech("ID"),
                    help=speech(
                        "Only to this unit, by its id; may be given again."
                        " Default: to all that lack something."
                    ),
                ),
            ],
        ),
        (
            "forms",
            forms.forms,
            speech("Write a workbook for each unit to fill in."),
            "bloc forms inputs/vi-du-2025\n"
            "bloc forms inputs/vi-du-2025 --unit so-tu-phap --out gui-don-vi",
            [
                options.folder(),
                click.Option(
                    ["--out"],
                    type=FOLDER,
                    metavar=speech("DIR"),
                    help=speech("Where to put them; default: forms in the folder."),
                ),
                click.Option(
                    ["--last-year"],
                    type=FOLDER,
                    metavar=speech("FOLDER"),
                    help=speech("The folder of the year before: its figures are shown beside."),
                ),
                click.Option(
                    ["--unit", "units"],
                    multiple=True,
                    metavar=speech("ID"),
                    help=speech("Only for this unit; may be given again. Default: for all."),
                ),
                options.as_json,
            ],
        ),
        (
            "collect",
            forms.collect,
            speech("Take in the workbooks that units have filled in and sent back."),
            "bloc collect inputs/vi-du-2025 ~/Downloads/so-tu-phap.xlsx\n"
            "bloc collect inputs/vi-du-2025 nhan/*.xlsx --received 12/12/2025 --annotate tra-lai",
            [
                options.folder(),
                Called("submission", speech("FILE"), type=FOLDER, nargs=-1, required=True),
                click.Option(
                    ["--received"],
                    type=sending.Day(speech),
                    help=speech("The day on which they came. Default: today."),
                ),
                click.Option(
                    ["--unit"],
                    metavar=speech("ID"),
                    help=speech("Which unit they are from, where the workbook does not say."),
                ),
                click.Option(
                    ["--annotate"],
                    type=FOLDER,
                    metavar=speech("DIR"),
                    help=speech("Put copies of faulty workbooks here, with the mistakes marked."),
                ),
                options.as_json,
            ],
        ),
        (
            "workbook",
            forms.workbook,
            speech("Put a folder's facts into one Excel workbook, in place of its .yaml files."),
            "bloc workbook inputs/khoi-cua-toi",
            [options.folder(), options.as_json],
        ),
        (
            "explain",
            commands.explain,
            speech(
                "Say why: next year's head and each nomination; or what the reports tell: summary."
            ),
            "bloc explain inputs/vi-du-2025\nbloc explain inputs/vi-du-2025 summary",
            [
                options.folder(),
                Called(
                    "about",
                    "|".join(commands.EXPLAINED),
                    type=OneOf(commands.EXPLAINED, speech),
                    default="decisions",
                    required=False,
                ),
                options.history,
                options.as_json,
            ],
        ),
        (
            "forecast",
            forecast.forecast,
            speech("Say who would head the bloc in the coming years by its rules: a projection."),
            "bloc forecast inputs/vi-du-2025 --years 9\n"
            "bloc forecast inputs/vi-du-2025 --without so-ngoai-vu --merge so-noi-vu+so-tu-phap\n"
            "bloc forecast inputs/vi-du-2025 --out outputs --lang vi",
            [
                options.folder(),
                click.Option(
                    ["--years"],
                    type=forecast.Years(speech),
                    default=5,
                    help=speech("How many years to look ahead; default: 5."),
                ),
                click.Option(
                    ["--without"],
                    multiple=True,
                    metavar=speech("ID"),
                    help=speech("Suppose that this unit leaves; may be given again."),
                ),
                click.Option(
                    ["--merge", "mergers"],
                    multiple=True,
                    metavar=speech("ID+ID"),
                    help=speech("Suppose that these units become one; may be given again."),
                ),
                click.Option(
                    ["--out"],
                    type=FOLDER,
                    metavar=speech("DIR"),
                    help=speech("Also write it as a paper, in a folder of its own there."),
                ),
                options.languages,
                options.formats,
                options.as_json,
            ],
        ),
        (
            "lint",
            lint.lint,
            speech("Measure Word papers, whoever made them, against the rules of their layout."),
            "bloc lint outputs/vi-du-2025/vi\n"
            "bloc lint bao-cao.docx --layout state-2020\n"
            "bloc lint bao-cao.docx --fix",
            [
                Called("paths", speech("FILE"), type=FOLDER, nargs=-1, required=True),
                click.Option(
                    ["--layout"],
                    metavar=speech("ID"),
                    help=speech("Measure by this layout. Default: that of the letterhead."),
                ),
                click.Option(
                    ["--fix"],
                    is_flag=True,
                    help=speech(
                        "Mend what is safe to mend, in a copy beside the file (.fixed.docx)."
                    ),
                ),
                options.as_json,
            ],
        ),
        (
            "sample",
            commands.sample,
            speech("Copy a sample folder to begin with; without a name, list the samples."),
            "bloc sample\nbloc sample vi-du-2025 inputs/khoi-cua-toi",
            [
                Called("name", speech("NAME"), required=False),
                Called("target", speech("TARGET"), type=FOLDER, required=False),
            ],
        ),
        (
            "init",
            guidance.init,
            speech("Make a new folder to fill in; asks for what the options do not say."),
            "bloc init inputs/khoi-cua-toi\n"
            'bloc init inputs/khoi-cua-toi --year 2025 --name "Khối thi đua A" --units don-vi.txt',
            [
                options.folder(),
                click.Option(["--year"], metavar=speech("YYYY"), help=speech("Emulation year.")),
                click.Option(
                    ["--name"],
                    metavar=speech("NAME"),
                    help=speech("Full name of the bloc or cluster."),
                ),
                click.Option(
                    ["--kind"],
                    metavar=f"[{'|'.join(guidance.KINDS)}]",
                    help=speech("Whether it is a bloc (khối) or a cluster (cụm). Default: bloc."),
                ),
                click.Option(
                    ["--unit"],
                    multiple=True,
                    metavar=speech("NAME"),
                    help=speech("Name of a member unit; given again for each."),
                ),
                click.Option(
                    ["--units"],
                    type=FOLDER,
                    metavar=speech("FILE"),
                    help=speech("Text file with the names of the member units, one a line."),
                ),
                click.Option(
                    ["--head"],
                    metavar=speech("NAME"),
                    help=speech("Name of the unit that heads it this year."),
                ),
                click.Option(
                    ["--place"],
                    metavar=speech("NAME"),
                    help=speech("Place before the date of papers."),
                ),
                click.Option(
                    ["--parent"],
                    metavar=speech("NAME"),
                    help=speech("Superior body, printed above the name of the bloc."),
                ),
                options.as_json,
            ],
        ),
        (
            "rollover",
            guidance.rollover,
            speech("Begin the next year's folder with what still holds of an old one."),
            "bloc rollover inputs/vi-du-2025 inputs/vi-du-2026",
            [
                Called("old", speech("OLD"), type=FOLDER),
                Called("new", speech("NEW"), type=FOLDER),
                options.as_json,
            ],
        ),
        (
            "schema",
            guidance.schema,
            speech("Print the schema of the inputs: editors then offer keys and mark mistakes."),
            "bloc schema --out inputs/khoi-cua-toi/bloc.schema.json",
            [
                click.Option(
                    ["--out"],
                    type=FOLDER,
                    metavar=speech("FILE"),
                    help=speech("Write it to this file instead."),
                ),
            ],
        ),
        (
            "completion",
            commands.completion,
            speech("Print the script that makes the shell complete bloc's words."),
            'eval "$(bloc completion bash)"',
            [click.Argument(["shell"], type=OneOf(("bash", "zsh", "fish"), speech))],
        ),
    ]
    add_commands(program, table, options)
    program.add_command(group_of_templates(options))
    return program


def _show_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(f"bloc {__version__}")
        ctx.exit()
