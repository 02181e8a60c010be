"""The names of an index as arrays, and how they are made and found again in an image."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from proscribe.matching.alignment import Names, names_of
from proscribe.matching.image import Array, Texts, pack, pack_texts, unpack
from proscribe.matching.lexicon import Int32, Lexicon, lexicon_of
from proscribe.matching.named import Named
from proscribe.matching.numbers import Numbers, numbers_of
from proscribe.matching.reading import read_names
from proscribe.matching.sparse import Rows, as_rows, sorted_unique
from proscribe.matching.vocabulary import Vocabulary, vocabulary_of
from proscribe.matching.words import Group, group_of
from proscribe.model.errors import InputError

Progress: TypeAlias = Callable[[int], None]
_REPORTED = 10_000
_READ_TOGETHER = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Names of entries, those of one group after another.

    Attributes:
        vocabulary: The distinct words.
        names: The words of each name.
        owners: The entry of each name.
        texts: Each name as it was given.
        bounds: Where the names of each group begin, and where the last ends.
        postings: For each group, words by names: how much of a name lies in a word.
        numbers: Which entries bear which identifiers.
        ids: Id of each entry.
        schemata: Schema of each entry.
        properties: What else is known of each entry, as JSON.
    """

    vocabulary: Vocabulary
    names: Names
    owners: Int32
    texts: Texts
    bounds: tuple[int, ...]
    postings: tuple[Rows, ...]
    numbers: Numbers
    ids: Texts
    schemata: Texts
    properties: Texts

    def named(self) -> Iterable[Named]:
        """Yield every entry as it was given."""
        texts: list[list[str]] = [[] for _ in range(len(self.ids))]
        for owner, text in zip(self.owners.tolist(), self.texts.all(), strict=True):
            texts[owner].append(text)
        for place, names in enumerate(texts):
            yield Named(
                id=self.ids[place],
                schema=self.schemata[place],
                names=tuple(names),
                properties=self.known_of(place),
            )

    def known_of(self, entry: int) -> Mapping[str, tuple[str, ...]]:
        """Return the properties of an entry."""
        return _read_known(self.properties[entry])


@dataclass(slots=True)
class _Draft:
    """Names as they are gathered; their words are looked at many names at a time.

    Attributes:
        owners: The entry of each name.
        groups: How each is compared.
        texts: Each as it was given.
        words: The distinct words, each with its place.
        lengths: How many words the names have, of those read so far, in blocks.
        held: The places of those words, in blocks.
        read: How many names were read so far.
    """

    owners: array[int] = field(default_factory=partial(array, "i"))
    groups: bytearray = field(default_factory=bytearray)
    texts: list[str] = field(default_factory=list)
    words: dict[str, int] = field(default_factory=dict)
    lengths: list[npt.NDArray[np.int64]] = field(default_factory=list)
    held: list[Int32] = field(default_factory=list)
    read: int = 0

    def add(self, owner: int, group: Group, name: str) -> None:
        """Take one more name."""
        self.owners.append(owner)
        self.groups.append(group)
        self.texts.append(name)
        if len(self.texts) - self.read == _READ_TOGETHER:
            self.read_rest()

    def close(self) -> list[str]:
        """Return the distinct words; their places are told by their order, and let go of."""
        words = [*self.words]
        self.words.clear()
        return words

    def read_rest(self) -> None:
        """Read the names that were not read yet."""
        groups = np.frombuffer(bytes(self.groups[self.read :]), dtype=np.uint8)
        lengths, held = read_names(self.texts[self.read :], groups, self.words).of_each_text()
        self.lengths.append(lengths)
        self.held.append(held)
        self.read = len(self.texts)


def build_catalogue(entries: Iterable[Named], progress: Progress | None = None) -> Catalogue:
    """Return the catalogue of entries; several of one id are one entry with several names.

    Args:
        entries: The entries.
        progress: Told now and then how many were read.
    """
    owners: dict[str, int] = {}
    schemata: list[str] = []
    properties: list[str] = []
    draft = _Draft()
    for entry in entries:
        owner = owners.setdefault(entry.id, len(owners))
        if owner == len(schemata):
            schemata.append(entry.schema)
            properties.append(_known(entry.properties))
        group = group_of(entry.schema)
        for name in entry.names:
            draft.add(owner, group, name)
        if progress is not None and len(schemata) % _REPORTED == 0:
            progress(len(schemata))
    draft.read_rest()
    return _catalogue(draft, (list(owners), schemata, properties))


