"""Coverage-guided fuzzing of document reading and of the whole pipeline."""
