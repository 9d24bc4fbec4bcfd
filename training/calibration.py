"""Gold articles -> the scale of the neural tagger's confidence.

    python -m training.calibration DATA

DATA is the folder with polnear-train.jsonl and polnear-train.tokens.jsonl.gz. The scale is fitted on the articles that the
encoder's training held out, with linear models that have not seen them either. Few as they are, they may be easier than others:
how much, the linear models tell, cross-fitted over all articles of that file, and the scale is lowered by it. The scale of the
rules is fitted by training.linear.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence
from pathlib import Path

from service.extraction import NEURAL, RULES
from training import linear, scales
from training.marked import marked_articles


def ease(parts: Sequence[scales.Judged], chosen: set[str]) -> float:
    """Articles with linear models, ids of some of them -> by how much those are easier than all of them, in log-odds."""
    right = [(article["id"] in chosen, agreed) for article, _, agreed in scales.judged(parts, linear.LANGUAGE, RULES)]
    return _log_odds([agreed for own, agreed in right if own]) - _log_odds([agreed for _, agreed in right])


def _log_odds(verdicts: Sequence[bool]) -> float:
    return math.log(sum(verdicts) / (len(verdicts) - sum(verdicts)))


def neural_scale(data: Path) -> dict[str, float]:
    """Folder of the gold articles -> the scale of the encoder that stands in the lexicon."""
    gold = list(linear.articles(data / "polnear-train.jsonl", 0))
    parts = linear.cross_fitted(data, [*gold, *marked_articles()])
    unseen = {article["id"] for article in scales.held_out(gold)}
    corpus = [(learned, [article for article in articles if "ours" not in article]) for learned, articles in parts]
    easier = ease(corpus, unseen)
    print(f"held-out articles are easier by {easier:.3f}", flush=True)
    own = [(learned, [article for article in articles if article["id"] in unseen]) for learned, articles in corpus]
    return scales.fit(own, linear.LANGUAGE, NEURAL, easier)


def main() -> None:
    """Command line -> the scale of the neural tagger, written to its place in the lexicon."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    scales.write(linear.LANGUAGE, NEURAL, neural_scale(parser.parse_args().data))


if __name__ == "__main__":
    main()
