"""Listed names inside longer ones: ``XIAOMI WARRANT 2022 CITI`` holds ``Xiaomi``.

What is left over decides whether the same issuer may be meant. Words of papers, custody and legal
persons tell nobody apart. A word that says what business it is in (``HUAWEI CULTURE``) tells of
another company, unless the line is a bond or the like: those are issued by companies that bear
another's name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from proscribe.matching.bonds import is_bond
from proscribe.matching.keys import EXPANSIONS, name_keys, name_words
from proscribe.matching.paper_words import PAPERS, RAISERS, SITES, says_nothing
from proscribe.matching.several import is_telling
from proscribe.matching.tables import rarity, table

if TYPE_CHECKING:
    import polars as pl

_LEAST_LETTERS, _LEAST_JOINED = 4, 5
_MOST_JOINED = 12
_LEAST_CUT = 3
_LEAST_BEHIND, _LEAST_PLACED = 2, 6
_FIGURES = "0123456789"
_LEET = str.maketrans("0135", "oies")
# After one of these the name of a company is over, whatever follows.
_FORMS = frozenset({"limited", "corporation", "incorporated", "plc", "pjsc", "company"})
# What is left of a legal form at the end of a name that is cut off.
_CUT_FORMS = frozenset(
    "lt lim limi limit limite cor corpo corpor corpora compa compan incorp incorpo".split()  # noqa: SIM905
)
# What many companies of one name add to it: one that gives the rare word alone may mean any.
_VAGUE = frozenset(
    """
    technology technologies tech information industry industries industrial electronics
    electronic international global capital investment investments enterprise enterprises
    """.split()  # noqa: SIM905
)
# Words of papers that other companies than the issuer meant put out, whose name they bear.
_WRITTEN = frozenset(
    """
    warrant warrants war warr wt wts cbbc certificate certificates cert certs note notes mtn emtn
    bond bonds eln elns pnote pnotes swap swaps cfd cfds future futures fut forward forwards fwd
    option options opt call calls put puts turbo convertible conv
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Held:
    """A listed name that a longer one holds.

    Attributes:
        core: Its core key.
        left: The words left over, in order.
        paper: Whether what is named is a bond or the like, which other companies may have issued.
    """

    core: str
    left: tuple[str, ...]
    paper: bool


