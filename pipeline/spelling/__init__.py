"""How people write figures, dates and names; it knows nothing of files or of the bloc."""
