"""What a client sends and what it gets, whatever carries it: an order in, an answer or a table out."""
