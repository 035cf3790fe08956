"""Documents → files, on all processors: the one place where the printers are called."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import forkserver

from pipeline import places
from pipeline.build.interrupts import ctrl_c_ignored
from pipeline.build.office import pdf_by_office
from pipeline.errors import MissingDependencyError, Problem, RenderError
from pipeline.model.document import Document, FilledForm, charts_of, without_charts
from pipeline.words import catalog

FORMATS = ("docx", "pdf", "html", "xlsx")
"""A paper without tables has no workbook (xlsx)."""


@dataclass(frozen=True, slots=True)
class Job:
    """One document to print in some formats."""

    document: Document
    formats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """The files of one document by path; what was left out (charts, pdf), and why."""

    files: tuple[tuple[str, bytes], ...]
    left_out: Mapping[str, tuple[Problem, ...]]


def print_job(job: Job) -> Printed:
    """The files of one document.

    A missing library or font leaves out the format that needs it, or the charts; so does a letter
    that charts cannot show. Anything else wrong is raised.
    """
    from pipeline.render.carried import carried_by  # noqa: PLC0415 — a worker loads what it prints
    from pipeline.render.html import to_html  # noqa: PLC0415
    from pipeline.render.pdf import to_pdf  # noqa: PLC0415
    from pipeline.render.word import to_word  # noqa: PLC0415
    from pipeline.render.xlsx import has_tables, to_xlsx  # noqa: PLC0415

    document = job.document
    without: tuple[Problem, ...] = ()
    if set(job.formats) - {"xlsx"}:
        document, without = _drawable(document)
    stem = f"{document.language}/{document.name}"
    files: list[tuple[str, bytes]] = []
    left_out = {"charts": without} if without else {}
    word: bytes | None = None
    if "docx" in job.formats:
        word = to_word(document, places.WORD_FRAMES / document.layout.word_frame)
        files.append((f"{stem}.docx", word))
    if "xlsx" in job.formats and has_tables(document):
        files.append((f"{stem}.xlsx", to_xlsx(document)))
    if {"html", "pdf"} & set(job.formats):
        html = to_html(document, places.HTML_FRAMES)
        if "html" in job.formats:
            files.append((f"{stem}.html", html.encode()))
        if "pdf" in job.formats:
            try:
                say = catalog(places.LOCALES, "documents", document.language)
                files.append((f"{stem}.pdf", to_pdf(html, carried_by(document, word, say))))
            except MissingDependencyError as error:
                left_out["pdf"] = error.problems
    return Printed(tuple(files), left_out)


def print_forms(forms: Sequence[FilledForm], formats: Sequence[str]) -> Printed:
    """The files of the clerk's own forms: Word as it is, PDF as an office program prints it."""
    words = {f"{form.language}/{form.name}.docx": form.content for form in forms}
    files = list(words.items()) if "docx" in formats else []
    if not forms or "pdf" not in formats:
        return Printed(tuple(files), {})
    try:
        pages = pdf_by_office(words)
    except MissingDependencyError as error:
        return Printed(tuple(files), {"pdf": error.problems})
    return Printed((*files, *pages.items()), {})


def _drawable(document: Document) -> tuple[Document, tuple[Problem, ...]]:
    """The document, without its charts where one cannot be drawn, and why."""
    charts = tuple(charts_of(document))
    if not charts:
        return document, ()
    from pipeline.render.charts import to_png  # noqa: PLC0415

    try:
        for chart in charts:
            to_png(chart)
    except (MissingDependencyError, RenderError) as error:
        return without_charts(document), error.problems
    return document, ()


def warm_up() -> None:
    """Begin to load the printers in the process that workers come from, while facts are read.

    The workers come from a server that has the printers loaded but has printed nothing: Pango
    keeps a thread once it has, and a process forked beside it would wait for that thread for ever.
    """
    if "forkserver" in multiprocessing.get_all_start_methods() and (os.cpu_count() or 1) > 1:
        multiprocessing.get_context("forkserver").set_forkserver_preload(["pipeline.build.preload"])
        with ctrl_c_ignored():
            forkserver.ensure_running()


def print_all(jobs: Sequence[Job], done: Callable[[], None]) -> Iterator[Printed]:
    """Print every job, several at a time; ``done`` is called after each."""
    pool = _workers(jobs)
    if pool is None:
        for job in jobs:
            yield print_job(job)
            done()
        return
    with pool:
        # The longest first, so that no worker is left with one at the end.
        ordered = sorted(jobs, key=lambda job: -len(job.document.body))
        futures = [pool.submit(print_job, job) for job in ordered]
        try:
            for future in as_completed(futures):
                yield future.result()
                done()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _workers(jobs: Sequence[Job]) -> ProcessPoolExecutor | None:
    """Processes to print in; None where they do not pay, or the system gives none.

    The others take milliseconds a paper, PDF a hundred times as long.
    """
    count = min(os.cpu_count() or 1, sum("pdf" in job.formats for job in jobs))
    if count < 2:
        return None
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    try:
        return ProcessPoolExecutor(count, context, initializer=_live_with_the_parent)
    except (OSError, ImportError, NotImplementedError):  # no semaphores: /dev/shm is closed
        return None


def _live_with_the_parent() -> None:
    """Leave Ctrl-C to the parent, and end when it ends, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()

    def end_with_it() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=end_with_it, daemon=True).start()
