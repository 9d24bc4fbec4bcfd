"""The command line: articles in files or on standard input, their statements on standard output."""
