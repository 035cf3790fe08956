"""Writing outputs safely: a folder of papers is replaced as a whole or not at all.

A new edition is written beside its place and moved in when complete. What a clerk changed or
added by hand in the earlier edition is kept.
"""

from __future__ import annotations

import glob
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.build.interrupts import ctrl_c_ignored
from pipeline.errors import OutputError, Problem, Source, msg

MANIFEST = "manifest.json"
KEPT = "kept"


def sha256(content: bytes) -> str:
    """The hash of a file's bytes, hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """The manifest of an earlier edition; None where there is no edition.

    Raises:
        OutputError: when the folder holds something this program did not make.
    """
    _restore(folder)
    if not folder.exists():
        return None
    try:
        if folder.is_dir() and not any(folder.iterdir()):
            return None
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if not isinstance(manifest.get("outputs"), dict):
            raise ValueError(MANIFEST)
    except (OSError, ValueError, AttributeError) as error:
        raise OutputError(
            Problem(
                "foreign-folder",
                msg("this folder was not made by this program, so it is not replaced"),
                Source(folder.as_posix()),
                msg("choose another place with --out, or move the folder away"),
            )
        ) from error
    return dict(manifest)


def write_edition(
    folder: Path, files: Mapping[str, bytes], earlier: Mapping[str, str]
) -> list[str]:
    """Put ``files`` (by path inside ``folder``) in the place of the earlier edition.

    ``earlier`` holds the hashes of the earlier edition's files. Files that were changed since, or
    that it did not list, are a person's work: they stay, under ``kept/`` where a new paper takes
    their place.

    Returns:
        the paths of the papers that were kept because they had been changed by hand.

    Raises:
        OutputError: when the place cannot be written; the earlier edition then stands unharmed.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        prefix = f".{folder.name}.{os.getpid()}."
        fresh = Path(tempfile.mkdtemp(prefix=prefix, suffix=".new", dir=folder.parent))
    except OSError as error:
        raise _cannot_write(folder, error) from error
    try:
        for name, content in files.items():
            target = fresh / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        kept = _keep_the_clerks_work(folder, fresh, files, earlier)
        fresh.chmod(0o755)
        with ctrl_c_ignored():
            _swap(folder, fresh)
    except OSError as error:
        raise _cannot_write(folder, error) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return kept


def _sweep(folder: Path) -> None:
    """Remove what builds left that were killed before they could."""
    for left in folder.parent.glob(f".{glob.escape(folder.name)}.*.new"):
        maker = left.name.removeprefix(f".{folder.name}.").partition(".")[0]
        if maker.isdigit() and not _is_running(int(maker)):
            shutil.rmtree(left, ignore_errors=True)


def _is_running(process: int) -> bool:
    if os.name != "posix":
        return True  # Windows has no harmless way to ask; the folder is left where it is.
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _cannot_write(folder: Path, error: OSError) -> OutputError:
    return OutputError(
        Problem(
            "cannot-write",
            msg("cannot write here: {reason}", reason=error.strerror or error),
            Source(error.filename if isinstance(error.filename, str) else folder.as_posix()),
            msg("close the papers in Word, check that the disk has room and that you may write"),
        )
    )


def _keep_the_clerks_work(
    folder: Path, fresh: Path, files: Mapping[str, bytes], earlier: Mapping[str, str]
) -> list[str]:
    kept = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()) if folder.is_dir() else ():
        name = path.relative_to(folder).as_posix()
        if name == MANIFEST or path.name.startswith("~$"):
            continue
        if name in earlier and sha256(path.read_bytes()) == earlier[name]:
            continue
        target = fresh / name
        if name in files:
            target = _free_name(fresh / KEPT / name)
            kept.append(target.relative_to(fresh).as_posix())
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)
    return kept


def _free_name(path: Path) -> Path:
    """``path``, or the first of ``name-2``, ``name-3`` … that is not taken."""
    candidate = path
    number = 1
    while candidate.exists():
        number += 1
        candidate = path.with_stem(f"{path.stem}-{number}")
    return candidate


def _aside(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.earlier")


def _swap(folder: Path, fresh: Path) -> None:
    """Move the earlier edition aside, the new one in, and then the earlier one away.

    Stopped in between, the next run finds the earlier edition aside and puts it back.
    """
    aside = _aside(folder)
    if folder.exists():
        folder.replace(aside)
    try:
        fresh.replace(folder)
    except OSError:
        _restore(folder)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _restore(folder: Path) -> None:
    aside = _aside(folder)
    if aside.exists():
        if folder.exists():
            shutil.rmtree(aside, ignore_errors=True)
        else:
            aside.replace(folder)