def _known(properties: Mapping[str, Sequence[str]]) -> str:
    return json.dumps(properties, ensure_ascii=False, sort_keys=True) if properties else ""


def _read_known(text: str) -> Mapping[str, tuple[str, ...]]:
    return {key: tuple(values) for key, values in json.loads(text).items()} if text else {}


def _catalogue(draft: _Draft, entries: tuple[list[str], list[str], list[str]]) -> Catalogue:
    words = draft.close()
    groups = np.frombuffer(bytes(draft.groups), dtype=np.uint8)
    order = np.argsort(groups, kind="stable")
    starts, flat = _in_order(draft, order)
    texts = [draft.texts[place] for place in order.tolist()]
    lexicon = lexicon_of(words)
    bounds = tuple(np.searchsorted(groups[order], np.arange(len(Group) + 1)).tolist())
    owners, held = _held(starts, flat, len(words))
    counts = np.bincount(held, minlength=len(words)).astype(np.int32)
    vocabulary = vocabulary_of(lexicon, counts, len(groups))
    owned = np.array(draft.owners, dtype=np.int32)[order]
    known = ((place, _read_known(text)) for place, text in enumerate(entries[2]) if text)
    return Catalogue(
        vocabulary=vocabulary,
        names=names_of(lexicon, (starts, flat), vocabulary.weights, texts),
        owners=owned,
        texts=Texts(*pack_texts(texts)),
        bounds=bounds,
        postings=_postings(vocabulary, bounds, owners, held),
        numbers=numbers_of(known, owned, len(entries[0])),
        ids=Texts(*pack_texts(entries[0])),
        schemata=Texts(*pack_texts(entries[1])),
        properties=Texts(*pack_texts(entries[2])),
    )


def _in_order(draft: _Draft, order: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], Int32]:
    """Return where the words of each name begin, and the words, in the order of the groups."""
    lengths = np.concatenate(draft.lengths)
    begins = np.cumsum(lengths) - lengths
    starts = np.zeros(len(lengths) + 1, dtype=np.int64)
    np.cumsum(lengths[order], out=starts[1:])
    shift = np.repeat(begins[order] - starts[:-1], lengths[order])
    words = np.concatenate(draft.held)
    return starts, words[np.arange(len(words)) + shift]


