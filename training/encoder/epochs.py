"""Articles -> checkpoints, one an epoch; seeded, and carried on after the last whole epoch where a run was stopped."""

from __future__ import annotations

import random
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy
import torch

from service.extraction.encoder.reading import WordPieces
from training.encoder.articles import Article
from training.encoder.graphs import State
from training.encoder.losses import batch_losses
from training.encoder.network import NEARNESS, TaggerNetwork, network
from training.encoder.pretrained import minilm, mpnet
from training.encoder.pruning import pruned
from training.encoder.samples import Sample, batches, samples
from training.encoder.variation import Stock, stock, vary

_LINK_WEIGHT = 0.5  # of the link losses beside the role loss
_LIKENESS_WEIGHT = 1.0  # of the likeness to the first teacher's vectors, for a network that has lost a part of them
_WARM_UP = 150  # steps
_LAST_RATE = 0.01  # share of the rate that the last steps still have
_DECAY = 0.01
_LONGEST_GRADIENT = 1.0
_FRESH = 3  # times the rate, for what is not pretrained
_FRESH_WIDE = 6  # likewise beside MPNet, which learns at a lower rate
_TAUGHT = 0.7  # of a cut network's loss, that its teachers decide and not the gold; one not cut has learned PolNeAR's by heart
_CUT_SEED = 1  # of the windows that tell which parts are kept; the same for all runs, which so differ in their learning alone
_THREADS = 2  # part of the recipe: the order of sums depends on it


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a run depends on beside the articles."""

    seed: int
    epochs: int
    rate: float = 3e-4
    dropout: float = 0.1
    teachers: int = 0  # runs whose mean the network is to meet
    heads: int | None = None  # of attention that it keeps of those it starts with, in all layers together; None: all
    inner: int | None = None  # units that it keeps, likewise
    wide: bool = False  # start from MPNet, a teacher too slow to ship, instead of MiniLM

    @property
    def cut(self) -> bool:
        """Whether the network keeps only a part of its first teacher."""
        return self.heads is not None or self.inner is not None

    @property
    def repeats(self) -> bool:
        """Whether of PolNeAR the network learns what its teachers say and nothing else, so that they may be asked of any text."""
        return self.teachers > 0 and not self.cut


def train(
    articles: Sequence[Article],
    vocabulary: WordPieces,
    recipe: Recipe,
    folder: Path,
    start: State | None = None,
    teachers: Sequence[State] = (),
) -> Iterator[tuple[int, Path]]:
    """Articles, a folder for checkpoints, weights to start from, the teachers' -> number and checkpoint of each epoch, as done.

    Epochs done in an earlier start come first.
    Ends the program where the folder holds a run of another recipe or of other articles.
    """
    torch.set_num_threads(_THREADS)
    torch.use_deterministic_algorithms(True)  # else sums of gradients in chance order part a resumed run from an unbroken one
    torch.manual_seed(recipe.seed)
    # Told only where they are set: runs begun before there were teachers carry on.
    told = {name: value for name, value in asdict(recipe).items() if name not in ("teachers", "heads", "inner", "wide") or value}
    run = {**told, "articles": len(articles)}
    taught = [network(state, 0.0).eval() for state in teachers]
    model = _started(articles, vocabulary, recipe, folder, start)
    optimizer = torch.optim.AdamW(_parameter_groups(model, recipe), lr=recipe.rate, weight_decay=_DECAY, fused=True)
    rng = random.Random(recipe.seed)
    steps = recipe.epochs * len(_work(articles, vocabulary, rng))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / _WARM_UP) * max(_LAST_RATE, 1 - step / steps)
    )
    parts: dict[str, Any] = {"model": model, "optimizer": optimizer, "schedule": schedule}
    done = _resume(parts, run, folder)
    for epoch in range(done):
        yield epoch, folder / f"epoch{epoch}.pt"
    words_to_draw = stock(articles) if recipe.repeats else None
    for epoch in range(done, recipe.epochs):
        _train_epoch(epoch, model, optimizer, schedule, articles, words_to_draw, vocabulary, recipe, taught)
        checkpoint = folder / f"epoch{epoch}.pt"
        _save(model.state_dict(), checkpoint)
        _save({**{name: part.state_dict() for name, part in parts.items()}, "run": run, "done": epoch + 1}, folder / "state.pt")
        yield epoch, checkpoint


def _work(articles: Iterable[Article], vocabulary: WordPieces, rng: random.Random) -> list[list[Sample]]:
    """Articles -> the batches of their windows, in chance order."""
    return batches([one for article in articles for one in samples(article, vocabulary, rng)], rng)


def _started(
    articles: Sequence[Article], vocabulary: WordPieces, recipe: Recipe, folder: Path, start: State | None
) -> TaggerNetwork:
    """What a run depends on -> its network before the first step; one that is cut down is kept in the folder for later starts."""
    if start is None:
        return network(mpnet() if recipe.wide else minilm(), recipe.dropout)
    if NEARNESS in start:
        raise SystemExit("a wide network is too slow to ship: name another with --start")
    if not recipe.cut:
        return network(start, recipe.dropout)
    kept = folder / "start.pt"
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        rng = random.Random(_CUT_SEED)
        cut = pruned(start, _work(articles, vocabulary, rng), recipe.heads, recipe.inner, rng)
        _save({name: torch.from_numpy(weight) for name, weight in cut.items()}, kept)
    return network({name: weight.numpy() for name, weight in torch.load(kept, weights_only=True).items()}, recipe.dropout)


def _resume(parts: Mapping[str, Any], run: Mapping[str, Any], folder: Path) -> int:
    """Parts of a run, and the folder of an earlier start -> how many epochs are done; the parts as they were then."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "state.pt").exists():
        return 0
    state = torch.load(folder / "state.pt", weights_only=True)
    if state["run"] != run:
        raise SystemExit(f"{folder} holds a run of {state['run']}, not of {dict(run)}: give another folder")
    for name, part in parts.items():
        part.load_state_dict(state[name])
    return int(state["done"])


