"""Names in Russian texts: in quotation marks, with capitals, in any case of the declension."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files

from proscribe.claims.names import Name
from proscribe.model.claim import EntityKind

_NUMBERS = {
    "двух": 2, "два": 2, "две": 2, "трёх": 3, "трех": 3, "три": 3, "четырёх": 4,
    "четырех": 4, "четыре": 4,
    "пяти": 5, "пять": 5, "шести": 6, "шесть": 6, "семи": 7, "семь": 7, "восьми": 8, "восемь": 8,
    "девяти": 9, "девять": 9, "десяти": 10, "десять": 10, "одиннадцать": 11, "двенадцать": 12,
    "двадцать": 20, "тридцать": 30, "сорок": 40, "пятьдесят": 50,
}  # fmt: skip
_COUNT = (
    rf"(?:более |около |свыше |почти |ещё |еще )?(?P<count>\d{{1,4}}|{'|'.join(_NUMBERS)}|"
    rf"нескольк\w+|десятк\w+|"
    r"ряд\w?|двое|трое|полтора десятка)"
)
_MEMBERS = (
    r"(?:компани\w+|организаци\w+|лиц(?:а|о|ам|ами)?|банк(?:а|ов|ам|и)|предприяти\w+|"
    r"суд(?:ов|на|но|ам)|танкер\w+|"
    r"телеканал\w+|фирм\w*|физлиц\w*|юрлиц\w*|человек\w*|граждан\w*|чиновник\w*|"
    r"бизнесмен\w*|предпринимател\w+|"
    r"структур\w*|учреждени\w+|производител\w+|холдинг\w+|олигарх\w*|россиян\w*|"
    r"институт\w+|судовладел\w+|поставщик\w*)"
)
_GROUP = re.compile(
    rf"(?<![\w-]){_COUNT} (?:(?!(?:млн|млрд|тыс|год|дн|лет|месяц|январ|феврал|март|апрел|"
    rf"ма[яе]\b|июн|июл|август|сентябр|октябр|ноябр|декабр|процент)\w*)[а-яё-]+ ){{0,4}}?{_MEMBERS}"
    rf"(?: и (?:[а-яё-]+ )?{_MEMBERS})?(?![\w-])",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    rf"(?<![\w-])(?:[Рр]оссийски|[Кк]итайски|[Ии]рански|[Ии]ностранны|[Бб]елорусски|"
    rf"[Дд]руги)[ехми]+ (?:[а-яё-]+ ){{0,2}}?"
    rf"{_MEMBERS}(?![\w-])"
)
_UNNAMED = re.compile(
    r"(?<![\w-])(?:[Ии]сточник\w*|[Аа]двокат(?:ы|ов)|[Юю]рист(?:ы|ов)|[Сс]обеседник\w*|[Ээ]ксперт\w*|[Аа]налитик\w*)(?![\w-])"
)
_NO_COMPANY = re.compile(
    r"(?:газет\w+|журнал\w*|фильм\w*|роман\w*|агентств\w+|закон\w*|проект\w*|программ\w+|"
    r"премьер\w+|песн\w+|"
    r"так называем\w+) \Z",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"«(?P<name>[A-ZА-ЯЁ0-9][^«»\n]{1,50})»")
_WORD = r"[А-ЯЁ][А-ЯЁа-яё-]*[а-яёА-ЯЁ]"
_SEQUENCE = re.compile(
    rf"(?<![\w«-])(?:(?:ПАО|ОАО|АО|ООО|ЗАО|НПО|ГК) )?{_WORD}(?: {_WORD}){{0,4}}(?![\w-])"
)
# ``Национальный расчётный депозитарий``: a name with one capital.
_INSTITUTION = re.compile(
    r"(?<![\w«-])(?!(?:Американск|Российск|Китайск|Европейск|Британск|Нов|Друг|Крупн|Перв|Эт))"
    r"[А-ЯЁ][а-яё]+(?:ый|ий|ой|ого|его|ая|ую|ое)(?: [а-яё-]+(?:ый|ий|ой|ого|его|ая|ую|ое)){1,2} "
    r"(?:центр|депозитари|институт|завод|университет|фонд|комбинат|банк|холдинг|агентств|"
    r"корпораци|компани)\w{0,2}(?![\w-])"
)
_ABBREVIATION = re.compile(r"(?<![\w-])[А-ЯЁ]{3,6}(?![\w-])")
_LATIN = re.compile(
    r"(?<![\w-])[A-Z][A-Za-z0-9&'’-]*(?: [A-Z][A-Za-z0-9&'’.-]*| (?:of|and) "
    r"[A-Z][A-Za-z0-9&'’.-]*)*(?![\w-])"
)
# Words in small letters are what somebody says; ``«Камский шинный завод»`` ends with what it is.
_SAYS = re.compile(
    r" [а-яё]{2,} [а-яё]{2,}(?<!завод)(?<!заводом)(?<!завода)(?<!заводу)(?<!банк)(?<!банка)"
    r"(?<!банком)(?<!банку)(?<!комбинат)(?<!комбината)(?<!комбинатом)(?<!институт)(?<!института)"
    r"(?<!центр)(?<!центра)(?<!центром)(?<!компания)(?<!компании)(?<!фонд)(?<!фонда)(?<!бюро)"
    r"(?<!корпорация)(?<!корпорации)(?<!верфь)(?<!верфи)(?<!фабрика)(?<!фабрики)(?![а-яё])"
)
_COMPANY_BEFORE = re.compile(
    r"(?:компани\w+|банк\w*|групп\w+|концерн\w*|холдинг\w*|корпораци\w+|ПАО|ОАО|АО|ООО|ЗАО|"
    r"ГК|предприяти\w+|завод\w*|"
    r"биржа|фирм\w+|перевозчик\w*|производител\w+|разработчик\w*|телеканал\w*|ритейлер\w*|"
    r"операци\w+ с|акци\w+|бумаг\w*) \Z",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"(?:^|[ -])(?:[Бб]анк|[Кк]анал|[Гг]рупп|[Хх]олдинг|ПАО|АО|ООО|ОАО|[Тт]елеком|[Зз]авод)"
    r"\w*|банк\w{0,2}\Z"
)
_OFFICE = (
    r"(?:(?:генеральн\w+|исполнительн\w+|финансов\w+|официальн\w+) )?(?:глав[аыуе]|"
    r"основател[ьяею]\w?|владел[еь]ц\w*|"
    r"директор\w*|гендиректор\w*|президент\w*|председател\w+(?: правления| совета "
    r"директоров)?|совладел[еь]ц\w*|топ-менеджер\w*)"
    r"(?: (?:компании|банка|группы|холдинга))?"
)
_TITLE = (
    r"(?:министр\w*(?: \w+){0,2}?|бизнесмен\w*|предпринимател\w+|миллиардер\w*|олигарх\w*|"
    r"пресс-секретар\w+(?: \w+){0,2}?|"
    r"представител\w+(?: \w+){0,2}?|госсекретар\w+|сенатор\w*|депутат\w*|адвокат\w*|"
    r"юрист\w*|судь\w+|посол|аналитик\w*)"
)
_PART = r"[А-ЯЁ](?:[а-яё]+(?:-[А-ЯЁ]?[а-яё]+)*|\.)"
_PERSONAL = rf"{_PART}(?: {_PART}){{0,2}}"
_TITLED = re.compile(
    rf"(?<![\w-])(?:(?P<office>(?i:{_OFFICE}))|(?i:{_TITLE})) (?P<name>{_PERSONAL})"
)
_FIRST_NAMES = (
    r"(?:Алекс(?:ей|андр)|Андре|Анто|Борис|Вади|Вален|Васил|Викто|Влади|Вячесл|Гали|Генна|"
    r"Герма|Григор|Дании|Дени|"
    r"Джо|Джон|Дмитр|Дональд|Евген|Его|Елен|Ива|Иго|Иль|Ири|Карин|Кири|Конст|Ле[вонф]|"
    r"Любов|Максим|Мари|Мих|Ната|"
    r"Никол|Ники|Оле|Ольг|П[её]т|Паве|Павл|Рома|Рус|Серге|Стани|Стив|Тать|Тимо|Фили|Эдуа|"
    r"Эльви|Юли|Юри|Яко|Алише|Али|Сулей)"
)
_NAMED = re.compile(rf"(?<![\w-]){_FIRST_NAMES}[а-яё]* [А-ЯЁ][а-яё-]+(?![\w-])")
_NOT_NAMES = frozenset(
    word
    for line in files("proscribe.claims.tables")
    .joinpath("not_names_ru.txt")
    .read_text(encoding="utf-8")
    .splitlines()
    if not line.startswith("#")
    for word in line.split()
)
_ENDINGS = re.compile(
    r"(?:ами|ями|ого|его|ому|ему|ыми|ими|ой|ей|ом|ем|ов|ев|ах|ях|ам|ям|ый|ий|ая|яя|ое|ую|"
    r"юю|ым|им|ых|их|а|я|у|ю|е|ы|и|ь|й|о)\Z"
)
_STEM_LEAST, _LONG_STEM = 2, 4


def find_names(text: str) -> Iterator[Name]:
    """Yield groups, people and companies of a Russian text."""
    for match in _GROUP.finditer(text):
        yield Name(
            start=match.start(),
            end=match.end(),
            kind=EntityKind.GROUP,
            count=count_of(match["count"]),
        )
    for pattern in (_PLURAL, _UNNAMED):
        for match in pattern.finditer(text):
            yield Name(start=match.start(), end=match.end(), kind=EntityKind.GROUP)
    found = sorted(_named(text), key=lambda one: one[0])
    kinds: dict[str, EntityKind] = {}
    called: dict[str, str] = {}
    for start, end, kind, _ in found:
        stem = stem_of(text[start:end])
        if kinds.get(stem, EntityKind.OTHER) is EntityKind.OTHER:
            kinds[stem] = kind
        if stem not in called or len(text[start:end]) < len(called[stem]):
            called[stem] = text[start:end]
    people = {
        stem.rsplit(" ", maxsplit=1)[-1]: stem
        for stem, kind in kinds.items()
        if kind is EntityKind.PERSON and " " in stem
    }
    for start, end, _, office in found:
        stem = stem_of(text[start:end])
        whole = people.get(stem, stem)
        yield Name(start=start, end=end, kind=kinds[whole], role=office, called=called[whole])


def stem_of(name: str) -> str:
    """Return a name without the endings of its words: the same in every case."""
    return " ".join(_stem(word) for word in name.replace("ё", "е").split())


def _stem(word: str) -> str:
    if word.isupper() or word.isascii():
        return word
    bare = _ENDINGS.sub("", word)
    # ``Телеком`` ends like a case itself, so that ``Телекома`` loses two endings.
    while len(bare) > _LONG_STEM and (shorter := _ENDINGS.sub("", bare)) != bare:
        bare = shorter
    bare = re.sub(r"([бвгджзклмнпрстфхцчшщ])е([лнц])\Z", r"\1\2", bare)
    # ``Пётр`` is ``Петра`` in another case: a vowel that comes and goes is left out.
    return bare if len(bare) >= _STEM_LEAST else word


def count_of(words: str) -> int | None:
    """Read ``29`` or ``трёх``; None for ``несколько`` and the like."""
    return int(words) if words.isdecimal() else _NUMBERS.get(words.lower())


_Found = tuple[int, int, EntityKind, tuple[int, int] | None]


def _named(text: str) -> Iterator[_Found]:
    covered = bytearray(len(text))
    for found in (*_people(text), *_quoted(text), *_spelt(text)):
        start, end = found[:2]
        if covered.find(1, start, end) < 0:
            covered[start:end] = b"\x01" * (end - start)
            yield found


def _people(text: str) -> Iterator[_Found]:
    for match in _TITLED.finditer(text):
        if match["name"].split()[0] not in _NOT_NAMES:
            office = match.span("office") if match["office"] else None
            kind = (
                EntityKind.COURT if match.group().lower().startswith("судь") else EntityKind.PERSON
            )
            yield *match.span("name"), kind, office
    for match in _NAMED.finditer(text):
        yield *match.span(), EntityKind.PERSON, None


def _quoted(text: str) -> Iterator[_Found]:
    for match in _QUOTED.finditer(text):
        if match["name"].endswith((",", ".", "!", "?")) or _NO_COMPANY.search(
            text[max(0, match.start() - 30) : match.start()]
        ):
            continue
        if match["name"].count(" ") > 1 and _SAYS.search(match["name"]):
            continue
        after = text[match.end() : match.end() + 3]
        if after.startswith((", —", ", –", ", -")):
            continue
        yield *match.span("name"), EntityKind.COMPANY, None


def _spelt(text: str) -> Iterator[_Found]:
    for match in _LATIN.finditer(text):
        if match.group() not in _NOT_NAMES and len(match.group()) > 1:
            before = text[max(0, match.start() - 20) : match.start()]
            company = " " in match.group() or _COMPANY_BEFORE.search(before) is not None
            yield *match.span(), EntityKind.COMPANY if company else EntityKind.OTHER, None
    for match in _INSTITUTION.finditer(text):
        yield *match.span(), EntityKind.COMPANY, None
    within = _within(text)
    for match in _SEQUENCE.finditer(text):
        start, words = match.start(), match.group()
        while words and words.split(" ", maxsplit=1)[0] in _NOT_NAMES:
            first, _, words = words.partition(" ")
            if first == "Первый" and words == "" and text.startswith(" канал", start + len(first)):
                words = "Первый канал"
                break
            start += len(first) + 1
        if len(words) <= 1:
            continue
        before = text[max(0, start - 20) : start]
        if (words[-1:].islower() and " " not in words and _begins(text, start)
                and _stem(words.replace("ё", "е")) not in within):  # fmt: skip
            continue
        company = _COMPANY.search(words) is not None or _COMPANY_BEFORE.search(before) is not None
        company = company or words.isupper()
        yield start, start + len(words), EntityKind.COMPANY if company else EntityKind.OTHER, None


def _begins(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip(' «“"—–-')
    return not before or before[-1] in ".!?\n:"


def _within(text: str) -> frozenset[str]:
    """Return the stems of the words that stand with a capital within a sentence."""
    return frozenset(
        _stem(one.group().replace("ё", "е"))
        for one in _CAPITAL.finditer(text)
        if not _begins(text, one.start())
    )


_CAPITAL = re.compile(rf"(?<![\w-]){_WORD}(?![\w-])")
