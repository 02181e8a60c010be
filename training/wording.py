"""Names of organisations and vessels as custodians, funds and registers print them."""

from __future__ import annotations

import re
from random import Random

LEGAL_FORMS = (
    *("Co., Ltd.", "Co. Ltd", "Company Limited", "Limited", "Ltd", "Ltd.", "LLC", "L.L.C."),
    *("Inc", "Inc.", "Incorporated", "Corp", "Corp.", "Corporation", "Company", "Co.", "Co"),
    *("PLC", "P.L.C.", "JSC", "OJSC", "PJSC", "CJSC", "OOO", "OAO", "ZAO", "PAO", "AO"),
    *("Joint Stock Company", "Public Joint Stock Company", "Limited Liability Company"),
    *("S.A.", "SA", "S.A. de C.V.", "SA de CV", "S. de R.L.", "S.R.L.", "SRL", "S.p.A.", "SpA"),
    *("GmbH", "AG", "KG", "B.V.", "BV", "N.V.", "NV", "SARL", "SAS", "S.A.S.", "Ltda", "Ltda."),
    *("Pte Ltd", "Pte. Ltd.", "Pty Ltd", "Sdn Bhd", "FZE", "FZCO", "FZ-LLC", "DMCC", "AB", "Oy"),
    *("A.S.", "AS", "ApS", "PT", "Tbk", "Sh.A.", "d.o.o.", "Kft", "Sp. z o.o.", "EOOD", "A.Ş."),
    *("PJS", "P.J.S.", "Private Limited", "Pvt Ltd", "Pvt. Ltd.", "LP", "LLP", "Lda", "Unipessoal"),
)
# Forms that stand for one another.
_SAME_FORMS = (
    ("co., ltd.", "co ltd", "company limited", "co. ltd.", "company ltd", "co.,ltd"),
    ("limited", "ltd", "ltd."),
    ("corporation", "corp", "corp."),
    ("incorporated", "inc", "inc."),
    ("company", "co", "co."),
    ("limited liability company", "llc", "l.l.c.", "ooo"),
    ("public joint stock company", "pjsc", "pao", "oao", "ojsc", "open joint stock company"),
    ("joint stock company", "jsc", "ao", "j.s.c."),
    ("s.a.", "sa", "s a"),
    ("s.a. de c.v.", "sa de cv"),
    ("pte. ltd.", "pte ltd", "private limited", "pvt ltd", "pvt. ltd."),
)
_SHORT = {
    "international": ("INTL", "INT'L", "INTERNAT"),
    "company": ("CO", "COMP", "CMPNY"),
    "corporation": ("CORP", "CRP"),
    "group": ("GRP", "GP"),
    "holding": ("HLDG", "HOLD"),
    "holdings": ("HLDGS", "HLDG", "HLDS"),
    "industry": ("IND", "INDUS"),
    "industries": ("INDS", "INDUS", "IND"),
    "industrial": ("IND", "INDL", "INDUST"),
    "technology": ("TECH", "TECHNOL", "TECHNLGY"),
    "technologies": ("TECH", "TECHS"),
    "services": ("SVCS", "SRVCES", "SERV", "SVC"),
    "service": ("SVC", "SRVC", "SERV"),
    "communications": ("COMM", "COMMS", "COMMUN"),
    "communication": ("COMM", "COMMUN"),
    "telecommunications": ("TELECOM", "TELECOMM"),
    "manufacturing": ("MFG", "MANUF"),
    "development": ("DEV", "DEVEL", "DVLPMT"),
    "engineering": ("ENG", "ENGR", "ENGRG"),
    "national": ("NATL", "NAT'L"),
    "trading": ("TRDG", "TRAD", "TRD"),
    "trade": ("TRD",),
    "shipping": ("SHPG", "SHIP"),
    "transport": ("TRANS", "TRANSPT"),
    "bank": ("BK", "BNK"),
    "limited": ("LTD",),
    "electronics": ("ELEC", "ELECTR"),
    "electronic": ("ELEC",),
    "general": ("GEN", "GENL"),
    "investment": ("INV", "INVEST", "INVT"),
    "investments": ("INVS", "INV"),
    "management": ("MGMT", "MGT"),
    "exchange": ("EXCH",),
    "association": ("ASSN", "ASSOC"),
    "foundation": ("FDN", "FOUND"),
    "institute": ("INST",),
    "university": ("UNIV",),
    "department": ("DEPT",),
    "ministry": ("MIN",),
    "construction": ("CONSTR", "CONST"),
    "chemical": ("CHEM",),
    "petroleum": ("PETRO", "PET"),
    "petrochemical": ("PETROCHEM", "PETCHEM"),
    "energy": ("ENGY", "ENRGY"),
    "research": ("RES", "RSCH"),
    "center": ("CTR", "CNTR"),
    "centre": ("CTR", "CNTR"),
    "equipment": ("EQPT", "EQUIP"),
    "machinery": ("MACH", "MCHY"),
    "system": ("SYS",),
    "systems": ("SYS", "SYST"),
    "and": ("&",),
    "brothers": ("BROS",),
    "insurance": ("INS",),
    "financial": ("FIN", "FINL"),
    "finance": ("FIN",),
    "organization": ("ORG",),
    "aviation": ("AVN", "AVIA"),
    "airlines": ("AIRL", "AIR"),
    "security": ("SEC",),
    "commercial": ("COML", "COMM"),
    "enterprise": ("ENT", "ENTPR"),
    "enterprises": ("ENT",),
    "resources": ("RES", "RSRCS"),
    "products": ("PRODS", "PROD"),
    "science": ("SCI",),
    "scientific": ("SCI", "SCIENT"),
    "import": ("IMP",),
    "export": ("EXP",),
    "semiconductor": ("SEMICON", "SEMI"),
    "pharmaceutical": ("PHARM", "PHARMA"),
    "republic": ("REP",),
    "islamic": ("ISL",),
    "federal": ("FED",),
    "state": ("ST",),
}
_SERIES = (
    "-A",
    " A",
    "-H",
    "-CL A",
    " SPON ADR",
    "-ADR",
    " ORD",
    " REG S",
    "-B",
    " GDR",
    " CLASS A",
)
_ROMAN = (
    *("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV"),
    *("XV", "XVI", "XVII", "XVIII", "XIX", "XX"),
)
_WORD_NUMBERS = ("ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN")
_VESSEL_PREFIXES = ("M/V", "MV", "M/T", "MT", "M.V.", "MV.", "SS", "LNG", "F/V")
_FORMS_PUT_ON = 0.3
_FORM = re.compile(
    r"[\s,]+("
    + "|".join(
        re.escape(form) for form in sorted({*LEGAL_FORMS, "and Co"}, key=lambda each: -len(each))
    )
    + r")\s*\.?$",
    re.IGNORECASE,
)
_FORM_IN_FRONT = re.compile(
    r"^(?:(?:Public |Open |Closed )?Joint Stock Company|Limited Liability Company|PJSC|OJSC|JSC"
    r"|CJSC|OOO|OAO|ZAO|PAO|AO|LLC|PT|FSUE|FGUP)\s+(?=\S{3})",
    re.IGNORECASE,
)


