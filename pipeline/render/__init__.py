"""Dossier + Summary + Decisions → Documents → Word, HTML, PDF.

``compose`` writes every word of a paper once; ``word``, ``html`` and ``pdf`` print that one value.
"""
