"""The program as its users get it: built from a checkout, installed and run somewhere else."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import __version__

CHECKOUT = Path(__file__).parents[1]
LEFT_BEHIND = (".git", ".venv", "build", "dist", "outputs")
LITTER = (
    "outputs/khoi/vi/news-release.docx",
    "build/office/sheet.png",
    ".venv/bin/python",
    ".hypothesis/unicode_data/charmap.json",
    ".mypy_cache/pipeline.json",
    "pipeline/__pycache__/places.cpython-311.pyc",
    "pipeline/build/__pycache__/build.cpython-311.pyc",
    "templates/docx/__pycache__/frame_looks.cpython-311.pyc",
)


def run(*command: str | Path, cwd: Path) -> str:
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    done = subprocess.run(
        [*map(str, command)],
        check=False,
        cwd=cwd,
        env={**environment, "PYTHONUTF8": "1", "LANG": "en"},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This checkout after a day's work, with papers made and caches lying about."""
    copy = tmp_path_factory.mktemp("checkout") / "bloc"
    at_the_top = shutil.ignore_patterns(*LEFT_BEHIND)
    shutil.copytree(
        CHECKOUT,
        copy,
        ignore=lambda folder, names: at_the_top(folder, names) if folder == str(CHECKOUT) else (),
    )
    for name in LITTER:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_text("left over")
    return copy


def build(checkout: Path, target: str, into: Path) -> Path:
    run(sys.executable, "-m", "hatchling", "build", "-t", target, "-d", into, cwd=checkout)
    (made,) = into.iterdir()
    return made


def names_in(package: Path) -> list[str]:
    if package.suffix == ".whl":
        with zipfile.ZipFile(package) as wheel:
            return wheel.namelist()
    with tarfile.open(package) as sdist:
        return sdist.getnames()


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(checkout, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def home(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel in it, in a folder far from any checkout.

    The libraries are lent by this environment, so that nothing is fetched. A lent folder's own
    ``.pth`` files are not read: the checkout, which they name, stays out of sight.
    """
    home = tmp_path_factory.mktemp("home")
    venv.create(home / "env", with_pip=False)
    python = home / "env" / "bin" / "python"
    quietly = ("--quiet", "--disable-pip-version-check", "--no-index", "--no-deps")
    run(sys.executable, "-m", "pip", "--python", python, "install", *quietly, wheel, cwd=home)
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(run(python, "-c", asked, cwd=home).strip())
    lent = {sysconfig.get_path(kind) for kind in ("purelib", "platlib")}
    (packages / "lent.pth").write_text("\n".join(sorted(lent)), encoding="utf-8")
    return home


@pytest.fixture(scope="module")
def bloc(home: Path) -> Callable[..., str]:
    return lambda *words: run(home / "env" / "bin" / "bloc", *words, cwd=home)


def test_runs_from_the_wheel_and_not_from_the_checkout(home: Path) -> None:
    asked = "import pipeline.places as p; print(p.__file__, p.TEXTS, p.RULEBOOKS, sep='\\n')"
    places = run(home / "env" / "bin" / "python", "-c", asked, cwd=home).splitlines()
    assert all(Path(place).is_relative_to(home / "env") for place in places)


def test_says_its_version(bloc: Callable[..., str]) -> None:
    assert bloc("--version") == f"bloc {__version__}\n"


def test_a_sample_is_copied_and_its_papers_are_made(bloc: Callable[..., str], home: Path) -> None:
    assert {"quang-tri-2023", "vi-du-2025"} <= set(bloc("sample").split())
    bloc("sample", "vi-du-2025", "khoi")
    assert (home / "khoi" / "photos" / "hoi-nghi.png").is_file()
    kinds = ("summary-report", "news-release", "nomination-letter")
    bloc(
        "build", "khoi", "--lang", "vi", *(word for kind in kinds for word in ("--document", kind))
    )
    papers = home / "outputs" / "khoi"
    for name in ("summary-report", "news-release", "nomination-letter-government-flag"):
        for suffix in ("docx", "pdf", "html"):
            assert (papers / "vi" / f"{name}.{suffix}").stat().st_size > 1000
    for name in ("index.html", "manifest.json", "decisions.json"):
        assert (papers / name).is_file()


def test_the_program_speaks_vietnamese_when_installed(bloc: Callable[..., str]) -> None:
    assert bloc("--ui-lang", "vi", "--help") != bloc("--ui-lang", "en", "--help")


def test_wheel_holds_every_file_the_program_reads(checkout: Path, wheel: Path) -> None:
    inside = set(names_in(wheel))
    needed = {
        f"pipeline/_share/{path.relative_to(checkout).as_posix()}"
        for folder in ("templates", "locales", "inputs")
        for path in (checkout / folder).rglob("*")
        if path.is_file() and path.parent.name != "__pycache__"
    } | {
        path.relative_to(checkout).as_posix()
        for pattern in ("*.py", "*.yaml")
        for path in (checkout / "pipeline").rglob(pattern)
    }
    assert len(needed) > 50
    assert not needed - inside


@pytest.mark.parametrize("target", ["wheel", "sdist"])
def test_package_holds_nothing_left_over(checkout: Path, tmp_path: Path, target: str) -> None:
    names = names_in(build(checkout, target, tmp_path))
    assert any(name.endswith("pipeline/build/build.py") for name in names)
    litter = re.compile(
        r"(^|/)(outputs/.*/|__pycache__/|\.venv/|\.hypothesis/|\.\w+_cache/)|\.pyc$"
    )
    assert [name for name in names if litter.search(name) or "build/office/" in name] == []


def test_locks_agree() -> None:
    """The checks run on the very versions that users and the builder get."""

    def pins(lock: str) -> set[str]:
        return set(re.findall(r"^\S+==\S+", (CHECKOUT / lock).read_text(), re.MULTILINE))

    checked = pins("requirements-dev.lock")
    assert pins("requirements.lock") <= checked
    assert pins("requirements-build.lock") <= checked
