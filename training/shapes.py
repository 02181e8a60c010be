"""Names in other shapes: other order, initials, joined, split, cut, parts of them."""

from __future__ import annotations

from random import Random

_HONORIFICS = (
    *("Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "Sir", "Hon.", "Sheikh", "Haji", "Mullah", "Gen."),
    *("General", "Col.", "Colonel", "Maj. Gen.", "Capt.", "Eng.", "Imam", "Ayatollah", "Mawlawi"),
    *("Herr", "Frau", "Señor", "Don", "Monsieur", "Mme", "Sayyid", "President", "Minister"),
    *("H.E.", "Dr. Ing.", "Brig. Gen.", "Lt. Col.", "Professor", "Doctor", "Mr", "Hajji", "Ustad"),
)
_SUFFIXES = ("Jr.", "Sr.", "PhD", "MD", "Esq.", "III", "Bey", "Khan Sahib", "OBE", "MBA")
_LENGTHS = (14, 16, 18, 20, 24, 28, 30)


def given_first(name: str) -> str:
    """Return a name with the surname last where capitals or a comma show that it stands first."""
    if name.count(",") == 1:
        surname, given = name.split(",")
        return f"{given.strip()} {surname.strip()}"
    words = name.split()
    capitals = [word.isupper() and len(word) > 1 for word in words]
    if capitals and capitals[0] and not capitals[-1]:
        behind = capitals.index(False)
        return " ".join([*words[behind:], *words[:behind]])
    return name


def reorder(name: str, random: Random) -> str | None:
    """Change the order of words: the last first, or any."""
    words = name.split()
    if len(words) < 2:
        return None
    shuffled = [words[-1], *words[:-1]] if random.random() < 0.5 else list(words)
    while shuffled == words:
        random.shuffle(shuffled)
        if len(set(words)) == 1:
            return None
    return " ".join(shuffled)


def surname_comma(name: str, random: Random) -> str | None:
    """Write the last word first, with a comma."""
    words = given_first(name).split()
    if len(words) < 2:
        return None
    return f"{words[-1]}, {' '.join(words[:-1])}" + random.choice(("", "", "."))


def initial_first(name: str, random: Random) -> str | None:
    """Write the first given name as an initial."""
    words = given_first(name).split()
    if len(words) < 2 or len(words[0]) < 3 or max(map(len, words[1:])) < 3:
        return None
    return " ".join([f"{words[0][0]}{random.choice(('.', '.', ''))}", *words[1:]])


def initials(name: str, random: Random) -> str | None:
    """Write all words but the last as initials."""
    words = given_first(name).split()
    if len(words) < 3 or len(words[-1]) < 4:
        return None
    dot = random.choice((".", ".", ""))
    space = random.choice((" ", " ", ""))
    letters = space.join(word.lstrip("'-‘’`")[:1] + dot for word in words[:-1])
    return f"{words[-1]} {letters}" if random.random() < 0.25 else f"{letters} {words[-1]}"


def initial_middle(name: str, random: Random) -> str | None:
    """Write the words between the first and the last as initials."""
    words = given_first(name).split()
    if len(words) < 3:
        return None
    dot = random.choice((".", ""))
    return " ".join([words[0], *(f"{word[0]}{dot}" for word in words[1:-1]), words[-1]])


def join_pair(name: str, random: Random) -> str | None:
    """Write two neighbouring words as one."""
    words = name.split()
    if len(words) < 3:
        return None
    at = random.randrange(len(words) - 1)
    return " ".join([*words[:at], words[at] + words[at + 1].lower(), *words[at + 2 :]])


def join_all(name: str, random: Random) -> str | None:
    """Write all words as one."""
    words = name.split()
    if len(words) < 2:
        return None
    whole = "".join(words)
    return whole.capitalize() if random.random() < 0.5 else whole


def split_word(name: str, random: Random) -> str | None:
    """Write a long word as two."""
    words = name.split()
    places = [place for place, word in enumerate(words) if len(word) >= 6]
    if not places:
        return None
    place = random.choice(places)
    word = words[place]
    at = random.randrange(2, len(word) - 1)
    words[place] = f"{word[:at]} {word[at:]}"
    return " ".join(words)


def truncated(name: str, random: Random) -> str | None:
    """Cut off: at a fixed length, as tables of fixed width do, or a few letters."""
    fitting = [length for length in _LENGTHS if 0.6 * len(name) <= length < len(name) - 1]
    if fitting and random.random() < 0.6:
        return name[: random.choice(fitting)].rstrip(" ,.-&")
    cut = random.randint(2, max(2, len(name) // 4))
    return name[:-cut].rstrip(" ,.-&") if len(name) - cut >= 8 else None


def honorific(name: str, random: Random) -> str | None:
    """Put a title in front, or seldom one behind."""
    if random.random() < 0.15:
        return f"{name} {random.choice(_SUFFIXES)}"
    return f"{random.choice(_HONORIFICS)} {name}"


def word_dropped(name: str, random: Random) -> str | None:
    """Leave out one word of three or more."""
    words = name.split()
    if len(words) < 3:
        return None
    del words[random.randrange(len(words))]
    return " ".join(words) if max(map(len, words)) > 3 else None


def partial(name: str, random: Random) -> str | None:
    """Keep the first and the last word of three or more, or any two in their order."""
    words = name.split()
    if len(words) < 3:
        return None
    middle = range(len(words))
    kept = [0, len(words) - 1] if random.random() < 0.6 else sorted(random.sample(middle, 2))
    found = [words[place] for place in kept]
    return " ".join(found) if min(map(len, found)) > 2 else None


def word_added(name: str, random: Random) -> str | None:
    """Put in one more word, as a further given name or a father's name is."""
    words = name.split()
    if len(words) < 2:
        return None
    extra = random.choice(
        (*("Ali", "Maria", "José", "Ahmed", "Ivanovich", "Hassan", "Luis", "Khan", "Said"), "Anna")
    )
    words.insert(random.randrange(1, len(words)), extra)
    return " ".join(words)
