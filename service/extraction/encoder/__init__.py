"""The `neural` tagger: a small fine-tuned encoder, run by onnxruntime; an extra of the package."""
