"""By which way words came: through which outlets, in what medium, and where a headline says them again."""
