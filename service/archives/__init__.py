"""Whole archives of articles: read record by record, worked on by all cores, resumable."""
