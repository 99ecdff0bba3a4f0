"""The four seed documents, scored by ``cpx tag --score`` against the readers' labels; where the originals are not at hand, skipped."""

import json
from collections.abc import Callable
from pathlib import Path
from runpy import run_path
from typing import Any

import pytest
from running import Ran

from cpx.domain.agreement import Counts
from cpx.services.shipped import shipped_vocabulary

LEFT_OUT = {"m.method", "p.pop", "p.human"}
"""The readers were not asked about these."""
AT_LEAST = 0.93
KINDS = {"methods": ("method", "approach", "framework"), "populations": ("population", "setting", "place")}
"""What the readers labelled -> our schemes."""


def _rows(gold: list[dict[str, Any]], kind: str, *, chinese: bool) -> list[str]:
    """Give a row for each text and each term of a kind: yes where the readers named it, else no."""
    terms = [concept for concept in shipped_vocabulary().concepts if concept.startswith(kind[0] + ".") and concept not in LEFT_OUT]
    rows = []
    for place, text in enumerate(gold):
        there = {one["concept"] if isinstance(one, dict) else one for one in text[kind]}
        if ("Chinese" in text["text"]) is chinese:
            rows += [f"text{place};{concept};{'yes' if concept in there else 'no'}" for concept in terms]
    return rows


@pytest.fixture
def texts(shared: Path, tmp_path: Path, run_cpx: Callable[..., Ran]) -> list[dict[str, Any]]:
    """Take the fourteen texts in, each as a work of its own; give the readers' labels."""
    tool = run_path(str(shared / "tools" / "score_seeds.py"))
    lines = [json.dumps({"id": f"text{place}", "title": "", "abstract": text}) for place, text in enumerate(tool["texts"]())]
    (tmp_path / "texts.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert run_cpx("init").code == 0
    assert run_cpx("ingest", str(tmp_path / "texts.jsonl"), "--json").json["totals"]["added"] == len(lines)
    return json.loads((shared / "seeds" / "tags_gold.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def test_seeds_score_as_promised_in_both_languages(texts: list[dict[str, Any]], tmp_path: Path, run_cpx: Callable[..., Ran]) -> None:
    path = tmp_path / "labels.csv"
    for chinese in (False, True):
        rows = [row for kind in KINDS for row in _rows(texts, kind, chinese=chinese)]
        path.write_text("\n".join(["work;concept;verdict", *rows]), encoding="utf-8")
        done = run_cpx("tag", "--score", str(path), "--json")
        assert done.code == 0, done.stderr
        for kind, schemes in KINDS.items():
            parts = [Counts(*(one[name] for name in ("tp", "fp", "fn", "tn"))) for one in done.json["schemes"] if one["scheme"] in schemes]
            assert (sum(parts, Counts()).f1 or 0) >= AT_LEAST, (kind, chinese, [row["label"] for row in done.json["disagreements"]])
