"""What rebuilds the learned data of the lexicon from gold articles; never imported by the service."""
