"""Gold articles in, the encoder of the `neural` tagger out: service/lexicon/<language>/encoder/ and its scale of confidence.

    python -m training.encoder DATA [--work FOLDER] [--seed N] [--wide | --teachers FOLDER ...]

DATA is a folder with polnear-train.jsonl and polnear-train.tokens.jsonl.gz. Stopped and started again with the same options, the
run is carried on after its last whole epoch. With the checkpoint folders of finished runs as teachers it makes one network of
them: it starts from one more run, or the first of them, and learns what they say on the mean; the word "shipped" stands for the
encoder in the lexicon, of which no checkpoints need be left. With --heads and --inner it keeps only so many of the heads of
attention and inner units that it starts with, which makes the tagger quicker. With --wide it makes a teacher of a wider encoder,
which leaves checkpoints and no files.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from service.extraction import NEURAL
from service.extraction.encoder.reading import WordPieces
from service.extraction.encoder.tagging import Tagger
from service.lexicon import encoder as encoder_module
from service.lexicon.encoder import EncoderData, encoder
from training import calibration, scales
from training.encoder.articles import Article, Gold, article_of, gold_articles, name_layer
from training.encoder.epochs import Recipe, mean_losses, train
from training.encoder.export import averaged, encoder_data, write
from training.encoder.graphs import State
from training.encoder.network import network
from training.encoder.pretrained import vocabulary
from training.encoder.ranges import reaches
from training.encoder.shipped import weights_of
from training.encoder.tune import START, evidence_weights, read_all, tuned_settings, who_said_what
from training.marked import marked_articles

LANGUAGE = "en"
TARGET = Path(encoder_module.__file__).parent / LANGUAGE / "encoder"
SHIPPED = Path("shipped")  # on the command line, in place of a folder of checkpoints
AVERAGED = 0.5  # share of the epochs, the last ones, whose weights are averaged: of nine four, against the last alone +0.007 F1
WIDE_RATE = 1.2e-4  # MPNet's: at half of it the first epoch learned less than MiniLM's
NO_EVIDENCE = (0.0,) * 8  # until its weights are fitted
OURS = 2  # times that an epoch reads each article of ours, of which there are few words


class Material(NamedTuple):
    """What a run learns from and what it is judged by."""

    articles: list[Article]
    held_out: list[Gold]
    vocabulary: list[str]


def material(data: Path, few: int | None) -> Material:
    """Folder of the gold articles, and how many to take of each kind (None: all) -> what a run works with."""
    gold = gold_articles(data / "polnear-train.jsonl")
    held_out = scales.held_out(gold)
    unseen = {article["id"] for article in held_out}
    names = name_layer(data / "polnear-train.tokens.jsonl.gz")
    articles = [article_of(article, names.get(article["id"], ())) for article in gold if article["id"] not in unseen]
    ours = [article_of(article) for article in marked_articles()]
    return Material(articles[:few] + ours[:few] * OURS, held_out[:few], vocabulary())


def teach(given: Material, work: Path, recipe: Recipe) -> None:
    """Material, a folder for checkpoints -> a network to learn from, too slow to ship; how wrong each epoch is is printed."""
    pieces = WordPieces(given.vocabulary)
    unseen = [article_of(article, ()) for article in given.held_out]
    for epoch, checkpoint in train(given.articles, pieces, recipe, work):
        losses = mean_losses(network(averaged([checkpoint]), 0.0), unseen, pieces)
        print(f"epoch {epoch}: held-out losses {' '.join(f'{loss:.4f}' for loss in losses)}", flush=True)


def run(given: Material, work: Path, recipe: Recipe, target: Path, start: Path | None, teachers: Sequence[Path]) -> EncoderData:
    """Material and a folder for checkpoints -> the encoder, trained, tuned and written into the target."""
    begun = weights(start) if start else None
    taught = [weights(folder) for folder in teachers]
    for epoch, checkpoint in train(given.articles, WordPieces(given.vocabulary), recipe, work, begun, taught):
        tagger = Tagger(exported(averaged([checkpoint]), given))
        print(f"epoch {epoch}: who said what {who_said_what(tagger, read_all(tagger, given.held_out)):.4f}", flush=True)
    made = exported(averaged(last_checkpoints(work)), given)
    read = read_all(Tagger(made), given.held_out)
    made = replace(made, settings=tuned_settings(made, read))
    made = replace(made, evidence=evidence_weights(made, read))
    write(made, target)
    return made


def weights(run_before: Path) -> State:
    """Folder of a finished run, or SHIPPED -> the weights that it ended with."""
    return weights_of(encoder(LANGUAGE)) if run_before == SHIPPED else averaged(last_checkpoints(run_before))


def last_checkpoints(folder: Path) -> list[Path]:
    """Folder of a finished run -> its last checkpoints, those whose weights are averaged; ends the program where it has none."""
    found = sorted(folder.glob("epoch*.pt"), key=lambda path: int(path.stem.removeprefix("epoch")))
    if not found:
        raise SystemExit(f"{folder} holds no checkpoints of a finished run")
    return found[-max(1, int(len(found) * AVERAGED)) :]


def exported(state: State, given: Material) -> EncoderData:
    """Weights, and what they were learned from -> the encoder before it is tuned."""
    reached = reaches(state, given.articles, WordPieces(given.vocabulary))
    return encoder_data(state, reached, given.vocabulary, START, NO_EVIDENCE)


def main() -> None:
    """Command line -> the encoder's files and, where they went to their place in the lexicon, the scale of confidence."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--work", type=Path, default=Path("build/encoder"), help="folder of checkpoints (default: %(default)s)")
    parser.add_argument("--into", type=Path, default=TARGET, help="folder of the files (default: their place in the lexicon)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, help="default: 9; 4 with --wide, 10 with teachers, 8 with --heads or --inner")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--teachers", type=Path, nargs="+", default=[], help="checkpoint folders of finished runs")
    what.add_argument("--wide", action="store_true", help="start from MPNet: a better teacher, without files of its own")
    parser.add_argument("--start", type=Path, help="checkpoint folder of the run to start from (default: the first teacher)")
    parser.add_argument("--few", type=int, metavar="N", help="articles to train and to tune on (default: all), for a trial")
    parser.add_argument("--heads", type=int, help="of attention that it keeps, of all layers together (default: all)")
    parser.add_argument("--inner", type=int, help="units that it keeps, likewise (default: all)")
    args = parser.parse_args()
    if (args.start or args.heads or args.inner) and not args.teachers:
        parser.error("--start, --heads and --inner are for a run that has teachers: name them with --teachers")
    if args.few and not args.wide and args.into == TARGET:
        parser.error("--few is a trial: name a folder with --into, so that the shipped encoder stays")
    given = material(args.data, args.few)
    if args.wide:
        teach(given, args.work, Recipe(args.seed, args.epochs or 4, WIDE_RATE, wide=True))
        return
    epochs = args.epochs or (9 if not args.teachers else 8 if args.heads or args.inner else 10)
    recipe = Recipe(args.seed, epochs, teachers=len(args.teachers), heads=args.heads, inner=args.inner)
    made = run(given, args.work, recipe, args.into, args.start or next(iter(args.teachers), None), args.teachers)
    print(f"{args.into}: version {made.version}", flush=True)
    if args.into == TARGET:
        encoder.cache_clear()  # "shipped" has read the files that stood there before
        scales.write(LANGUAGE, NEURAL, calibration.neural_scale(args.data))


if __name__ == "__main__":
    main()