def _save(state: Mapping[str, Any], path: Path) -> None:
    """A file written whole or not at all, so that a run stopped here can be carried on."""
    half = path.with_suffix(".half")
    torch.save(state, half)
    half.replace(path)


def _parameter_groups(model: TaggerNetwork, recipe: Recipe) -> list[dict[str, Any]]:
    """What is fresh learns faster than what is pretrained; the word embeddings do not decay, most being seen seldom."""
    extras = ("encoder.case.", "encoder.quote.", "encoder.layout.")
    fresh = [p for name, p in model.named_parameters() if not name.startswith("encoder.") or name.startswith(extras)]
    words = [model.encoder.words.weight]
    taken = {id(p) for p in fresh + words}
    rest = [p for p in model.parameters() if id(p) not in taken]
    return [
        {"params": rest, "lr": recipe.rate},
        {"params": fresh, "lr": (_FRESH_WIDE if recipe.wide else _FRESH) * recipe.rate},
        {"params": words, "lr": recipe.rate, "weight_decay": 0.0},
    ]


def mean_losses(model: TaggerNetwork, articles: Iterable[Article], vocabulary: WordPieces) -> list[float]:
    """A network and articles -> its mean losses of roles, sources and contents on them; the same at every call."""
    rng = random.Random(_CUT_SEED)
    work = _work(articles, vocabulary, rng)
    model.eval()
    with torch.no_grad():
        losses = [[loss.item() for loss in batch_losses(model, batch, 0.0, False, rng)[:3]] for batch in work]
    return [sum(column) / len(work) for column in zip(*losses, strict=True)]


def _train_epoch(
    epoch: int,
    model: TaggerNetwork,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LambdaLR,
    articles: Sequence[Article],
    words_to_draw: Stock | None,
    vocabulary: WordPieces,
    recipe: Recipe,
    teachers: Sequence[TaggerNetwork],
) -> None:
    """One pass over freshly varied articles; seeded by the epoch, so that a resumed run goes as one that was not stopped."""
    rng = random.Random(f"{recipe.seed} {epoch}")
    torch.manual_seed(recipe.seed * 1000 + epoch)
    model.train()
    begun = time.monotonic()
    work = _work((vary(article, rng, words_to_draw) for article in articles), vocabulary, rng)
    taught = 1.0 if recipe.repeats else _TAUGHT
    sums = numpy.zeros(4)
    for step, batch in enumerate(work, 1):
        # The first epoch's spans are too poor to learn links from, unless a teacher has learned before.
        on_found = epoch > 0 or bool(teachers)
        losses = batch_losses(model, batch, recipe.dropout, on_found, rng, teachers, taught, recipe.cut)
        roles, sources, contents, likeness = losses
        whole = roles + _LINK_WEIGHT * (sources + contents)
        if recipe.cut:
            whole = whole + _LIKENESS_WEIGHT * likeness
        whole.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(model.parameters(), _LONGEST_GRADIENT)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        sums += [loss.item() for loss in losses]
        if step % 50 == 0 or step == len(work):
            shown = " ".join(f"{loss:.3f}" for loss in sums / step)
            print(f"epoch {epoch} step {step}/{len(work)} losses {shown} {time.monotonic() - begun:.0f} s", flush=True)
