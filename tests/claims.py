"""Small folders of results and figures, and the contradictions that are found in them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from folders import write_folder

from pipeline.collect.folder import collect

BLOC = {
    "year": 2025,
    "bloc": {"name": "Khối thi đua A"},
    "units": [
        {"id": "so-noi-vu", "name": "Sở Nội vụ tỉnh Ví Dụ"},
        {"id": "so-tu-phap", "name": "Sở Tư pháp tỉnh Ví Dụ"},
        {"id": "thanh-tra", "name": "Thanh tra tỉnh Ví Dụ"},
    ],
}
CODES = {
    "text-figure",
    "translation-figure",
    "bloc-total",
    "activity-claims",
    "maybe-joint",
    "said-twice",
    "date-outside-year",
    "last-year-text",
    "conference-date",
    "impossible-date",
    "merit-doubtful",
}


def found(place: Path, **facts: Any) -> list[tuple[str, str]]:
    """The code and message of every contradiction found."""
    text = yaml.safe_dump({**BLOC, **facts}, allow_unicode=True)
    dossier = collect(write_folder(place / "khoi", {"bloc.yaml": text}))
    return [(p.code, str(p.message)) for p in dossier.warnings if p.code in CODES]


def codes(place: Path, **facts: Any) -> list[str]:
    return [code for code, _ in found(place, **facts)]


def result(text: object, unit: str | None = "so-noi-vu", **more: Any) -> dict[str, Any]:
    return {"theme": "movements", "unit": unit, "text": text, **more}


def indicators(
    values: Iterable[float | str] = (13, 7, 9), own: object = None, **more: Any
) -> list[dict[str, Any]]:
    units = [str(unit["id"]) for unit in BLOC["units"]]  # type: ignore[index]
    readings = [
        {"unit": unit, "value": value, "target": 10, "last_year": 9}
        for unit, value in zip(units, values, strict=False)
    ]
    if own is not None:
        readings.append({"value": own})
    stated = {
        "id": "sang-kien",
        "theme": "movements",
        "name": "Số sáng kiến được công nhận",
        "measure": "sáng kiến",
    }
    return [{**stated, **more, "readings": readings}]


RATE = {"name": "Tỷ lệ hồ sơ giải quyết đúng hạn", "measure": "%", "kind": "rate"}
MONEY = {"name": "Kinh phí tiết kiệm", "measure": "triệu đồng", "kind": "money"}

SPORTS = {"id": "hoi-thao", "name": "Hội thao của khối"}


def joint(unit: str, text: str = "Tham gia hội thao.", **more: Any) -> dict[str, Any]:
    return result(text, unit, activity="hoi-thao", **more)
