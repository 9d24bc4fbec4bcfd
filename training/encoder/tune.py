"""An encoder and articles it was not trained on -> its decoding settings, and the weights of the evidence.

The measure is F1 of who said what: a found attribution counts where training.agreement.right agrees with a gold one that no
other has taken.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy

from service.extraction.encoder.reading import Units, units_of
from service.extraction.encoder.roles import Floats
from service.extraction.encoder.tagging import Found, Tagger
from service.lexicon.encoder import EncoderData
from training.agreement import right
from training.encoder.articles import Gold

Read = list[tuple[Gold, Units, Floats, Floats]]  # an article, its units, their scores and vectors

# Where the search begins: the choice of the first run, whose figures training/README.md gives.
START: Mapping[str, float] = {
    "source_bias": 0.0,
    "cue_bias": 0.0,
    "content_bias": 0.3,
    "reserve": 2.0,
    "reserve_source": 1.0,
    "reserve_cue": 4.0,
    "reserve_content": 99.0,
    "null_content": -1.0,
    "null_source": -4.0,
    "cueless": 0.0,
}
_STEPS: Mapping[str, tuple[float, ...]] = {
    "null_source": (-4.0, -2.0, 0.0),
    "null_content": (-2.0, -1.0, 0.0),
    "source_bias": (-0.5, 0.0, 0.5),
    "cue_bias": (-0.5, 0.0, 0.5),
    "content_bias": (-0.3, 0.0, 0.3, 0.6),
    "reserve": (0.0, 1.0, 2.0, 3.0),
    "reserve_source": (0.0, 1.0, 3.0),
    "reserve_cue": (2.0, 4.0, 6.0),
    "reserve_content": (2.0, 4.0, 99.0),
    "cueless": (-9.0, 0.0, 2.0),
}
_WORTH_IT = 0.003  # F1; smaller differences on 60 articles come and go with the choice of articles
_SIGNALS = 8  # behind an attribution, the constant last
_RIDGE = 2.0  # of the evidence's weights


def read_all(tagger: Tagger, articles: Sequence[Gold]) -> Read:
    """Articles -> what the encoder sees in each; once, since settings only matter afterwards."""
    made: Read = []
    for article in articles:
        units = units_of(article["text"])
        scores, vectors, _ = tagger.read(units, math.inf)
        made.append((article, units, scores, vectors))
    return made


def verdicts(article: Gold, found: Sequence[Found]) -> list[bool]:
    """Found attributions in order -> whether each is right; a gold one makes one right, and no more."""
    left = [gold for gold in article["attributions"] if gold["content"]]
    made = []
    for one in found:
        agreed = next(
            (gold for gold in left if _touch(gold, one) and right(article["text"], gold, one.contents, one.source)), None
        )
        if agreed is not None:
            left.remove(agreed)
        made.append(agreed is not None)
    return made


def _touch(gold: Gold, found: Found) -> bool:
    """Whether contents share a character: what `right` would find out, only slower."""
    return any(start < span.end and span.start < end for start, end in gold["content"] for span in found.contents)


def who_said_what(tagger: Tagger, read: Read) -> float:
    """A tagger, and articles it has read -> F1 of who said what, 0 to 1."""
    agreed = found_count = gold_count = 0
    for article, units, scores, vectors in read:
        found = tagger.assemble(units, scores, vectors)
        agreed += sum(verdicts(article, found))
        found_count += len(found)
        gold_count += len(article["attributions"])
    return 2 * agreed / (found_count + gold_count) if found_count + gold_count else 0.0


def tuned_settings(data: EncoderData, read: Read) -> Mapping[str, float]:
    """An encoder, and articles it has read -> its settings, bettered one after the other where the gain is worth it."""
    best = dict(data.settings)
    top = who_said_what(Tagger(data), read)
    for name, values in _STEPS.items():
        tried = {value: who_said_what(Tagger(replace(data, settings={**best, name: value})), read) for value in values}
        value = max(tried, key=lambda value: tried[value])
        if tried[value] >= top + _WORTH_IT:
            best[name], top = value, tried[value]
        print(f"{name} {best[name]}: {top:.4f}", flush=True)
    return best


def evidence_weights(data: EncoderData, read: Read) -> Sequence[float]:
    """A tuned encoder, and articles it has read -> weights of the signals behind its attributions, by logistic regression."""
    # Odds are linear in the signals: a tagger with one weight of 1 and the others 0 gives that signal as its evidence.
    columns = []
    for i in range(_SIGNALS):
        tagger = Tagger(replace(data, evidence=[float(i == k) for k in range(_SIGNALS)]))
        columns.append([one.evidence for row in read for one in tagger.assemble(*row[1:])])
    tagger = Tagger(data)
    truth = numpy.array([agreed for row in read for agreed in verdicts(row[0], tagger.assemble(*row[1:]))], float)
    return fit_logistic(numpy.array(columns).T, truth)


def fit_logistic(rows: numpy.ndarray, truth: numpy.ndarray) -> list[float]:
    """Rows of signals, the constant last, and which are right -> weights of a penalised logistic regression, by Newton steps."""
    weights = numpy.zeros(rows.shape[1])
    penalty = numpy.diag([_RIDGE] * (rows.shape[1] - 1) + [1e-6])
    for _ in range(30):
        chance = 1 / (1 + numpy.exp(-rows @ weights))
        hessian = (rows * (chance * (1 - chance))[:, None]).T @ rows + penalty
        weights = weights - numpy.linalg.solve(hessian, rows.T @ (chance - truth) + penalty @ weights)
    return [round(float(weight), 4) + 0.0 for weight in weights]  # + 0.0: no minus zero