def _held(starts: npt.NDArray[np.int64], words: Int32, count: int) -> tuple[Int32, Int32]:
    """Return which names hold which words, each once, as pairs in order of the names."""
    owners = np.repeat(np.arange(len(starts) - 1, dtype=np.int64), np.diff(starts))
    keys = sorted_unique(owners * max(count, 1) + words)
    return (keys // max(count, 1)).astype(np.int32), (keys % max(count, 1)).astype(np.int32)


def _postings(
    vocabulary: Vocabulary, bounds: Sequence[int], owners: Int32, words: Int32
) -> tuple[Rows, ...]:
    found = []
    for group, (start, end) in enumerate(pairwise(bounds)):
        low, high = np.searchsorted(owners, (start, end))
        names, held = owners[low:high] - start, words[low:high]
        values = vocabulary.weights[group, held]
        lengths = np.sqrt(np.bincount(names, weights=values * values, minlength=end - start))
        values = (values / np.maximum(lengths, 1e-6)[names]).astype(np.float32)
        shape = (len(vocabulary.lexicon), end - start)
        found.append(as_rows(sp.csr_matrix((values, (held, names)), shape=shape)))
    return tuple(found)


_LEXICON = (
    *(
        "length",
        "head",
        "letters",
        "sounds",
        "breathed",
        "looks",
        "meanings",
        "kind",
        "consonantal",
    ),
)


_NUMBERS = ("hashes", "bearers", "name_starts", "names")


def to_image(catalogue: Catalogue) -> bytes:
    """Return a catalogue as one run of bytes."""
    vocabulary, names = catalogue.vocabulary, catalogue.names
    arrays: dict[str, Array] = {
        "bounds": np.array(catalogue.bounds, dtype=np.int64),
        "owners": catalogue.owners,
        "starts": names.starts,
        "words": names.words,
        "name_letters": names.letters,
        "name_alphabet": names.alphabet,
        "name_initials": names.initials,
        "name_read": names.read,
        "counts": vocabulary.counts,
        "of_class": vocabulary.of_class,
        "weights": vocabulary.weights,
        "hashes": vocabulary.hashes,
        "order": vocabulary.order,
        "rarity": vocabulary.rarity,
    }
    arrays |= {f"lexicon.{name}": getattr(vocabulary.lexicon, name) for name in _LEXICON}
    arrays |= _sparse("holders", vocabulary.holders)
    arrays |= {f"numbers.{name}": getattr(catalogue.numbers, name) for name in _NUMBERS}
    for group, postings in enumerate(catalogue.postings):
        arrays |= _sparse(f"postings.{group}", postings)
    texts = {
        "texts": catalogue.texts,
        "ids": catalogue.ids,
        "schemata": catalogue.schemata,
        "properties": catalogue.properties,
    }
    for name, kept in texts.items():
        arrays |= {f"{name}.data": kept.data, f"{name}.ends": kept.ends}
    data, ends = pack_texts(vocabulary.lexicon.words.tolist())
    return pack(arrays | {"lexicon.data": data, "lexicon.ends": ends})


def from_image(image: bytes | bytearray | memoryview) -> Catalogue:
    """Return the catalogue whose image this is.

    Raises:
        InputError: The bytes are no index, are damaged, cut off, or of another version.
    """
    arrays = unpack(image)
    try:
        return _from_arrays(arrays)
    except (IndexError, KeyError, TypeError, ValueError):
        raise InputError("This index of names is damaged. Build it anew.") from None


def _from_arrays(arrays: Mapping[str, Array]) -> Catalogue:
    words = Texts(arrays["lexicon.data"], arrays["lexicon.ends"]).all()
    lexicon = Lexicon(
        words=np.array([*words, None], dtype=object)[:-1],
        **{name: arrays[f"lexicon.{name}"] for name in _LEXICON},
    )
    vocabulary = Vocabulary(
        lexicon=lexicon,
        holders=_matrix(arrays, "holders"),
        **{
            name: arrays[name]
            for name in ("counts", "of_class", "weights", "hashes", "order", "rarity")
        },
    )
    return Catalogue(
        vocabulary=vocabulary,
        names=Names(
            lexicon=lexicon,
            starts=arrays["starts"],
            words=arrays["words"],
            weights=arrays["weights"],
            letters=arrays["name_letters"],
            alphabet=arrays["name_alphabet"],
            initials=arrays["name_initials"],
            read=arrays["name_read"],
        ),
        owners=arrays["owners"],
        bounds=tuple(arrays["bounds"].tolist()),
        numbers=Numbers(**{name: arrays[f"numbers.{name}"] for name in _NUMBERS}),
        postings=tuple(_matrix(arrays, f"postings.{group}") for group in range(len(Group))),
        **{
            name: Texts(arrays[f"{name}.data"], arrays[f"{name}.ends"])
            for name in ("texts", "ids", "schemata", "properties")
        },
    )


def _sparse(name: str, matrix: Rows) -> dict[str, Array]:
    return {
        f"{name}.data": matrix.data,
        f"{name}.indices": matrix.indices,
        f"{name}.indptr": matrix.indptr,
        f"{name}.shape": np.array(matrix.shape, dtype=np.int64),
    }


def _matrix(arrays: Mapping[str, Array], name: str) -> Rows:
    data, indices, indptr = (
        _writeable(arrays[f"{name}.{part}"]) for part in ("data", "indices", "indptr")
    )
    shape = tuple(arrays[f"{name}.shape"].tolist())
    _check_sparse(indices, indptr, shape)
    return Rows(data, indices, indptr, shape[1])


def _check_sparse(indices: Array, indptr: Array, shape: tuple[int, ...]) -> None:
    """Refuse what the library would follow out of its memory.

    Raises:
        ValueError: A place lies outside the matrix.
    """
    rows, columns = shape
    inside = not len(indices) or (indices.min() >= 0 and indices.max() < columns)
    ordered = len(indptr) == rows + 1 and indptr[0] == 0 and bool((np.diff(indptr) >= 0).all())
    if not inside or not ordered or indptr[-1] != len(indices):
        raise ValueError("A place lies outside the matrix.")


def _writeable(array: Array) -> Array:
    """The library that multiplies matrices takes none that may not be written to."""
    return array if array.flags.writeable else array.copy()
