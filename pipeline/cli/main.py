"""The edge of the program: where exceptions become exit codes, and nowhere else."""

from __future__ import annotations

import os
import sys

import click

from pipeline.cli.guidance import NotAnsweredError
from pipeline.cli.localized import choose_speech, usage_hint, usage_message
from pipeline.cli.program import make_program
from pipeline.cli.report import problem_records, show_problems, show_record, tell
from pipeline.errors import ENGLISH, BlocError, ExitCode, Problem, Speech, msg
from pipeline.words import speech_about


def main(arguments: list[str] | None = None) -> int:
    """Run ``bloc`` and return its exit code (see :class:`pipeline.errors.ExitCode`)."""
    arguments = sys.argv[1:] if arguments is None else arguments
    speech: Speech = ENGLISH
    try:
        speech = choose_speech(arguments, os.environ)
        program = make_program(speech)
        code = program.main(args=arguments, prog_name="bloc", standalone_mode=False)
        return int(code or ExitCode.OK)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "", err=True)
        return ExitCode.USAGE
    except click.UsageError as error:
        problem = Problem("usage", usage_message(error), hint=usage_hint(error))
        if "--json" in arguments:
            show_record({"problems": problem_records([problem], speech)})
        show_problems([problem], speech)
        return ExitCode.USAGE
    except BlocError as error:
        speech = speech_about(error.about, speech)
        if "--json" in arguments:
            show_record({"problems": problem_records(error.problems, speech)})
        show_problems(error.problems, speech)
        return error.exit_code
    except NotAnsweredError:
        tell(msg("interrupted; nothing was made"), speech)
        return ExitCode.INTERRUPTED
    except (KeyboardInterrupt, click.Abort):
        tell(
            msg("interrupted; the papers in the outputs folder are whole, as they were or all new"),
            speech,
        )
        return ExitCode.INTERRUPTED
