"""What papers are made from: what the stages before handed on, and the templates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.model.decisions import Decisions
from pipeline.model.dossier import Dossier, Rules, rules_on
from pipeline.model.forecast import Outlook
from pipeline.model.layout import DocumentKind, Layout
from pipeline.model.summary import Summary
from pipeline.render.texts import Texts


@dataclass(frozen=True, slots=True)
class Material:
    """Facts, figures, decisions and rules of one bloc and year, with texts and layouts."""

    dossier: Dossier
    summary: Summary
    decisions: Decisions
    rules: Rules
    texts: Texts
    layouts: Sequence[Layout]
    rulebooks: Sequence[Rules] = ()
    """All that are known, oldest first; a paper that does not close the year cites the one of its
    own day."""
    final: bool = False
    asked_on: date | None = None
    """The day for which letters say what has not come; None: they name no day."""
    only_units: tuple[str, ...] = ()
    """The units that letters go to; empty: all to whom there is something to write."""
    outlook: Outlook | None = None
    """The coming heads; None where no paper is asked for that tells them."""

    def rules_cited_by(self, kind: DocumentKind, day: date) -> Rules:
        """The rulebook whose legal bases a kind of paper cites when it is signed on ``day``."""
        if kind.signed == "closing":
            return self.rules
        return rules_on(self.rulebooks, day) or self.rules
