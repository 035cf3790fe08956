"""A build stopped at any moment leaves the earlier edition or the new one, never a mixture."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from folders import (
    ENTRY,
    LETTERS,
    MINIMAL,
    SAMPLE,
    environment,
    replace_in,
    run,
    run_process,
    tree,
    write_folder,
)

STOPPING = f"""
import os, sys
event, part = sys.argv.pop(1), sys.argv.pop(1)
number, sign = int(sys.argv.pop(1)), int(sys.argv.pop(1))
def watch(name, details):
    global number
    if name == event and part in str(details):
        number -= 1
        if number == 0 and sign:
            os.kill(os.getpid(), sign)
        elif number == 0:
            raise OSError(28, "No space left on device")
sys.addaudithook(watch)
{ENTRY}
"""
"""``bloc`` that sends itself a signal when it is about to open or move a certain file; with the
signal 0 the disk is full at that moment.
"""

MOMENTS = {
    "before the first new file": ("open", ".new/", 1),
    "between new files": ("open", ".new/", 3),
    "before the earlier edition moves away": ("os.rename", ".khoi.", 1),
    "between the two moves": ("os.rename", ".khoi.", 2),
    "before the earlier edition is deleted": ("shutil.rmtree", ".earlier", 1),
}


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL], ids=["Ctrl-C", "kill"])
@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS.keys())
def test_a_build_stopped_while_writing(
    moment: tuple[str, str, int], sign: signal.Signals, tmp_path: Path
) -> None:
    folder, out = write_folder(tmp_path / "khoi", MINIMAL), tmp_path / "outputs"
    command = ("build", folder, "--out", out, *LETTERS)
    assert run(*command).code == 0
    earlier = tree(out / "khoi")
    replace_in(folder / "conference.yaml", "18/12/2025", "19/12/2025")
    assert run("build", folder, "--out", tmp_path / "expected", *LETTERS).code == 0
    new = tree(tmp_path / "expected" / "khoi")
    assert new != earlier

    ran = run_process(*moment, int(sign), *command, cwd=tmp_path, code=STOPPING)
    if sign == signal.SIGINT:
        # Once the editions change places, a matter of milliseconds, the build goes through.
        assert ran.code in (0, 130)
        assert "Traceback" not in ran.err
        assert tree(out / "khoi") == (new if ran.code == 0 else earlier)
    else:
        assert ran.code == -sign
        # Even a build that fails puts the edition back in its place.
        (tmp_path / "empty" / "khoi").mkdir(parents=True)
        assert run("build", tmp_path / "empty" / "khoi", "--out", out).code == 3
        assert tree(out / "khoi") in (earlier, new)

    assert run(*command).code == 0
    assert tree(out / "khoi") == new
    assert [path.name for path in out.iterdir()] == ["khoi"], "nothing is left lying about"


@pytest.mark.parametrize("moment", list(MOMENTS.values())[:-1], ids=list(MOMENTS)[:-1])
def test_a_full_disk_is_told_and_leaves_the_earlier_edition(
    moment: tuple[str, str, int], tmp_path: Path
) -> None:
    folder, out = write_folder(tmp_path / "khoi", MINIMAL), tmp_path / "outputs"
    command = ("build", folder, "--out", out, *LETTERS)
    assert run(*command).code == 0
    earlier = tree(out)
    replace_in(folder / "conference.yaml", "18/12/2025", "19/12/2025")
    ran = run_process(*moment, 0, *command, cwd=tmp_path, code=STOPPING)
    assert (ran.code, ran.out) == (7, ""), ran.err
    assert "error: cannot write here: No space left on device" in ran.err
    assert "    hint: close the papers in Word, check that the disk has room" in ran.err
    assert tree(out) == earlier
    assert [path.name for path in out.iterdir()] == ["khoi"]


def children(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task/{process}/children")
    return [int(word) for word in listed.read_text().split()] if listed.exists() else []


def grandchildren(process: int) -> list[int]:
    """The workers: they come from a server process, which is the child."""
    return [worker for child in children(process) for worker in children(child)]


def state(process: int) -> str:
    """``R`` for running, ``S`` for sleeping, ``Z`` for dead and not yet buried, "" for gone."""
    try:
        status = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return ""
    return status.rpartition(")")[2].split()[0]


def alive(process: int) -> bool:
    return state(process) not in {"", "Z"}


def one_waits(workers: list[int]) -> bool:
    """Whether a worker has nothing to print for a while."""
    waiting = [worker for worker in workers if state(worker) == "S"]
    time.sleep(0.1)
    return any(state(worker) == "S" for worker in waiting)


def wait_until(true: object, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:  # type: ignore[operator]
        time.sleep(0.02)
    return bool(true())  # type: ignore[operator]


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks at processes in /proc")
@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="papers are printed in this process")
@pytest.mark.parametrize(
    "sign",
    [signal.SIGINT, signal.SIGTERM, signal.SIGKILL],
    ids=["Ctrl-C", "terminated", "killed"],
)
def test_a_build_stopped_while_printing(sign: signal.Signals, tmp_path: Path) -> None:
    """Ctrl-C reaches every process of the terminal, the other signals only the first."""
    out, told = tmp_path / "outputs", tmp_path / "told.txt"
    name = SAMPLE.name
    command = ["build", str(SAMPLE), "--out", str(out), "--lang", "vi"]
    assert run(*command, "--document", "nomination-letter", "--format", "docx").code == 0
    command += ["--document", "summary-report", "--document", "news-release"]
    earlier = tree(out)
    with told.open("w") as written:
        process = subprocess.Popen(
            [sys.executable, "-c", ENTRY, *command],
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=written,
            start_new_session=True,
        )
    workers: list[int] = []
    try:
        assert wait_until(lambda: len(grandchildren(process.pid)) >= 2, 20), "two workers print"
        workers = grandchildren(process.pid)
        assert wait_until(lambda: one_waits(workers), 20), "one has done its work"
        assert process.poll() is None, "the other still prints"
        send = os.killpg if sign == signal.SIGINT else os.kill
        send(process.pid, sign)
        code = process.wait(timeout=20)
        assert wait_until(lambda: not any(alive(worker) for worker in workers), 8), "no orphans"
    finally:
        for one in (process.pid, *workers):
            if alive(one):
                os.kill(one, signal.SIGKILL)
        process.wait(timeout=20)
    assert tree(out) == earlier
    if sign == signal.SIGINT:
        assert code == 130
        assert told.read_text().strip().startswith("interrupted; the papers in the outputs")
    assert [path.name for path in out.iterdir()] == [name]
