"""Listed names that stand by themselves in a text: ``Alpha, guaranteed by Hikvision``.

A sign that no name has within, and a word that links names or says what paper it is, part a name
from what stands beside it. So does, beside a name with capitals, any word in small letters: names
have capitals in every language that has them. Between other words a name may belong to a longer
one, but for a rare name in a remark.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

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
# So long a name is nobody else's by chance within text that is written without blanks, but for
# an ordinary word behind the name of the country: China's satellites are many.
_LEAST_WITHIN, _COUNTRY = 4, "中国"
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
        small: Whether each is written in small letters.
        of: Where that is nothing but an ``of``: ``National Bank of Canada`` is no National Bank.
    """

    text: str
    words: list[str]
    bare: list[str]
    spans: list[tuple[int, int]]
    parted: list[bool]
    small: list[bool]
    of: set[int]


class NamesBeside:
    """Core keys of listed names, to be found where they stand by themselves in a text.

    Args:
        cores: Core keys that tell enough wherever they stand.
        roles: What a party to a security is called (``obligor``): such a word parts names too.
    """

    def __init__(self, cores: Iterable[str], roles: Collection[str] = ()) -> None:
        called = {word for each in roles for word in name_words(each)}
        self._parting = says_nothing() | LINKS | called
        natives = tuple(filter(_NATIVE_NAME.fullmatch, called))
        self._before, self._behind = BEFORE + natives, BEHIND + natives
        # Letters and native signs are words of their own here: ``IDG资本``.
        self._cores = frozenset(
            core if core.isascii() else " ".join(_TOKEN.findall(core)) for core in cores
        ) - {""}
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        starts: defaultdict[str, set[int]] = defaultdict(set)
        # Each name by the word of it that fewest have, to tell fast that a text holds none.
        telling: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
        times = Counter(word for core in self._cores for word in core.split())
        for core in self._cores:
            words = core.split()
            telling[min(words, key=times.__getitem__)].append(tuple(words))
            lengths[words[0]].add(len(words))
            if _NATIVE_NAME.fullmatch(core):
                starts[core[:_LEAST_NATIVE]].add(len(core))
        self._telling = dict(telling)
        self._lengths = {first: tuple(sorted(those)) for first, those in lengths.items()}
        self._natives = {start: tuple(sorted(those)) for start, those in starts.items()}

    def find(self, text: str, *, remark: bool = False) -> tuple[str, ...]:
        """Return the listed names that stand by themselves beside others, as the text has them.

        Args:
            text: A name, a query or a longer text; what it is as a whole is not told.
            remark: True where the text is no name: a rare listed name in it is then part of no
                longer one, and counts whatever stands beside it.
        """
        plain = unicodedata.normalize("NFKC", without_hidden(text))
        if not self._may_hold(plain):
            return ()
        read = _read(plain)
        return tuple(dict.fromkeys((*self._among(read, remark=remark), *self._inside(read))))

    def _may_hold(self, plain: str) -> bool:
        if not plain.isascii() and _NATIVE_NAME.search(plain):
            return True
        tokens = map(_words, _TOKEN.findall(plain))
        words = {word for token in tokens for spelling in token for word in spelling}
        return any(words.issuperset(name) for word in words for name in self._telling.get(word, ()))

    def _among(self, read: _Words, *, remark: bool) -> Iterator[str]:
        words, last, small = read.words, len(read.words), [*read.small, False]
        joints = [*map(self._parts, words), True]
        for start, word in enumerate(read.bare):
            parted = read.parted[start] or joints[start - 1]
            if not (remark or parted or small[start - 1]):
                continue
            for length in {*self._lengths.get(word, ()), *self._lengths.get(words[start], ())}:
                end = start + length
                if end > last or length == last or not self._is_core(read, start, end):
                    continue
                owning = read.bare[end - 1] != words[end - 1]
                large = not (small[start] or small[end - 1])
                before = parted or (large and small[start - 1])
                behind = owning or read.parted[end] or joints[end] or (large and small[end])
                rare = any(map(is_rare, words[start:end]))
                if (before and behind and (rare or end not in read.of)) or (remark and rare):
                    begin, stop = read.spans[start][0], read.spans[end - 1][1]
                    yield _POSSESSIVE.sub("", read.text[begin:stop])

    def _is_core(self, read: _Words, start: int, end: int) -> bool:
        if end - start == 1 and read.small[start] and read.words[start] in LINKS:
            return False
        first = read.words[start : end - 1]
        names = (" ".join((*first, each[end - 1])) for each in (read.words, read.bare))
        return not self._cores.isdisjoint(names)

    def _inside(self, read: _Words) -> Iterator[str]:
        """Yield names between joints of text that is written without blanks."""
        for word in read.words:
            if word.isascii():
                continue
            for start in range(len(word) - 1):
                for length in self._natives.get(word[start : start + _LEAST_NATIVE], ()):
                    end = start + length
                    name = word[start:end]
                    if name not in self._cores or length == len(word):
                        continue
                    long = len(name.removeprefix(_COUNTRY)) >= _LEAST_WITHIN
                    if long or self._stands(word, start, end):
                        yield name

    def _stands(self, word: str, start: int, end: int) -> bool:
        before = start == 0 or word.endswith(self._before, 0, start)
        return before and (end == len(word) or word.startswith(self._behind, end))

    def _parts(self, word: str) -> bool:
        """Return whether a word parts names: a link, one of papers or forms, a number, a letter.

        A letter that is a Roman number belongs to the name before it (``Aries I Acquisition``).
        """
        if len(word) == 1:
            return word not in _ROMAN
        return word in self._parting or any(map(str.isdigit, word))


def _read(plain: str) -> _Words:
    read = _Words(plain, [], [], [], [], [], set())
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
            read.small.append(token[0].islower())
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
