"""The values one paper prints, by the placeholders that stand for them until it is parsed."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from pipeline.errors import Source
from pipeline.model.base import N_, Language, Path
from pipeline.model.blocks import Chart, Figure, Run, RunKind, Signatures
from pipeline.model.document import Gap
from pipeline.words import Catalog, of_a_cluster

_OPEN, _CLOSE, _BLOCK = "\ue000", "\ue001", "\ue002"
PLACEHOLDER = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
BLOCK_PLACEHOLDER = re.compile(f"{_BLOCK}([0-9]+){_CLOSE}")

GAP = N_("[CẦN BỔ SUNG: %(fact)s]")
GAP_KNOWN_ELSEWHERE = N_("[CẦN BỔ SUNG: %(fact)s; nguồn ghi “%(known)s”]")
UNTRANSLATED = N_("[chưa dịch: %(text)s]")
DAY, MONTH, YEAR = N_("ngày trong tháng"), N_("tháng"), N_("năm")
"""What may be missing in a date."""
BLANK = "……"


Made = Figure | Chart | Signatures
"""A block that no Markdown writes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a placeholder stands for."""

    run: Run
    gap: Gap | None = None


class Ledger:
    """The values one document has printed so far, by the index in their placeholders."""

    def __init__(self, language: Language, words: Catalog) -> None:
        self.language: Language = language
        self.words = words
        self.of_cluster = False
        """Whether the words are about a cluster (cụm) where the templates say bloc (khối)."""
        self._entries: list[Entry] = []
        self._blocks: list[Made] = []
        self._printed: dict[int, Entry] = {}
        self.unsaid: list[str] = []
        """Words of the template that have no translation into the language."""

    def put(self, entry: Entry) -> str:
        """Keep ``entry`` and return its placeholder."""
        self._entries.append(entry)
        return f"{_OPEN}{len(self._entries) - 1}{_CLOSE}"

    def put_block(self, block: Made) -> str:
        """Keep a block; its placeholder must stand in a paragraph of its own."""
        self._blocks.append(block)
        return f"{_BLOCK}{len(self._blocks) - 1}{_CLOSE}"

    def entry(self, index: str) -> Entry:
        """The entry of a placeholder."""
        return self._entries[int(index)]

    def print(self, index: str) -> Run:
        """The value of a placeholder that has reached the document."""
        entry = self._printed[int(index)] = self.entry(index)
        return entry.run

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What is missing in the document, each fact once."""
        return tuple(dict.fromkeys(e.gap for e in self._printed.values() if e.gap))

    @property
    def untranslated(self) -> tuple[Source, ...]:
        """Where the texts stand that the document shows in another language."""
        runs = (e.run for e in self._printed.values())
        return tuple(
            dict.fromkeys(s for r in runs if r.kind == RunKind.UNTRANSLATED for s in r.sources)
        )

    def say(self, text: str, count: Decimal | int | None = None) -> str:
        """Words of a template in the language of the document; marked where they have none.

        With a ``count`` in the form it takes: not whole, or not known, it takes that of many.
        """
        if self.words.has(text):
            whole = int(count) if count is not None and count % 1 == 0 else None
            return self._about(self.words.of_many(text, whole))
        self.unsaid.append(text)
        return self.words(UNTRANSLATED) % {"text": self._about(text)}

    def _about(self, words: str) -> str:
        """Words of the program, said of a bloc or of a cluster; facts do not pass through here."""
        return of_a_cluster(words, self.language) if self.of_cluster else words

    def read(self, text: str) -> str:
        """``text`` as it will be read: its placeholders filled in."""
        return PLACEHOLDER.sub(lambda found: self.entry(found.group(1)).run.text, text)

    def block(self, index: str) -> Made:
        """The block of a placeholder."""
        return self._blocks[int(index)]

    def map_text(self, text: str, change: Callable[[str], str]) -> str:
        """``text`` with ``change`` done to its words and to the values it holds alike."""
        changed = []
        end = 0
        for found in PLACEHOLDER.finditer(text):
            changed.append(change(text[end : found.start()]))
            entry = self.entry(found.group(1))
            run = dataclasses.replace(entry.run, text=change(entry.run.text))
            # What is missing is named, not shouted.
            changed.append(self.put(entry if entry.gap else dataclasses.replace(entry, run=run)))
            end = found.end()
        changed.append(change(text[end:]))
        return "".join(changed)

    def gap(
        self, label: str, source: Source | None, path: Path = (), known: str | None = None
    ) -> Entry:
        """An entry for a fact that is missing; ``known`` is what another language's text says."""
        key = ".".join(str(step + 1 if isinstance(step, int) else step) for step in path)
        fact = self._about(self.words(label))
        text = (
            self.words(GAP_KNOWN_ELSEWHERE) % {"fact": fact, "known": known}
            if known
            else self.words(GAP) % {"fact": fact}
        )
        return Entry(
            Run(text, RunKind.GAP, sources=(source,) if source else ()),
            Gap(label, source, known=known, key=key),
        )

    def blank(self, label: str, source: Source | None) -> Entry:
        """An entry for a place left to the pen."""
        return Entry(Run(BLANK, RunKind.BLANK), Gap(label, source, by_hand=True))
