"""What an article costs: the engine's taggers beside other libraries, in one run."""
