"""What dates, countries, identifiers and the rest say about two entries being the same."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proscribe.matching.attributes import Evidence, combine, weigh_attributes
from proscribe.matching.identifiers import normalise_number

# As printed by the UN and by OFAC.
SOLEIMANI_UN = {
    "birthDate": ("1957-03-11",),
    "birthPlace": ("Qom, Iran (Islamic Republic of)",),
    "passportNumber": ("008827",),
}
SOLEIMANI_US = {
    "birthDate": ("1957-03-11",),
    "birthPlace": ("Qom, Iran",),
    "nationality": ("ir",),
    "passportNumber": ("008827",),
}
# Sberbank and its Kazakh subsidiary, as printed by the US consolidated list.
SBERBANK = {
    "country": ("ru",),
    "innCode": ("7707083893",),
    "ogrnCode": ("1027700132195",),
    "swiftBic": ("SABRRUMM",),
}
SBERBANK_KZ = {
    "country": ("kz",),
    "registrationNumber": ("930740000137",),
    "taxNumber": ("600900050984",),
    "swiftBic": ("SABRKZKA",),
}
GAZPROM_INN = "7736050003"
JIN_TENG_IMO = "9163166"
OTHER_IMO = "9074729"

PROPERTIES = (
    *("birthDate", "deathDate", "incorporationDate", "buildDate", "nationality", "country"),
    *("flag", "gender", "passportNumber", "registrationNumber", "leiCode", "innCode", "isin"),
    *("imoNumber", "ogrnCode", "uscCode", "phone", "email", "callSign", "birthPlace", "address"),
)
texts = st.one_of(
    st.text(st.characters(codec=None), max_size=20),
    st.from_regex(r"[0-9]{4}(-[0-9]{2}){0,2}", fullmatch=True),
    st.sampled_from(("ru", "Russia", "HK", "male", JIN_TENG_IMO, "", "7707083893", "\ud800")),
)
properties = st.dictionaries(
    st.sampled_from(PROPERTIES), st.lists(texts, max_size=4).map(tuple), max_size=6
)
schemata = st.sampled_from(("Person", "Company", "Vessel", "Airplane", "Security"))
weights = st.floats(-10, 10)
scores = st.floats(0, 1)


def one(schema: str, prop: str, ours: str, theirs: str) -> float:
    """Return the log-odds of one property of one value each."""
    evidence = weigh_attributes(schema, {prop: (ours,)}, {prop: (theirs,)})
    return sum(each.log_odds for each in evidence)


def score(schema: str, names: float, ours: dict[str, str], theirs: dict[str, str]) -> float:
    """Return the score of names and attributes of one value each."""
    evidence = weigh_attributes(
        schema,
        {prop: (value,) for prop, value in ours.items()},
        {prop: (value,) for prop, value in theirs.items()},
    )
    return combine(names, evidence)


def test_two_lists_of_one_person_agree_by_passport_birth_and_place() -> None:
    evidence = weigh_attributes("Person", SOLEIMANI_UN, SOLEIMANI_US)

    assert [(each.feature, each.log_odds, each.decides) for each in evidence] == [
        ("passport number", 6.0, True),
        ("birth date", 3.0, False),
        ("birth place", 0.3, False),
    ]
    assert combine(0.5, evidence) > 0.999


def test_a_bank_and_its_subsidiary_abroad_are_two() -> None:
    twin = combine(0.9, weigh_attributes("Company", SBERBANK, SBERBANK_KZ))
    same = combine(0.9, weigh_attributes("Company", SBERBANK, SBERBANK))

    assert twin < 0.65
    assert same > 0.99


@pytest.mark.parametrize("names", [0.75, 0.8, 0.9, 0.97])
def test_a_common_name_with_another_birth_date_does_not_alert_and_with_its_own_rises(
    names: float,
) -> None:
    theirs = {"birthDate": "1970-05-03"}

    assert score("Person", names, {"birthDate": "1983-11-20"}, theirs) < 0.3
    assert score("Person", names, {"birthDate": "1972"}, theirs) < 0.65
    assert score("Person", names, {"birthDate": "1970-05-03"}, theirs) > max(names, 0.98)


def test_dates_agree_to_the_precision_given() -> None:
    day, month, year = (
        one("Person", "birthDate", "1970-05-03", text) for text in ("1970-05-03", "1970-05", "1970")
    )

    assert (day, month, year) == (3.0, 2.2, 1.5)
    assert one("Person", "birthDate", "1970", "1970") == year


def test_the_first_of_january_stands_for_a_year() -> None:
    assert one("Person", "birthDate", "1970-01-01", "1970-01-01") == 1.5
    assert one("Person", "birthDate", "1970-01-01", "1970-08-14") == 1.5
    assert one("Person", "birthDate", "1970-01-02", "1970-08-14") == -0.8


def test_a_slip_in_a_date_is_no_other_date() -> None:
    assert one("Person", "birthDate", "1970-05-03", "1970-03-05") == 1.0
    assert one("Person", "birthDate", "1970-05-03", "1970-05-08") == 0.7
    assert one("Person", "birthDate", "1970-05-03", "1978-05-03") == -0.3
    assert one("Person", "birthDate", "1970-05-03", "1978-06-04") == -4.0


def test_a_year_apart_is_weakly_against_and_less_so_where_only_a_year_is_known() -> None:
    assert one("Person", "birthDate", "1970", "1971") == -0.5
    assert one("Person", "birthDate", "1970-05-03", "1971-09-12") == -1.5
    assert one("Person", "birthDate", "1970", "1972") == -3.0
    assert one("Person", "birthDate", "1970", "1990") == -4.5


def test_of_several_dates_the_best_counts_but_less_the_more_there_are() -> None:
    given_one = {"birthDate": ("1970-05-03",)}
    years = {"birthDate": ("1960", "1965", "1970-05-03", "1975")}
    (chosen,) = weigh_attributes("Person", given_one, years)
    (other,) = weigh_attributes("Person", given_one, {"birthDate": ("1960", "1965", "1975")})

    assert chosen.log_odds == pytest.approx(3.0 - 1.386, abs=0.001)
    assert chosen.found == "1970-05-03"
    assert other.log_odds == -4.0


@pytest.mark.parametrize(
    "text",
    ["circa 1970", "1960-1970", "between 1960 and 1970", "unknown", "1970-13-01", "0001", ""],
)
def test_what_is_no_single_date_says_nothing(text: str) -> None:
    assert weigh_attributes("Person", {"birthDate": ("1950",)}, {"birthDate": (text,)}) == ()


def test_dates_are_read_as_users_write_them_where_only_one_reading_is_possible() -> None:
    assert one("Person", "birthDate", "31/05/1970", "1970-05-31") == 3.0
    assert one("Person", "birthDate", "05/31/1970", "1970-05-31") == 3.0
    assert one("Person", "birthDate", "3.5.1970", "1970-05-03") == 3.0
    assert one("Person", "birthDate", "05/03/1970", "1970-05-03") == 1.5
    assert one("Person", "birthDate", "1970-05-03T00:00:00Z", "1970-05-03") == 3.0


@pytest.mark.parametrize(
    ("ours", "theirs", "log_odds"),
    [
        ("ru", "ru", 0.3),
        ("Russian Federation", "RU", 0.3),
        ("no", "no", 0.7),
        ("ru", "no", -0.8),
        ("su", "ua", 0.0),
        ("Soviet Union", "Georgia", 0.0),
        ("su", "no", -0.8),
        ("yu", "hr", 0.0),
        ("dd", "de", 0.0),
        ("cshh", "sk", 0.0),
        ("cshh", "pl", -0.8),
        ("hk", "cn", 0.0),
        ("ua-cri", "ru", 0.0),
        ("cy", "ru", 0.0),
        ("nowhere at all", "ru", 0.0),
        ("Korea", "kp", 0.0),
    ],
)
def test_countries_of_persons(ours: str, theirs: str, log_odds: float) -> None:
    there = score("Person", 0.5, {"nationality": ours}, {"country": theirs})
    back = score("Person", 0.5, {"country": theirs}, {"citizenship": ours})

    assert one("Person", "country", ours, theirs) == log_odds
    assert there == back == pytest.approx(1 / (1 + math.exp(-log_odds)), abs=0.001)


@pytest.mark.parametrize("seat", ["ky", "Bermuda", "VG", "lu", "mu"])
def test_a_seat_of_convenience_does_not_contradict_the_country_of_business(seat: str) -> None:
    assert one("Company", "jurisdiction", seat, "cn") == 0
    assert one("Company", "jurisdiction", "fr", "cn") == -1.2


def test_an_equal_identifier_decides_whatever_the_names() -> None:
    renamed = weigh_attributes(
        "Vessel", {"imoNumber": (f"IMO {JIN_TENG_IMO}",)}, {"imoNumber": (JIN_TENG_IMO,)}
    )
    inn = weigh_attributes("Company", {"taxNumber": ("7707 083 893",)}, SBERBANK)

    assert combine(0.0, renamed) > 0.98
    assert combine(0.3, inn) > 0.99
    assert (renamed[0].decides, inn[0].decides) == (True, True)


def test_a_different_identifier_of_which_one_has_one_decides_against() -> None:
    ships = weigh_attributes("Vessel", {"imoNumber": (JIN_TENG_IMO,)}, {"imoNumber": (OTHER_IMO,)})
    firms = weigh_attributes("Company", {"innCode": (GAZPROM_INN,)}, SBERBANK)

    assert combine(1.0, ships) < 0.5
    assert combine(1.0, firms) < 0.5
    assert combine(0.9, firms) < 0.1
    assert (ships[0].decides, firms[0].decides) == (True, True)


def test_a_mistyped_identifier_speaks_against_but_does_not_decide() -> None:
    (evidence,) = weigh_attributes(
        "Vessel", {"imoNumber": ("9163167",)}, {"imoNumber": (JIN_TENG_IMO,)}
    )

    assert (evidence.log_odds, evidence.decides) == (-1.0, False)


def test_a_person_may_have_other_passports_and_a_company_other_registers() -> None:
    assert one("Person", "passportNumber", "E12345679", "G76543218") == -0.4
    assert one("Company", "registrationNumber", "HRB 123456", "0099887766") == -0.8
    assert one("Organization", "imoNumber", JIN_TENG_IMO, OTHER_IMO) == 0


@pytest.mark.parametrize(
    ("prop", "plain", "spellings"),
    [
        ("imoNumber", "9187629", "IMO 9187629|imo9187629|IMO No. 9187629|IMO: 9187629|IMO-9187629"),
        ("innCode", "7707083893", "INN 7707083893|inn:7707083893|77 07 08 38 93|ИНН № 7707083893"),
        ("ogrnCode", "1027700132195", "OGRN1027700132195|ОГРН №1027700132195|10277-00132195"),
        ("leiCode", "5493001KJTIIGC8Y1R12", "LEI 5493001kjtiigc8y1r12|5493-001K-JTII-GC8Y-1R12"),
        ("isin", "KYG8020E1199", "ISIN: KYG8020E1199|isinKYG8020E1199|kyg 8020e 1199"),
        ("swiftBic", "SABRRUMM", "SABRRUMMXXX|SWIFT/BIC: sabr ru mm|BIC code SABRRUMM"),
        ("mmsi", "572469210", "MMSI 572469210|572-469-210|mmsi572469210"),
        ("callSign", "5IM597", "5im-597|Call sign: 5IM 597"),
        ("passportNumber", "A1234567", "Passport No. A1234567|a 123-4567|A1234567 (Iran)"),
        ("registrationNumber", "HRB123457", "Registration number HRB 123457|hrb-123457"),
    ],
)
def test_an_identifier_is_the_same_however_it_is_written(
    prop: str, plain: str, spellings: str
) -> None:
    for written in spellings.split("|"):
        assert normalise_number(written) == plain == normalise_number(plain), written
        assert one("Vessel", prop, written, plain) == one("Vessel", prop, plain, plain) > 0
        assert one("Vessel", prop, plain, written) == one("Vessel", prop, plain, plain)


def test_the_code_of_a_branch_is_that_of_its_bank() -> None:
    same = one("Company", "swiftBic", "SABRRUMM", "SABRRUMM")

    assert one("Company", "swiftBic", "SABRRUMM012", "SABRRUMM") == same > 0
    assert one("Company", "swiftBic", "SABRRUMM012", "SABRRUMM024") == same
    assert one("Company", "swiftBic", "SABRRUM1012", "SABRRUMM") < 0


def test_what_only_begins_like_a_label_stays() -> None:
    told = {"IDLE77": "IDLE77", "VAT 12": "VAT12", "Regal 1234": "REGAL1234", "IMOX12": "IMOX12"}

    assert {text: normalise_number(text) for text in told} == told


def test_a_number_of_a_register_needs_its_country_and_some_length() -> None:
    number = {"registrationNumber": "HRB-123457"}
    german, french = {"country": "de"}, {"country": "fr"}

    assert score("Company", 0.5, number | german, number | german) > 0.99
    assert score("Company", 0.5, number | german, number | french) < 0.7
    assert one("Company", "registrationNumber", "12345-8", "123458") == 6.0
    assert one("Company", "registrationNumber", "4711", "4711") == 2.0


@pytest.mark.parametrize("text", ["N/A", "000000", "123456", "unknown", "-", "XXXXXXXX", "9" * 10])
def test_a_placeholder_is_no_identifier(text: str) -> None:
    for prop in ("registrationNumber", "passportNumber", "leiCode", "imoNumber", "phone"):
        assert one("Company", prop, text, text) == 0


def test_an_equal_identifier_silences_the_rest_but_not_another_identifier() -> None:
    ours = {"leiCode": "529900T8BM49AURSDO55", "country": "fr", "innCode": GAZPROM_INN}
    theirs = {"leiCode": "529900T8BM49AURSDO55", "country": "cn"}

    assert score("Company", 0.0, ours, theirs) > 0.98
    assert score("Company", 0.0, ours, theirs | {"innCode": "7707083893"}) < 0.3


def test_marks_that_change_or_are_shared_speak_for_but_do_not_decide() -> None:
    assert one("Company", "phone", "+7 (495) 123-45-68", "8 495 1234568") == 2.0
    assert one("Company", "phone", "+7 495 123 45 68", "+7 495 765 43 21") == 0
    assert one("Vessel", "callSign", "EP-QV7", "EPQV7") == 2.5
    assert one("Company", "email", "INFO@example.org", "info@example.org") == 2.5


def test_gender_contradicts_more_than_it_proves() -> None:
    assert one("Person", "gender", "female", "male") == -2.0
    assert one("Person", "gender", "F", "female") == 0.1
    assert one("Person", "gender", "other", "male") == 0


def test_another_place_says_nothing() -> None:
    assert one("Person", "birthPlace", "Qom, Iran", "Shiraz") == 0
    assert one("Company", "address", "19 ul. Vavilova, Moscow", "Vavilova str. 19, Moscow") == 0.6
    assert one("Company", "address", "Moscow, Russia", "Tverskaya 5, Moscow") == 0


def test_nothing_comparable_says_nothing_and_leaves_the_score() -> None:
    nothing = weigh_attributes("Person", {"birthDate": ("1970",)}, {"country": ("ru",)})

    assert nothing == weigh_attributes("Person", {}, SOLEIMANI_US) == ()
    assert combine(0.123, nothing) == 0.123


def test_bad_values_say_nothing() -> None:
    bad = ("", " ", "9" * 10_000, "A" * 10_000, "\ud800", "x\udfffy", "\x00", "\u202e")
    everything = dict.fromkeys(PROPERTIES, bad)

    assert weigh_attributes("Person", everything, everything) == ()


@given(schemata, properties, properties)
def test_any_values_give_finite_evidence_alike_both_ways(
    schema: str, ours: dict[str, tuple[str, ...]], theirs: dict[str, tuple[str, ...]]
) -> None:
    there = weigh_attributes(schema, ours, theirs)
    back = weigh_attributes(schema, theirs, ours)

    assert all(-10 < each.log_odds < 10 and each.given.isprintable() for each in there)
    assert sum(e.log_odds for e in there) == pytest.approx(sum(e.log_odds for e in back))


def said(log_odds: float, *, decides: bool = False) -> Evidence:
    return Evidence(feature="x", log_odds=log_odds, given="a", found="b", decides=decides)


@given(st.tuples(scores, scores), st.tuples(weights, weights), st.booleans())
def test_the_score_rises_with_the_names_and_with_the_evidence(
    names: tuple[float, float],
    log_odds: tuple[float, float],
    decides: bool,  # noqa: FBT001
) -> None:
    low, high = sorted(names)
    weak, strong = ([said(each, decides=decides)] for each in sorted(log_odds))

    assert 0 < combine(low, weak) < 1
    assert combine(low, weak) <= combine(high, weak)
    assert combine(low, weak) <= combine(low, strong)


def test_near_certain_names_keep_their_order_with_evidence_for_and_against() -> None:
    names = [0.99, 0.999, 0.9999, 0.99999]

    for log_odds in (3.0, -3.0, 9.0):
        scores = [combine(name, [said(log_odds, decides=log_odds > 5)]) for name in names]
        assert scores == sorted(set(scores))
