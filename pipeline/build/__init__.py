"""Which papers to make, from what, and where: the stages wired together, safe writing, records."""

from pipeline.build.build import Edition, Progress, build
from pipeline.build.explain import Explained, Step, explain
from pipeline.build.explain_summary import ExplainedTheme, explain_summary, summary_record
from pipeline.build.own_forms import (
    CHECKED,
    add_own_form,
    form_paths,
    marked_copy,
    read_own_form,
)
from pipeline.build.printing import FORMATS
from pipeline.build.records import decisions_record
from pipeline.build.sending import (
    SendingTable,
    read_sending,
    sending_record,
    sending_table,
    unit_name,
)
from pipeline.build.study import Order, Study, fields_of_folder, kinds_of_documents, study

__all__ = [
    "CHECKED",
    "FORMATS",
    "Edition",
    "Explained",
    "ExplainedTheme",
    "Order",
    "Progress",
    "SendingTable",
    "Step",
    "Study",
    "add_own_form",
    "build",
    "decisions_record",
    "explain",
    "explain_summary",
    "fields_of_folder",
    "form_paths",
    "kinds_of_documents",
    "marked_copy",
    "read_own_form",
    "read_sending",
    "sending_record",
    "sending_table",
    "study",
    "summary_record",
    "unit_name",
]
