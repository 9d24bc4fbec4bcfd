"""Gold attributions in, the linear models of the `rules` tagger out: service/lexicon/<language>/weights.json.gz.

    python -m training.linear DATA [--hold-out N]

DATA is a folder with polnear-train.jsonl and polnear-train.tokens.jsonl.gz. Every N-th of its articles is held out (default:
none). The articles of this folder, training/articles, are learned from as well. The result depends on the data alone: there is
no random number in it.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import hashlib
import json
import pathlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy
from scipy import optimize, sparse

from service.document import read
from service.extraction import RULES, borders, contents, cues, sources
from service.extraction.templates import Templates, Values
from service.extraction.words import Phrase, Words, read_words
from service.lexicon import weights as weights_module
from service.lexicon.cues import CueForm
from service.lexicon.weights import Weights
from service.model import Span
from training import scales
from training.marked import marked_articles

LANGUAGE = "en"
TARGET = pathlib.Path(weights_module.__file__).parent / LANGUAGE / "weights.json.gz"
MIN_COUNT = 3  # a feature seen less often than this is noise
STRENGTH = 3.0  # of the L2 penalty, per model; chosen on all training articles, each read by models that have not seen it
OURS = 2  # times that each article of ours counts, of which there are few words
FOLDS = 4  # of the articles that the scale of the confidence is fitted on, each judged by models learned from the others
SMALLEST = 0.1  # weights below this decide next to nothing, and a table of half the size is sooner looked up

# Penn part-of-speech tags -> the classes of service.extraction.words.
CLASSES = {
    "NN": "N", "NNS": "N", "NNP": "P", "NNPS": "P", "VBD": "V", "VBZ": "V", "VBP": "V", "VB": "B", "VBG": "G", "VBN": "D",
    "JJ": "J", "JJR": "J", "JJS": "J", "RB": "R", "RBR": "R", "RBS": "R", "RP": "i", "DT": "d", "PDT": "d", "PRP": "p",
    "PRP$": "s", "IN": "i", "CC": "c", "TO": "t", "MD": "m", "WDT": "w", "WP": "w", "WRB": "w", "WP$": "s", "CD": "n", "EX": "e",
}  # fmt: skip
TIMES = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today", "tomorrow", "tonight",
    "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december",
    "jan", "feb", "aug", "sept", "oct", "nov", "dec", "week", "month", "year", "morning", "afternoon", "evening", "night",
})  # fmt: skip

# What each model looks at.
LOOKS = {
    "cue": (cues.CUE,),
    "layout": (borders.LAYOUT,),
    "start": (borders.START,),
    "end": (borders.END,),
    "before_end": (borders.END_BEFORE,),
    "before_start": (borders.START_BEFORE,),
    "source": (sources.SOURCE, sources.NO_SOURCE),
}


def word_classes(path: pathlib.Path, texts: dict[str, str]) -> dict[str, str]:
    """Tagged tokens of the training articles -> for each word seen three times or more, the class it has most often.

    The commonest words come first, as the weights of the commonest features do: what is asked for often lies together in memory.
    """
    counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            text = texts.get(row["id"], "")
            for start, end, tag, _ in row["tokens"]:
                word = text[start:end].replace("’", "'")
                if tag in CLASSES and word[:1].isalpha():
                    counts[word.lower()][CLASSES[tag]] += 1
    table = {word: tags.most_common(1)[0][0] for word, tags in counts.items() if sum(tags.values()) >= MIN_COUNT}
    table.update(dict.fromkeys(TIMES, "T"))
    return {word: table[word] for word in sorted(table, key=lambda word: (-counts[word].total(), word)) if table[word] != "P"}


Path = tuple[str, tuple[str, ...]]  # of a weight: its template, and the values of the atoms that it is nested by


@dataclass
class Choice:
    """One decision: the features of each candidate, and which of them is right."""

    candidates: list[list[str]]
    gold: int


@dataclass
class Examples:
    """What the articles teach each model."""

    cue: list[tuple[list[str], bool]] = field(default_factory=list)
    layout: list[tuple[list[str], str]] = field(default_factory=list)
    choices: dict[str, list[Choice]] = field(default_factory=lambda: collections.defaultdict(list))
    paths: dict[str, set[Path]] = field(default_factory=lambda: collections.defaultdict(set))  # name of a feature -> its places

    def named(self, looks: Templates, cue: Values, place: Values) -> list[str]:
        """What a model looks at, and the values of a cue and of a candidate -> the names of the features that hold."""
        found = list(looks.features(cue, place))
        for name, template, path in found:
            self.paths[name].add((template, path))
        return [name for name, _, _ in found]

    def chosen(self, model: str, looks: Templates, cue: Values, candidates: Iterable[Values], gold: int) -> None:
        """A decision of a model among candidates -> kept."""
        self.choices[model].append(Choice([self.named(looks, cue, values) for values in candidates], gold))


def fit_binary(examples: Sequence[tuple[list[str], bool]]) -> dict[str, float]:
    """Features with yes or no -> logistic regression weights."""
    return fit_choices([Choice([features, []], 0 if yes else 1) for features, yes in examples])


def fit_choices(choices: Sequence[Choice]) -> dict[str, float]:
    """Decisions among candidates -> weights of a conditional logit (McFadden 1974), by L-BFGS."""
    counts = collections.Counter(name for choice in choices for features in choice.candidates for name in set(features))
    kept = sorted((name for name, count in counts.items() if count >= MIN_COUNT), key=lambda name: (-counts[name], name))
    index = {name: i for i, name in enumerate(kept)}
    rows, columns, group, gold = [], [], [], []
    row = 0
    for number, choice in enumerate(choices):
        gold.append(row + choice.gold)
        for features in choice.candidates:
            known = [index[name] for name in set(features) if name in index]
            rows += [row] * len(known)
            columns += known
            group.append(number)
            row += 1
    matrix = sparse.csr_matrix((numpy.ones(len(rows), numpy.float32), (rows, columns)), (row, len(index)))
    groups, right = numpy.array(group), numpy.array(gold)
    begins = numpy.flatnonzero(numpy.r_[True, groups[1:] != groups[:-1]])
    wanted = numpy.asarray(matrix[right].sum(axis=0)).ravel()

    def loss(w: numpy.ndarray) -> tuple[float, numpy.ndarray]:
        scores = matrix @ w
        top = numpy.maximum.reduceat(scores, begins)
        shares = numpy.exp(scores - top[groups])
        sums = numpy.add.reduceat(shares, begins)
        value = float((numpy.log(sums) + top - scores[right]).sum() + STRENGTH * (w @ w) / 2)
        return value, matrix.T @ (shares / sums[groups]) - wanted + STRENGTH * w

    found = optimize.minimize(loss, numpy.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 150})
    return {name: round(float(found.x[i]), 3) for name, i in index.items() if abs(found.x[i]) >= SMALLEST}


def fit_layout(examples: Sequence[tuple[list[str], str]]) -> dict[str, dict[str, float]]:
    """Features with the layout that was right -> the weights of each layout."""
    choices = [
        Choice([[f"{layout}|{name}" for name in features] for layout in contents.LAYOUTS], contents.LAYOUTS.index(gold))
        for features, gold in examples
    ]
    joint = fit_choices(choices)
    out: dict[str, dict[str, float]] = {f"layout.{layout}": {} for layout in contents.LAYOUTS}
    for name, weight in joint.items():
        layout, _, feature = name.partition("|")
        out[f"layout.{layout}"][feature] = weight
    return out


def gold_words(words: Words, spans: Iterable[Sequence[int]]) -> list[tuple[int, int]]:
    """Spans -> ranges of word tokens, without marks at their edges."""
    ranges = []
    for start, end in spans:
        first, last = words.within(Span(start, end))
        if first > 0 and words.document.tokens[first - 1].end > start:
            first -= 1
        found = words.trimmed(first, last)
        ranges += [found] if found else []
    return ranges


def head_of(words: Words, cue: list[tuple[int, int]]) -> tuple[int, CueForm] | None:
    """Words of a gold cue -> the candidate that stands for it: its first verb, else its first cue word."""
    inside = [(token, form) for token, form in words.cues if any(first <= token < last for first, last in cue)]
    verbs = [pair for pair in inside if pair[1].part == "verb"]
    return next(iter(verbs or inside), None)


def learn(words: Words, gold: Sequence[dict[str, Any]], examples: Examples) -> None:
    """One article -> its examples, added to `examples`."""
    heads: dict[int, tuple[CueForm, dict[str, Any]]] = {}
    for attribution in gold:
        head = head_of(words, gold_words(words, attribution["cue"])) if attribution["content"] else None
        if head:
            heads[head[0]] = (head[1], attribution)
    for token, form in words.cues:
        features = examples.named(cues.CUE, cues.cue_values(words, token, form), cues.place_values(words, token))
        examples.cue.append((features, token in heads))
    for token, (form, attribution) in heads.items():
        _learn_attribution(words, token, form, attribution, examples)


def _learn_attribution(words: Words, token: int, form: CueForm, attribution: dict[str, Any], examples: Examples) -> None:
    pieces = gold_words(words, attribution["content"])
    before = [piece for piece in pieces if piece[1] <= token]
    after = [piece for piece in pieces if piece[0] > token]
    if not before and not after:
        return
    layout = "both" if before and after else "before" if before else "after"
    cue = borders.cue_values(words, token, form)
    examples.layout.append((examples.named(borders.LAYOUT, cue, borders.layout_values(words, token)), layout))
    if after:
        _learn_after(words, token, form, after[0], examples)
    if before:
        _learn_before(words, token, form, before, examples)
    candidates = sources.source_candidates(words, token, pieces)
    gold_source = gold_words(words, attribution["source"])
    right = [i for i, phrase in enumerate(candidates, 1) if _shares(phrase, gold_source)]
    if right or not gold_source:
        cue = sources.cue_values(words, token, form)
        nobody = examples.named(sources.NO_SOURCE, cue, sources.no_source_values(words, token))
        named = sources.source_values(words, token, layout, candidates, pieces)
        # Of several phrases inside a long source the head is the one that stands first.
        features = [nobody, *(examples.named(sources.SOURCE, cue, values) for values in named)]
        examples.choices["source"].append(Choice(features, right[0] if right else 0))


def _shares(phrase: Phrase, ranges: list[tuple[int, int]]) -> bool:
    return any(first < phrase.last and phrase.first < last for first, last in ranges)


def _learn_after(words: Words, token: int, form: CueForm, piece: tuple[int, int], examples: Examples) -> None:
    cue, starts = borders.cue_values(words, token, form), contents.starts_after(words, token)
    if piece[0] in starts:
        examples.chosen("start", borders.START, cue, borders.start_values(words, token, starts), starts.index(piece[0]))
    ends = contents.ends_after(words, piece[0])
    if piece[1] in ends:
        examples.chosen("end", borders.END, cue, borders.end_values(words, piece[0], ends), ends.index(piece[1]))


def _learn_before(words: Words, token: int, form: CueForm, pieces: list[tuple[int, int]], examples: Examples) -> None:
    start, end = pieces[0][0], pieces[-1][1]
    cue, ends = borders.cue_values(words, token, form), contents.ends_before(words, token)
    if end in ends:
        values = borders.end_before_values(words, token, ends)
        examples.chosen("before_end", borders.END_BEFORE, cue, values, ends.index(end))
    starts = contents.starts_before(words, end)
    if start in starts:
        values = borders.start_before_values(words, starts, end)
        examples.chosen("before_start", borders.START_BEFORE, cue, values, starts.index(start))


def articles(path: pathlib.Path, hold_out: int) -> Iterator[dict[str, Any]]:
    """File of gold articles -> its articles, every `hold_out`-th left out where it is not 0."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if not hold_out or number % hold_out:
                yield json.loads(line)


