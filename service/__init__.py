"""Source attribution for news text: who said what, through which outlet, how sure, and where in the text."""
