"""Which papers to make, from what, and where: the stages wired together, safe writing, records."""

from pipeline.build.build import Edition, Progress, build
from pipeline.build.explain import Explained, Step, explain
from pipeline.build.explain_summary import ExplainedTheme, explain_summary, summary_record
from pipeline.build.printing import FORMATS
from pipeline.build.records import decisions_record
from pipeline.build.sending import (
    SendingTable,
    read_sending,
    sending_record,
    sending_table,
    unit_name,
)
from pipeline.build.study import Order, Study, kinds_of_documents, study

__all__ = [
    "FORMATS",
    "Edition",
    "Explained",
    "ExplainedTheme",
    "Order",
    "Progress",
    "SendingTable",
    "Step",
    "Study",
    "build",
    "decisions_record",
    "explain",
    "explain_summary",
    "kinds_of_documents",
    "read_sending",
    "sending_record",
    "sending_table",
    "study",
    "summary_record",
    "unit_name",
]