class HeldNames:
    """Core keys of listed names, to be found within longer names.

    Args:
        cores: Core keys.
    """

    def __init__(self, cores: Iterable[str] = ()) -> None:
        self._cores = frozenset(cores)
        self._sorted = sorted(self._cores)

    @cached_property
    def _rare(self) -> frozenset[str]:
        """The names of one word that is nobody else's by chance."""
        return frozenset(core for core in self._sorted if " " not in core and is_rare(core))

    @cached_property
    def _longer(self) -> dict[str, list[str]]:
        """The names of several words, by the first."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        silent = says_nothing() | SITES
        for core in self._sorted:
            first, _, rest = core.partition(" ")
            if rest and not (first in silent and silent.issuperset(rest.split())):
                found[first].append(core)
        return dict(found)

    @cached_property
    def _kin(self) -> dict[str, set[str]]:
        """The words that stand beside a word in names of several."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for many in self._longer.values():
            for core in many:
                words = core.split()
                for word in words:
                    found[word].update(words)
        return dict(found)

    @cached_property
    def _tails(self) -> list[tuple[str, str]]:
        """The names without their first words, and whole, in order."""
        parts = (core.partition(" ") for core in self._sorted)
        return sorted((rest, f"{first} {rest}") for first, _, rest in parts if rest)

    @cached_property
    def telling(self) -> frozenset[str]:
        """The names that are nobody else's by chance, wherever they stand."""
        native = (core for core in self._sorted if not core.isascii() and len(core) > 1)
        return self._rare.union(native, self._short, *self._longer.values())

    @cached_property
    def _short(self) -> frozenset[str]:
        """The names of three letters that are no word: enough where they stand by themselves."""
        letters = (core for core in self._sorted if len(core) == _LEAST_CUT and core.isascii())
        return frozenset(filter(is_telling, letters))

    def may_hold(self, names: pl.Series) -> pl.Series:
        """Return False for names that surely hold none of these, much faster than finding out.

        Args:
            names: Texts, none of them null.
        """
        import polars as pl

        plain = names.str.to_lowercase().str.replace_all(r"\b(?:and|of|the)\b|[^\p{L}\p{N}]+", "")
        telling = self._letters.implode()
        known = plain.str.contains_any(telling)
        if self._short:
            dotted = "|".join(r"\.?".join(core) for core in sorted(self._short))
            known |= names.str.contains(rf"(?i)\b(?:{dotted})\b")
        figures = plain.str.contains("[0-9]")
        letters = plain.str.replace_many([*"0135"], [*"oies"])
        known |= figures & letters.str.contains_any(telling)
        return pl.Series(known | (plain.str.len_bytes() != plain.str.len_chars()))

    @cached_property
    def _letters(self) -> pl.Series:
        import polars as pl

        joined = {_telling(core.split()) for many in self._longer.values() for core in many}
        return pl.Series(sorted({*self._rare, *joined}), dtype=pl.String)

    def find(self, name: str, *, paper: bool = False) -> tuple[Held, ...]:
        """Return the listed names that a name holds beside words that do not tell it apart.

        Args:
            name: The name.
            paper: Whether it is that of a bond, a warrant or a derivative.
        """
        words = [word if word.isascii() else name_keys(word).core for word in name_words(name)]
        bond = is_bond(name)
        found: dict[str, Held] = {}
        strange = [place for place, word in enumerate(words) if _is_strange(word)]
        for core, start, end in self._places(words):
            beside = len(strange) - bisect_left(strange, end) + bisect_left(strange, start)
            # Behind the start of a text one word that tells may stand beside it, an abbreviation.
            if core in found or (start > 0 and beside > 1):
                continue
            left = (*words[:start], *words[end:])
            written = paper or bond or not _WRITTEN.isdisjoint(left)
            full = end < len(words) and words[end] in _FORMS
            leads = start == 0 and words[0] in (core, core.split()[0])
            if (left or end - start > len(core.split())) and self._may_be(
                core, left, leads=leads, paper=written, full=full
            ):
                found[core] = Held(core, left, written)
        return tuple(found.values())

    @cached_property
    def starts(self) -> tuple[str, ...]:
        """What longer names with a rare word begin with, place or not, sorted."""
        return tuple(sorted({start for core in self._sorted for start in beginnings(core)}))

    @cached_property
    def pairs(self) -> frozenset[str]:
        """First two words of what longer names begin with, the second cut off at any letter."""
        found = set()
        for start in self.starts:
            first, second, *_ = (*start.split(), "")
            cut = second and is_rare(first)
            ends = range(_LEAST_CUT, len(second) + 1) if cut else (len(second),)
            found |= {f"{first} {second[:end]}".rstrip() for end in ends}
        return frozenset(found)

    def longer(self, core: str) -> tuple[str, ...]:
        """Return the core keys of longer names that a short one with a rare word begins.

        So does a name that ends in a piece of a legal form: ``CHINA TELECOM COR``.

        ``HANGZHOU HIKVISION`` begins a name; so does ``MEIYA PICO``, but for the place. The last
        word may be cut off. A rare word alone begins only a name that adds nothing that tells.

        Args:
            core: The core key of the short name.
        """
        words = core.split()
        found: set[str] = set()
        if words[1:] and words[-1] in _CUT_FORMS:
            found |= {each for each in (" ".join(words[:-1]),) if each in self._cores}
        if not any(map(is_rare, words)):
            return tuple(found)
        found |= {
            whole
            for start, whole in self._begun(core)
            if whole != core and start in beginnings(whole) and _begins(words, start.split())
        }
        return tuple(sorted(found))

    def _begun(self, core: str) -> Iterator[tuple[str, str]]:
        """Yield names that begin so, and those that do without their first word."""
        for place in range(bisect_left(self._sorted, core), len(self._sorted)):
            if not self._sorted[place].startswith(core):
                break
            yield self._sorted[place], self._sorted[place]
        for place in range(bisect_left(self._tails, (core, "")), len(self._tails)):
            if not self._tails[place][0].startswith(core):
                break
            yield self._tails[place]

    def _places(self, words: Sequence[str]) -> Iterator[tuple[str, int, int]]:
        """Yield each listed name among the words, with where it begins and ends."""
        for start, word in enumerate(words):
            for longer in self._longer.get(word, ()):
                end = start + longer.count(" ") + 1
                if " ".join(words[start:end]) == longer:
                    yield longer, start, end
            joined = ""
            for end in range(start, min(len(words), start + _MOST_JOINED)):
                joined += _as_letters(words[end])
                spelled = len(joined) == end - start + 1
                least = _LEAST_LETTERS if end == start or spelled else _LEAST_JOINED
                if len(joined) >= least and joined in self._rare:
                    yield joined, start, end + 1

    def _may_be(
        self, core: str, left: Sequence[str], *, leads: bool, paper: bool, full: bool
    ) -> bool:
        strange = [word.strip(_FIGURES) for word in left if _is_strange(word)]
        if strange and strange == [*left[:1]] and strange[0] in _abbreviations(core, left[1:]):
            return True
        if not strange or (leads and full):
            return True
        if not leads:
            return False
        raises = not RAISERS.isdisjoint(strange)
        kin: Collection[str] = () if raises else self._kin.get(core, ())
        strange = [word for word in strange if word not in SITES and word not in kin]
        if not strange:
            return True
        return core in self._rare and (paper or not any(map(_says_business, strange)))