def without_form(name: str) -> str:
    """Return a name without the legal forms at its end and in front."""
    stripped = _FORM_IN_FRONT.sub("", name)
    while (found := _FORM.search(stripped)) and found.start() > 2:
        stripped = stripped[: found.start()].rstrip(" ,&")
    return stripped


def legal_form_dropped(name: str, random: Random) -> str | None:
    """Leave the legal form out."""
    del random
    found = without_form(name)
    return found if found != name and len(found) > 3 else None


def legal_form_exchanged(name: str, random: Random) -> str | None:
    """Write the legal form in another way, or, where there is none, put one on."""
    form = _FORM.search(name)
    if form is None:
        bare = _FORM_IN_FRONT.match(name) is None and random.random() < _FORMS_PUT_ON
        return f"{name} {random.choice(LEGAL_FORMS)}" if bare else None
    same = next((group for group in _SAME_FORMS if form[1].lower() in group), ())
    others = [each for each in same if each != form[1].lower()]
    if not others:
        return None
    chosen = random.choice(others)
    return f"{name[: form.start()]} {chosen.upper() if name.isupper() else chosen.title()}"


def abbreviated(name: str, random: Random) -> str | None:
    """Shorten the common words as custodians do."""
    words = name.split()
    short = [_shortened(word, random) for word in words]
    return " ".join(short).upper() if short != words else None


def squeezed(name: str, random: Random) -> str | None:
    """Leave the vowels out of words, or cut them after four or five letters."""
    words = without_form(name).split()
    long = [place for place, word in enumerate(words) if len(word) > 6 and word.isalpha()]
    if len(words) < 2 or not long:
        return None
    for place in random.sample(long, min(len(long), random.choice((1, 1, 2, 3)))):
        word = words[place]
        bare = word[0] + re.sub("[aeiou]", "", word[1:], flags=re.IGNORECASE)
        words[place] = bare if random.random() < 0.5 else word[: random.choice((4, 5))]
    return " ".join(words).upper()


def fund_line(name: str, random: Random) -> str | None:
    """Print a name as a line of a fund's holdings: shortened, cut, with a share class."""
    short = abbreviated(without_form(name), random) or without_form(name).upper()
    if len(short) < 6:
        return None
    if random.random() < 0.6:
        return short[: random.choice((24, 28, 30))].rstrip() + random.choice(_SERIES)
    cut = random.choice((20, 24, 28, 30))
    return short[:cut].rstrip() if len(short) > cut else None


def number_restyled(name: str, random: Random) -> str | None:
    """Write the number of a vessel or unit in Roman numerals, in digits or in words."""
    words = name.split()
    for place, word in enumerate(words[1:], start=1):
        # Inside a name, V or I is an initial or a Russian "and" more often than a number.
        number = _number(word) if word.isdecimal() or place == len(words) - 1 else None
        if number is not None:
            styles = [str(number), _ROMAN[number - 1], f"{number:02d}", f"No. {number}"]
            if number <= len(_WORD_NUMBERS):
                styles.append(_WORD_NUMBERS[number - 1])
            others = [style for style in styles if style != word]
            return " ".join([*words[:place], random.choice(others), *words[place + 1 :]])
    return None


def vessel_prefix(name: str, random: Random) -> str | None:
    """Put the kind of ship in front."""
    return f"{random.choice(_VESSEL_PREFIXES)} {name}"


def _number(word: str) -> int | None:
    if word.isdecimal() and 1 <= int(word) <= len(_ROMAN):
        return int(word)
    return _ROMAN.index(word) + 1 if word in _ROMAN else None


def _shortened(word: str, random: Random) -> str:
    options = _SHORT.get(word.lower().strip(",.()"))
    return random.choice(options) if options is not None else word
