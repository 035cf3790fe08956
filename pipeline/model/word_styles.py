"""The name of the Word style that each component of a paper stands in, in every frame."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.model.layout import Component

WORD_STYLES: Mapping[Component, str] = {
    "nation": "Bloc Nation",
    "motto": "Bloc Motto",
    "parent": "Bloc Parent",
    "issuer": "Bloc Issuer",
    "number": "Bloc Number",
    "subject": "Bloc Subject",
    "place-date": "Bloc Place and Date",
    "type-name": "Bloc Type",
    "excerpt": "Bloc Excerpt",
    "addressee": "Bloc Addressee",
    "basis": "Bloc Basis",
    "chapter": "Bloc Chapter",
    "heading-1": "Bloc Heading 1",
    "heading-2": "Bloc Heading 2",
    "heading-3": "Bloc Heading 3",
    "body": "Bloc Body",
    "item": "Bloc Item",
    "note": "Bloc Note",
    "byline": "Bloc Byline",
    "footnote": "Bloc Footnote",
    "table-caption": "Bloc Table Caption",
    "table-head": "Bloc Table Head",
    "table-text": "Bloc Table Text",
    "figure-caption": "Bloc Figure Caption",
    "authority": "Bloc Authority",
    "position": "Bloc Position",
    "post": "Bloc Post",
    "signature": "Bloc Signature",
    "recipients-label": "Bloc Recipients Label",
    "recipients": "Bloc Recipients",
    "annex-label": "Bloc Annex Label",
    "annex-title": "Bloc Annex Title",
    "annex-reference": "Bloc Annex Reference",
    "page-number": "Bloc Page Number",
}
"""What a clerk sees in the list of styles. Word's own styles of headings stand under the three
of the bloc, so that the navigation pane and a table of contents know them."""
