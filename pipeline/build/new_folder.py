"""A new folder of inputs, filled from the skeletons in ``templates/folder``, as a whole."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import jinja2

from pipeline import places
from pipeline.build.interrupts import ctrl_c_ignored
from pipeline.errors import OutputError, Problem, Source, msg
from pipeline.forms.yaml_text import to_yaml
from pipeline.model.schema import FILE as SCHEMA_FILE
from pipeline.model.schema import TITLE as SCHEMA_TITLE
from pipeline.model.schema import schema_text

_FIRST_LINE = f"# yaml-language-server: $schema=./{SCHEMA_FILE}\n"
"""Tells an editor which schema describes the file."""


def fill(skeletons: Mapping[str, str], values: Mapping[str, object]) -> dict[str, str]:
    """The files of a new folder, by name.

    ``skeletons`` names for each YAML file the skeleton it is made from; ``values`` are what the
    skeletons ask for. What stands in every folder comes with them.
    """
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(places.SKELETONS),
        undefined=jinja2.StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"yaml": _yaml, "commented": _commented, "told": _told}
    made = {
        name: f"{_FIRST_LINE}{environment.get_template(skeleton).render(values).rstrip()}\n"
        for name, skeleton in skeletons.items()
    }
    for folder in ("photos", "units"):
        name = f"{folder}/README.txt"
        made[name] = (places.SKELETONS / name).read_text(encoding="utf-8")
    return {**made, SCHEMA_FILE: schema_text()}


def _yaml(value: Mapping[str, object]) -> str:
    return to_yaml(value).rstrip("\n")


def _commented(text: str) -> str:
    """Lines that say again what they say once their “# ” is deleted."""
    return "\n".join(f"# {line}" for line in text.split("\n"))


def _told(text: str) -> str:
    """Lines only to be read."""
    return "\n".join(f"#   {line}" for line in text.split("\n"))


def refuse_if_taken(folder: Path, empty_will_do: bool = False) -> None:
    """Refuse a place where something stands already.

    Raises:
        OutputError: when it does.
    """
    try:
        may_stay = empty_will_do and folder.is_dir() and not any(folder.iterdir())
        taken = (folder.exists() or folder.is_symlink()) and not may_stay
    except OSError as error:
        raise _cannot_write(folder, error) from error
    if taken:
        raise OutputError(
            Problem(
                "exists",
                msg("there is already something here; nothing was made"),
                Source(folder.as_posix()),
                msg("give another name for the new folder"),
            )
        )


def write_new(folder: Path, files: Mapping[str, str]) -> None:
    """Put ``files`` into ``folder``, which is empty or not there yet.

    They are written beside their place and moved in when complete. An empty folder stays the one
    it is, for somebody may be standing in it.

    Raises:
        OutputError: when they cannot be written.
    """
    is_there = folder.is_dir()
    beside = folder if is_there else folder.parent
    try:
        beside.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=".bloc.", suffix=".new", dir=beside))
    except OSError as error:
        raise _cannot_write(folder, error) from error
    try:
        for name, text in files.items():
            target = fresh / name
            target.parent.mkdir(exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
        fresh.chmod(0o755)
        with ctrl_c_ignored():
            if is_there:
                for entry in sorted(fresh.iterdir()):
                    entry.replace(folder / entry.name)
            else:
                fresh.replace(folder)
    except OSError as error:
        raise _cannot_write(folder, error) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def write_schema(file: Path) -> None:
    """Write the schema of the inputs to ``file``, in place of an older one only.

    Raises:
        OutputError: when something else stands there, or it cannot be written.
    """
    if file.exists() and not _is_schema(file):
        raise OutputError(
            Problem(
                "exists",
                msg("this is another file, so it is not replaced"),
                Source(file.as_posix()),
                msg("give another name for the schema"),
            )
        )
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(f".{file.name}.{os.getpid()}.new")
        beside.write_text(schema_text(), encoding="utf-8", newline="\n")
        beside.replace(file)
    except OSError as error:
        raise _cannot_write(file, error) from error


def _is_schema(file: Path) -> bool:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and found.get("title") == SCHEMA_TITLE


def _cannot_write(folder: Path, error: OSError) -> OutputError:
    return OutputError(
        Problem(
            "cannot-write",
            msg("cannot write here: {reason}", reason=error.strerror or error),
            Source(folder.as_posix()),
            msg("check that the disk has room and that you may write here"),
        )
    )
