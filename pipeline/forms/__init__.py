"""The workbooks that clerks fill in: what stands in them, and how they are written."""
