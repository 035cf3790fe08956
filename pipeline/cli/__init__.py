"""The command ``bloc``: options in, one call, messages out."""

from pipeline.cli.main import main

__all__ = ["main"]
