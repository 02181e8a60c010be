"""Listed names that stand by themselves in a text: ``Alpha, guaranteed by Hikvision``.

A sign that no name has within, or a word that links names or says what paper it is, parts a name
from what stands beside it. Between other words a name may belong to a longer one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from proscribe.matching.hidden import without_hidden
from proscribe.matching.keys import name_words
from proscribe.matching.link_words import BEFORE, BEHIND, LINKS, OF
from proscribe.matching.paper_words import says_nothing
from proscribe.matching.within import is_rare

# Signs of Chinese, Japanese and Korean, which are written without blanks.
_NATIVE = "\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff"
_LETTER = rf"(?:[^\W_{_NATIVE}]|[\u0300-\u036f])"
_TOKEN = re.compile(
    rf"(?<!\w)[^\W\d_](?:\.[^\W\d_](?!\w))+|{_LETTER}+(?:['`´‘’ʹʼ′]{_LETTER}+)*|[{_NATIVE}]+"
)
# What stands between the words of one name; the other signs part names.
_WITHIN = re.compile(r"[^\S\t-\r]{1,2}|[.\-]")
_POSSESSIVE = re.compile(r"['`´‘’ʹʼ′][sS]$")
_NATIVE_NAME = re.compile(rf"[{_NATIVE}]{{2,}}")
_LEAST_NATIVE = 2
_ROMAN = "ivx"


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a text, with the places at which a name may begin or end.

    Attributes:
        text: The text as it is read.
        words: Its words as keys hold them.
        bare: Each word without the ``'s`` it ends with.
        spans: Where each stands in the text.
        parted: Whether a sign or a link stands before each word; one more for the end.
        of: Where that is nothing but an ``of``: ``National Bank of Canada`` is no National Bank.
    """

    text: str
    words: list[str]
    bare: list[str]
    spans: list[tuple[int, int]]
    parted: list[bool]
    of: set[int]


class NamesBeside:
    """Core keys of listed names, to be found where they stand by themselves in a text.

    Args:
        cores: Core keys that tell enough wherever they stand.
    """

    def __init__(self, cores: Iterable[str]) -> None:
        # Letters and native signs are words of their own here: ``IDG资本``.
        self._cores = frozenset(
            core if core.isascii() else " ".join(_TOKEN.findall(core)) for core in cores
        ) - {""}
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        natives: defaultdict[str, set[int]] = defaultdict(set)
        # Each name by the word of it that fewest have, to tell fast that a text holds none.
        telling: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
        times = Counter(word for core in self._cores for word in core.split())
        for core in self._cores:
            words = core.split()
            telling[min(words, key=times.__getitem__)].append(tuple(words))
            lengths[words[0]].add(len(words))
            if _NATIVE_NAME.fullmatch(core):
                natives[core[:_LEAST_NATIVE]].add(len(core))
        self._telling = dict(telling)
        self._lengths = {first: tuple(sorted(those)) for first, those in lengths.items()}
        self._natives = {start: tuple(sorted(those)) for start, those in natives.items()}

    def find(self, text: str) -> tuple[str, ...]:
        """Return the listed names that stand by themselves beside others, as the text has them.

        Args:
            text: A name, a query or a longer text; what it is as a whole is not told.
        """
        plain = unicodedata.normalize("NFKC", without_hidden(text))
        if not self._may_hold(plain):
            return ()
        read = _read(plain)
        return tuple(dict.fromkeys((*self._among(read), *self._inside(read))))

    def _may_hold(self, plain: str) -> bool:
        if not plain.isascii() and _NATIVE_NAME.search(plain):
            return True
        tokens = map(_words, _TOKEN.findall(plain))
        words = {word for token in tokens for spelling in token for word in spelling}
        return any(words.issuperset(name) for word in words for name in self._telling.get(word, ()))

    def _among(self, read: _Words) -> Iterator[str]:
        words, last = read.words, len(read.words)
        ends = [*map(_parts, words), True]
        for start, word in enumerate(read.bare):
            if not (read.parted[start] or ends[start - 1]):
                continue
            for length in {*self._lengths.get(word, ()), *self._lengths.get(words[start], ())}:
                end = start + length
                if end > last or length == last:
                    continue
                owning = read.bare[end - 1] != words[end - 1]
                if not (owning or read.parted[end] or ends[end]):
                    continue
                if end in read.of and not any(map(is_rare, words[start:end])):
                    continue
                before = words[start : end - 1]
                names = (" ".join((*before, each[end - 1])) for each in (words, read.bare))
                if not self._cores.isdisjoint(names):
                    begin, stop = read.spans[start][0], read.spans[end - 1][1]
                    yield _POSSESSIVE.sub("", read.text[begin:stop])

    def _inside(self, read: _Words) -> Iterator[str]:
        """Yield names between joints of text that is written without blanks."""
        for word in read.words:
            if word.isascii():
                continue
            for start in range(len(word) - 1):
                for length in self._natives.get(word[start : start + _LEAST_NATIVE], ()):
                    end = start + length
                    name = word[start:end]
                    if name in self._cores and length < len(word) and _stands(word, start, end):
                        yield name


def _stands(word: str, start: int, end: int) -> bool:
    before = start == 0 or word.endswith(BEFORE, 0, start)
    return before and (end == len(word) or word.startswith(BEHIND, end))


def _read(plain: str) -> _Words:
    read = _Words(plain, [], [], [], [], set())
    parted, before = True, 0
    for token in _TOKEN.finditer(plain):
        parted = parted or _WITHIN.fullmatch(plain, before, token.start()) is None
        words, bare = _words(token[0])
        before = token.end()
        if not parted and token[0].lower() in OF:
            read.of.add(len(read.words))
        if not words:
            # A link that keys leave out.
            parted = True
            continue
        for word, plainer in zip(words, bare, strict=True):
            read.words.append(word)
            read.bare.append(plainer)
            read.spans.append(token.span())
            read.parted.append(parted)
            parted = False
    read.parted.append(True)
    return read


@lru_cache(maxsize=50_000)
def _words(token: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of a token as keys hold them, and without a possessive ending."""
    words = tuple(name_words(token))
    bare = _POSSESSIVE.sub("", token)
    others = words if bare == token else tuple(name_words(bare))
    return words, others if len(others) == len(words) else words


def _parts(word: str) -> bool:
    """Return whether a word parts names: a link, a word of papers or forms, a number, a letter.

    A letter that is a Roman number belongs to the name before it (``Aries I Acquisition``).
    """
    if len(word) == 1:
        return word not in _ROMAN
    return word in _parting() or any(map(str.isdigit, word))


@cache
def _parting() -> frozenset[str]:
    return says_nothing() | LINKS
