"""Word files held against a layout profile: what in them is not as the rule has it, and where."""

from pipeline.lint.findings import Finding
from pipeline.lint.lint import Linted, lint
from pipeline.lint.mending import Mended, mend
from pipeline.lint.package import Package, open_package, read_package

__all__ = ["Finding", "Linted", "Mended", "Package", "lint", "mend", "open_package", "read_package"]
