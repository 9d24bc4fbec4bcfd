"""The thin HTTP layer over the pipeline."""