def beginnings(core: str) -> Iterator[str]:
    """Yield a name of several words with a rare one, and it without an ordinary first word.

    Of two words, the second stands for both behind a place: ``UNICOM`` for ``China Unicom``.
    """
    words = core.split()
    if len(words) > 1 and any(map(is_rare, words)):
        yield " ".join(words)
        placed = words[0] in SITES and len(words[1]) >= _LEAST_PLACED
        if (len(words) > _LEAST_BEHIND or placed) and not is_rare(words[0]):
            yield " ".join(words[1:])


def _begins(short: Sequence[str], words: Sequence[str]) -> bool:
    """Return whether the words of a short name begin a longer one and tell enough of it."""
    *full, last = short
    cut = last != words[len(full)]
    if not full:
        left = words[1:]
        return not cut and all(word in _VAGUE or word in says_nothing() for word in left)
    if not cut:
        return any(map(is_rare, words[: len(short)]))
    return len(last) >= _LEAST_CUT and any(map(is_rare, full))


def _telling(words: Sequence[str]) -> str:
    """Return letters that any spelling of a name has, where its words stand joined."""
    runs, run = [], ""
    for word in words:
        # A word that is also written shorter keeps its first letter.
        run += word[0] if word in EXPANSIONS else word
        if word in EXPANSIONS:
            runs.append(run)
            run = ""
    return max((*runs, run), key=len)


def _abbreviations(core: str, behind: Sequence[str]) -> tuple[str, ...]:
    """Return the first letters of a name of several words, and with those of what follows it."""
    letters = "".join(word[0] for word in core.split())
    longer = letters + "".join(word[0] for word in behind if word in _FORMS)
    return tuple(one for one in (letters, longer) if len(one) >= _LEAST_CUT)


def _is_strange(word: str) -> bool:
    """Return whether a word may tell of somebody, whatever its figures."""
    bare = word.strip(_FIGURES)
    return len(bare) > 1 and bare not in says_nothing()


def _says_business(word: str) -> bool:
    """Return whether a word says what a company does or where, and so which of its name it is."""
    if word in RAISERS:
        return False
    if word in rarity():
        return True
    return table("abbreviations").get(word, word) in rarity()


def _as_letters(word: str) -> str:
    """Return a word of letters with figures for some of them (``cn00c``) as it was meant."""
    if word.isalpha() or not word.isalnum() or not word[0].isalpha():
        return word
    return word.rstrip(_FIGURES) if word.rstrip(_FIGURES).isalpha() else word.translate(_LEET)


def is_rare(word: str) -> bool:
    """Return whether a word is no ordinary one, and long enough to be nobody else's by chance."""
    return (
        len(word) >= _LEAST_LETTERS
        and word.isalpha()
        and word not in rarity()
        and word not in says_nothing()
        and word not in SITES
        and word not in PAPERS
    )
