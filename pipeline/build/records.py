"""The records beside the papers, for programs: decisions.json and manifest.json."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pipeline import __version__, places
from pipeline.build.edition import sha256
from pipeline.build.study import Study
from pipeline.errors import Message
from pipeline.model.decisions import (
    Candidate,
    Decisions,
    NominationDecision,
    Reason,
    SeatDecision,
)
from pipeline.model.dossier import Dossier, Rules, way_between
from pipeline.words import INTERFACE_LANGUAGES, catalog, speech_about


def decisions_record(dossier: Dossier, decisions: Decisions, rules: Rules) -> dict[str, Any]:
    """The decisions in plain values; sentences in each language the program speaks."""
    spoken = {
        code: speech_about(dossier.facts.bloc.kind, catalog(places.LOCALES, "interface", code))
        for code in INTERFACE_LANGUAGES
    }

    def say(message: Message) -> dict[str, str]:
        return {code: message.in_words(speech) for code, speech in spoken.items()}

    def reason(one: Reason) -> dict[str, Any]:
        record: dict[str, Any] = {"verdict": str(one.verdict), "message": say(one.message)}
        sources = dict.fromkeys(str(dossier.trail.source(path)) for path in one.facts)
        if sources:
            record["facts"] = list(sources)
        if one.rule:
            record["rule"] = {
                "reference": one.rule.reference.said_in("vi"),
                "verified": one.rule.verified,
            }
            trail = dossier.trail if one.own_rule else rules.trail
            if one.rule_path:
                record["rule"]["place"] = str(trail.source(one.rule_path))
        return record

    def candidate(one: Candidate) -> dict[str, Any]:
        place = dossier.trail.source(one.nominee.path) if one.nominee else None
        return {
            "unit": one.unit,
            **({"nominee": str(place)} if place else {}),
            "verdict": str(one.verdict),
            "reasons": [reason(r) for r in one.reasons],
        }

    def outcome(decision: NominationDecision, one: Candidate) -> dict[str, str]:
        return {"outcome": str(decision.outcome(one))}

    def seat(one: SeatDecision | None) -> dict[str, Any] | None:
        if one is None:
            return None
        return {
            "recorded": None if one.recorded is None else list(one.recorded),
            "proposed": one.proposed,
            "mode": one.mode,
            "agreement": str(one.agreement),
            "reasons": [reason(r) for r in (*one.reasons, *one.doubts)],
            "units": [candidate(c) for c in one.candidates],
        }

    return {
        "year": decisions.year.value,
        "rulebook": {
            "id": rules.book.id,
            "verified": rules.book.verified,
            "key_day": decisions.key_day.isoformat(),
        },
        "head": seat(decisions.head),
        "deputies": [seat(deputy) for deputy in decisions.deputies],
        "nominations": [
            {
                "name": one.name,
                "award": one.award,
                "count": one.count.value if one.count else None,
                "units": [candidate(c) | outcome(one, c) for c in one.candidates],
                "others": [candidate(c) | outcome(one, c) for c in one.others],
                "reasons": [reason(r) for r in (*one.reasons, *one.doubts)],
            }
            for one in decisions.nominations
        ],
        "equal_points": [reason(r) for r in decisions.equal_points],
        "votes_needed": dict(decisions.votes_needed),
    }


def manifest_record(
    study: Study, final: bool, files: Mapping[str, bytes], left_out: tuple[str, ...]
) -> dict[str, Any]:
    """What an edition was made from and what is in it, with hashes (SHA-256)."""
    rules = study.rules
    return {
        "program": {"name": "bloc", "version": __version__},
        "final": final,
        "inputs": {file.path: file.sha256 for file in study.dossier.files},
        "history": {
            f"{way_between(study.dossier.folder, earlier.folder)}/{file.path}": file.sha256
            for earlier in study.dossier.history
            for file in earlier.files
        },
        "rulebook": {"id": rules.book.id, "file": rules.file.path, "sha256": rules.file.sha256},
        "words": _hash_of_words(),
        "layouts": sorted(study.layouts),
        "left_out": list(left_out),
        "outputs": {path: sha256(files[path]) for path in sorted(files)},
    }


def _hash_of_words() -> str:
    """One hash over templates, frames and catalogs: papers of other words do not fit together."""
    files = sorted(
        path
        for folder in (places.TEXTS.parent, places.LOCALES)
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".py" and "__pycache__" not in path.parts
    )
    return sha256(b"".join(sha256(path.read_bytes()).encode() for path in files))


def as_json(record: Mapping[str, Any]) -> bytes:
    """A record as readable JSON, ending in a line break."""
    return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode()