def nested(model: str, weights: Mapping[str, float], paths: Mapping[str, Iterable[Path]]) -> dict[str, Any]:
    """A model's weights by the features' names -> the same by template, nested by the values of its atoms.

    Where two rows of values make the same name, both have its weight.
    """
    lines = {line for looks in LOOKS[model.partition(".")[0]] for line in looks.lines}
    tables: dict[str, Any] = {}
    for name, weight in weights.items():
        for template, path in sorted(place for place in paths[name] if place[0] in lines):
            *outer, last = template, *path
            table = tables
            for key in outer:
                table = table.setdefault(key, {})
            table[last] = weight
    return tables


def fit(gold: Sequence[dict[str, Any]], table: dict[str, str]) -> dict[str, dict[str, Any]]:
    """Gold articles and the usual class of each word -> the weights of every model of extraction."""
    examples = Examples()
    for row in gold:
        words = read_words(read(row["text"], LANGUAGE), table)
        for _ in range(OURS if row.get("ours") else 1):
            learn(words, row["attributions"], examples)
    models = {"cue": fit_binary(examples.cue), **fit_layout(examples.layout)}
    for name, choices in sorted(examples.choices.items()):
        models[name] = fit_choices(choices)
        print(f"{name}: {len(choices)} decisions, {len(models[name])} weights", flush=True)
    return {name: nested(name, models[name], examples.paths) for name in sorted(models)}


