"""The JSON Schema of every output, made from the objects themselves."""

from typing import Any

from cpx.domain.answer import FoundStatement
from cpx.domain.asked import DoiResult, PlannedCall
from cpx.domain.brief import Brief
from cpx.domain.checked import CheckedReference, UpdateChange
from cpx.domain.detail import WorkDetail
from cpx.domain.explanation import Explanation
from cpx.domain.near import RelatedWork
from cpx.domain.saved import SavedSearch
from cpx.domain.setting import Setting
from cpx.domain.tag import Tag
from cpx.domain.work import Hit, Work
from cpx.services.add import TextResult
from cpx.services.coding_compare import Comparison
from cpx.services.coding_sheet import SheetRow
from cpx.services.coverage import Coverage
from cpx.services.edit import EditResult
from cpx.services.embed import EmbedResult
from cpx.services.ingest import IngestResult
from cpx.services.log import LogDetail, LogRow
from cpx.services.missing import MissingWork
from cpx.services.new import NewWork
from cpx.services.note import Noted
from cpx.services.pages import Page
from cpx.services.review_dois import DoiCandidate
from cpx.services.review_tags import DoubtfulTag
from cpx.services.scoring import ScoreResult
from cpx.services.stats import Stats
from cpx.services.tag import Decided, TagResult
from cpx.services.undo import UndoResult
from cpx.services.vocabulary import Term
from cpx.services.vocabulary_exchange import ImportResult

SCHEMA_ID = "urn:cpx:schema:1"
OUTPUTS: dict[str, type] = {
    "work": Work,
    "search": Hit,
    "related": RelatedWork,
    "explain": Explanation,
    "saved": SavedSearch,
    "new": NewWork,
    "open": Page,
    "show": WorkDetail,
    "ask": FoundStatement,
    "brief": Brief,
    "tag": Tag,
    "retag": TagResult,
    "score": ScoreResult,
    "sheet": SheetRow,
    "compare": Comparison,
    "decision": Decided,
    "ingest": IngestResult,
    "embed": EmbedResult,
    "add-doi": DoiResult,
    "add-text": TextResult,
    "plan": PlannedCall,
    "retractions": CheckedReference,
    "check-updates": UpdateChange,
    "review": DoiCandidate,
    "stats": Stats,
    "missing": MissingWork,
    "doubtful": DoubtfulTag,
    "log": LogRow,
    "run": LogDetail,
    "undo": UndoResult,
    "edit": EditResult,
    "note": Noted,
    "config": Setting,
    "vocab": Term,
    "vocab-coverage": Coverage,
    "vocab-import": ImportResult,
}
"""Name of an output -> the object that one row of it is."""


def json_schema() -> dict[str, Any]:
    """Give one schema document: each output by name under ``properties``, the objects under ``$defs``."""
    from msgspec.json import schema_components

    references, definitions = schema_components(OUTPUTS.values(), ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "Outputs of cpx, version 1",
        "type": "object",
        "properties": dict(zip(OUTPUTS, references, strict=True)),
        "$defs": definitions,
    }
