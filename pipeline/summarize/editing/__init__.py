"""What a good editor does with what the units send: weigh, merge, choose, and say why."""

from pipeline.summarize.editing.reports import edit_reports

__all__ = ["edit_reports"]
