"""Word files held against a layout profile: what in them is not as the rule has it, and where."""

from pipeline.lint.findings import Finding
from pipeline.lint.lint import Linted, lint
from pipeline.lint.package import Package, open_package, read_package

__all__ = ["Finding", "Linted", "Package", "lint", "open_package", "read_package"]
