"""A clerk's own Word form (of a ministry, say): checked tag by tag, and filled in.

``package`` opens the file, ``paragraphs`` finds the tags and mends what Word did to them,
``blocks`` finds what they enclose, ``kinds`` and ``names`` know what may be named, ``checking``
holds every tag against them, ``filling`` prints the values and proves that they arrived.
"""
