"""What a page names: its words, names and bearers, the noun phrases, outlets and attributions on it."""
