"""Word files held against their layouts, one by one; what was mended is written beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline import places
from pipeline.build.placing import content_of, write_whole
from pipeline.collect import read_layouts
from pipeline.errors import BlocError, InputError, OutputError, Problem, Source, cannot_read, msg
from pipeline.lint import Finding, Linted, lint, mend, open_package, read_package

_MENDED = ".fixed.docx"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: what was found, or why it could not be read.

    ``linted`` is the file as it was. After mending ``left`` is what is still found in the mended
    one, ``mended`` what no longer is, and ``written`` where it stands; None where nothing was
    mended.
    """

    path: Path
    linted: Linted | None
    problems: tuple[Problem, ...] = ()
    mended: tuple[Finding, ...] = ()
    left: tuple[Finding, ...] = ()
    written: Path | None = None


def layout_names() -> tuple[str, ...]:
    """The ids of the layout profiles."""
    return tuple(layout.id for layout in read_layouts(places.LAYOUTS))


def lint_files(paths: Sequence[Path], layout: str | None, *, fix: bool) -> Iterator[Outcome]:
    """Hold each file against a layout; a file that cannot be read does not keep the others.

    Of a folder, all .docx in it, in the order of their names; not what Word keeps while it works
    (``~$…``), nor what was mended before.

    Raises:
        InputError: a folder cannot be read.
    """
    layouts = read_layouts(places.LAYOUTS)
    for path in _files(paths):
        try:
            package = read_package(path)
            linted = lint(package, layouts, layout)
        except BlocError as error:
            yield Outcome(path, None, error.problems)
            continue
        done = mend(package, linted.findings) if fix else None
        if done is None:
            yield Outcome(path, linted, left=linted.findings)
            continue
        target = path.with_suffix(_MENDED)
        left = lint(open_package(done.content, target.as_posix()), layouts, linted.layout.id)
        kept = [(f.rule, f.component, f.text) for f in left.findings]
        gone = tuple(f for f in done.findings if (f.rule, f.component, f.text) not in kept)
        try:
            _write(target, done.content)
        except BlocError as error:
            yield Outcome(path, linted, error.problems, left=linted.findings)
            continue
        yield Outcome(path, linted, (), gone, left.findings, target)


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        try:
            inside = sorted(path.iterdir())
        except OSError as error:
            raise InputError(cannot_read(path.as_posix(), error)) from error
        found = [
            one
            for one in inside
            if one.suffix.lower() == ".docx"
            and not one.name.startswith("~$")
            and not one.name.endswith(_MENDED)
        ]
        if not found:
            raise InputError(
                Problem(
                    "no-word-files",
                    msg("there is no Word file (.docx) in this folder"),
                    Source(path.as_posix()),
                    msg("name the files, or the folder that they stand in"),
                )
            )
        yield from found


def _write(target: Path, content: bytes) -> None:
    """A file that somebody may have worked on since is not overwritten."""
    there = content_of(target)
    if there is not None and there != content:
        raise OutputError(
            Problem(
                "fixed-exists",
                msg("there is such a file already, and it is another"),
                Source(target.as_posix()),
                msg("move it away, then mend again"),
            )
        )
    write_whole({target: content})
