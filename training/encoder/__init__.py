"""What trains the encoder of the `neural` tagger; reading, decoding and its data files are those of the service."""