def cross_fitted(data: pathlib.Path, gold: Sequence[dict[str, Any]]) -> list[scales.Judged]:
    """Folder of the data, and its articles or some of them -> all of those, each with models that were learned without it."""
    parts: list[scales.Judged] = []
    for fold in range(FOLDS):
        seen = [row for number, row in enumerate(gold) if number % FOLDS != fold]
        table = _table(data, seen)
        parts.append((Weights(table, fit(seen, table), ""), gold[fold::FOLDS]))
    return parts


def _table(data: pathlib.Path, gold: Sequence[dict[str, Any]]) -> dict[str, str]:
    return word_classes(data / "polnear-train.tokens.jsonl.gz", {row["id"]: row["text"] for row in gold})


def write(table: dict[str, str], models: dict[str, dict[str, Any]]) -> None:
    """Word classes and models -> the file of weights."""
    body = {"classes": table, "models": models}
    version = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:12]
    packed = json.dumps({"version": version, **body}, ensure_ascii=False, separators=(",", ":")).encode()
    TARGET.write_bytes(gzip.compress(packed, mtime=0))
    print(f"{TARGET.name}: {TARGET.stat().st_size} bytes, version {version}")


def main() -> None:
    """Command line -> the file of weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--hold-out", type=int, default=0, metavar="N")
    args = parser.parse_args()
    gold = [*articles(args.data / "polnear-train.jsonl", args.hold_out), *marked_articles()]
    scales.write(LANGUAGE, RULES, scales.fit(cross_fitted(args.data, gold), LANGUAGE, RULES))
    table = _table(args.data, gold)
    write(table, fit(gold, table))


if __name__ == "__main__":
    main()
