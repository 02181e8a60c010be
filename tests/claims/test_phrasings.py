"""Ways in which agencies, law firms and newspapers put the same thing."""

from __future__ import annotations

from datetime import date

import pytest

from proscribe.claims.gazetteer import Gazetteer
from proscribe.claims.read import Reading, read
from proscribe.model.claim import EntityKind

BEFORE = "OFAC and the Bureau of Industry and Security published new sanctions on Monday. "


def read_after(sentence: str) -> Reading:
    company = EntityKind.COMPANY
    gazetteer = Gazetteer.build(
        [("o-1", company, "Orlan JSC", "ru"), ("b-1", company, "Beltek ZAO", "by")]
    )
    return read(BEFORE + sentence, lang="en", published=date(2023, 3, 1), gazetteer=gazetteer)


def told(sentence: str) -> set[tuple[str, str]]:
    reading = read_after(sentence)
    names = {one.id: one.name for one in reading.entities}
    return {
        (f"not {one.type}" if one.negated else str(one.type), names[one.subject])
        for one in reading.claims
        if one.quote.start >= len(BEFORE)
    }


REMOVED = (
    "Effective January 27, OFAC removed Orlan JSC from the Specially Designated Nationals (SDN) "
    "List."
)
DENIED = (
    "In a statement provided to Newsday, a spokesperson for Orlan JSC denied that the company had "
    "ties to the army."
)
FINED = (
    "A penalty of £152,750 was imposed on Orlan JSC over a breach of the Russia sanctions regime."
)
PURSUANT = "OFAC announced sanctions, pursuant to Executive Order 13846, against Orlan JSC."
MANY = "BIS added 28 governmental and commercial organizations to the Entity List."
APPEAL = (
    "Orlan JSC said it would appeal a ruling of the General Court dismissing its challenge to the "
    "sanctions."
)
WARNED = (
    "Orlan JSC had been given notice that a customer of the bank was to be designated, but a "
    "payment was made, due to a delay in its screening."
)
COUNTED = (
    "The Commerce Department added 20 Russian companies, according to data compiled by law firm "
    "Smith & Jones LLP."
)
BLOCKED = (
    "The Treasury blocked a payment involving Beltek ZAO and an alleged Specially Designated "
    "Global Terrorist."
)
ON_LIST = (
    "Names on OFAC's sanctions list include Orlan JSC, whose debts were discussed on Feb. 18 in "
    "court, and Beltek ZAO."
)
JOINED = (
    "Orlan JSC was put on a Commerce Department blacklist last year, and was met this week by "
    "Beltek ZAO."
)
INSTITUTE = {("listed", "Beltek ZAO 9th Academy 77 Research Institute")}
BOTH = {("listed", "Orlan JSC"), ("listed", "Beltek ZAO")}


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        (PURSUANT, {("listed", "Orlan JSC")}),
        ('BIS said it would add Orlan JSC to its "Entity List."', {("listed", "Orlan JSC")}),
        (REMOVED, {("delisted", "Orlan JSC")}),
        ("OFAC lifted sanctions previously imposed upon Orlan JSC.", {("delisted", "Orlan JSC")}),
        ("Orlan JSC came off the sanctions list last week.", {("delisted", "Orlan JSC")}),
        ("OFAC also added Orlan JSC and Beltek ZAO.", BOTH),
        (
            "OFAC also added that it had no comment on Orlan JSC.",
            {("statement", "Office of Foreign Assets Control")},
        ),
        (
            "OFAC added to the sanctions list an unnamed individual.",
            {("listed", "an unnamed individual")},
        ),
        (MANY, {("listed", "28 governmental and commercial organizations")}),
        (DENIED, {("not denial", "Orlan JSC")}),
        (
            "Although Orlan JSC has been sanctioned for the past eight months, it trades.",
            {("listed", "Orlan JSC")},
        ),
        (FINED, {("penalty", "Orlan JSC")}),
        (
            "The Treasury on Jan. 23 sanctioned nine vessels and Orlan JSC.",
            {("listed", "nine vessels"), ("listed", "Orlan JSC")},
        ),
        (
            "Two individuals were also listed in respect of threats.",
            {("listed", "Two individuals")},
        ),
        (
            "The White House had no plans to lift sanctions on Orlan JSC.",
            {("not delisted", "Orlan JSC")},
        ),
        (
            "Nordlake's bid to be removed from the list was refused by OFAC.",
            {("not delisted", "Nordlake")},
        ),
        ("Nordlake's bid to be heard by the panel was refused by OFAC.", set()),
        (
            "OFAC rejected Orlan JSC's petition to get off the sanctions list.",
            {("not delisted", "Orlan JSC")},
        ),
        (
            "The Treasury accepted a request from Orlan JSC for removal.",
            {("delisted", "Orlan JSC")},
        ),
        ("The Treasury accepted a request from Orlan JSC for water.", set()),
        ("Sanctions on Orlan JSC lapsed in May.", {("delisted", "Orlan JSC")}),
        ("MSCI will delete seven securities.", {("index_removed", "seven securities")}),
        ("MSCI will rename seven securities.", set()),
        (
            "The NYSE-listed stocks halted were Orlan JSC and Beltek ZAO.",
            {("trading_halt", "Orlan JSC"), ("trading_halt", "Beltek ZAO")},
        ),
        (
            "Nasdaq told Orlan JSC that its shares would be removed on 12 May.",
            {("exchange_removed", "Orlan JSC")},
        ),
        ("Nasdaq told Orlan JSC that its fees would be raised on 12 May.", set()),
        ("Orlan JSC lost a fifth of its value.", {("price_change", "Orlan JSC")}),
        ("Orlan JSC lost a fifth of its staff.", set()),
        ("Orlan JSC's shares fell by a quarter.", {("price_change", "Orlan JSC")}),
        ("Orlan JSC's shares fell in the quarter.", set()),
        (
            "OFAC delisted Orlan JSC and will extend the designation of Beltek ZAO.",
            {("delisted", "Orlan JSC"), ("listed", "Beltek ZAO")},
        ),
        ("Nordlake was fined £20,000 for breaching sanctions.", {("penalty", "Nordlake")}),
        ("Oil shares fell 3% after the sanctions.", set()),
        (APPEAL, {("upheld", "Orlan JSC")}),
        (COUNTED, {("listed", "20 Russian companies")}),
        (WARNED, set()),
        (JOINED, {("listed", "Orlan JSC")}),
        ("OFAC sanctioned Beltek ZAO 9th Academy 77 Research Institute.", INSTITUTE),
        ("OFAC sanctioned Beltek ZAO on 9 May.", {("listed", "Beltek ZAO")}),
        ("Orlan JSC's shares in Moscow soared 31%.", {("price_change", "Orlan JSC")}),
        ("Orlan JSC's market share in Moscow soared 31%.", set()),
        (
            (
                "The companies that will be delisted include Orlan JSC, a metals group; and Beltek "
                "ZAO, its largest customer."
            ),
            {("delisted", "Orlan JSC"), ("delisted", "Beltek ZAO")},
        ),
        ("The companies that will be told include Orlan JSC.", set()),
        ("All sanctions on Orlan JSC remain in place.", {("listed", "Orlan JSC")}),
        ("All eyes on Orlan JSC remain in place.", set()),
        ("Petr Iwin himself remains a sanctioned tycoon.", {("listed", "Petr Iwin")}),
        ("Petr Iwin himself remains a skilled tycoon.", set()),
        (
            (
                "The Treasury told lawmakers of its intent to end the sanctions within 60 days "
                "against Orlan JSC."
            ),
            {("delisted", "Orlan JSC")},
        ),
        (
            (
                "The Treasury told lawmakers of its intent to end the talks within 60 days with "
                "Orlan JSC."
            ),
            {("statement", "Department of the Treasury")},
        ),
        (
            "Petr Iwin has failed to get the EU to lift sanctions against Orlan JSC.",
            {("not delisted", "Orlan JSC"), ("upheld", "Petr Iwin")},
        ),
        ("The suit seeks to have Orlan JSC removed from the sanctions list.", set()),
        (
            "OFAC imposed sanctions on Orlan JSC, an ally of President Gleb Morin.",
            {("listed", "Orlan JSC"), ("role", "Gleb Morin")},
        ),
        (
            "OFAC imposed sanctions, in coordination with Beltek ZAO, on Orlan JSC.",
            {("listed", "Orlan JSC")},
        ),
        (
            (
                "The measures close a gap in the Defiant Traders Act for Fiscal Year 2022 (DTA), "
                "and OFAC sanctioned Orlan JSC under DTA rules."
            ),
            {("listed", "Orlan JSC")},
        ),
        (
            "Orlan JSC was added for support for the army.",
            {("listed", "Orlan JSC"), ("reason", "Orlan JSC")},
        ),
        ("Orlan JSC was hired for support for the army.", set()),
        (
            "Orlan JSC was included in the 4th package of sanctions in May.",
            {("listed", "Orlan JSC")},
        ),
        ("Orlan JSC was included in the 4th package of reforms in May.", set()),
        (
            "Three makers, including Beltek ZAO, face sanctions for supplying drones.",
            {("listed", "Three makers"), ("listed", "Beltek ZAO")},
        ),
        ("Three makers, including Beltek ZAO, face sanctions for cheating.", set()),
        (
            "Several exporters are on the sanctions list, including chip maker Beltek ZAO.",
            {("listed", "Several exporters"), ("listed", "Beltek ZAO")},
        ),
        (
            "OFAC removed Orlan JSC from the list but said it will soon relist the firm.",
            {("delisted", "Orlan JSC"), ("listed", "Orlan JSC")},
        ),
        (
            "Orlan JSC said in May it had filed a complaint against the Treasury.",
            {("sued", "Orlan JSC")},
        ),
        (
            "Orlan JSC said in May it had received a complaint against the Treasury.",
            {("statement", "Orlan JSC")},
        ),
        ("The package hit four people accused of backing the army.", {("listed", "four people")}),
        (
            "The Treasury ended the sanctions it had imposed in 2019 on Orlan JSC.",
            {("delisted", "Orlan JSC")},
        ),
        (
            "The Treasury ended the talks it had held in 2019 with Orlan JSC.",
            set(),
        ),
        (
            "Orlan JSC and Beltek ZAO, both on the same list, have lawsuits of their own pending.",
            BOTH | {("sued", "Orlan JSC"), ("sued", "Beltek ZAO")},
        ),
        (
            "Orlan JSC and Beltek ZAO, both on the same shelf, have customers of their own.",
            set(),
        ),
        (
            "OFAC will take Orlan JSC off a register of firms it accuses of arming the militia.",
            {("delisted", "Orlan JSC")},
        ),
        (
            "The Treasury is weighing sanctions on Orlan JSC.",
            {("listed", "Orlan JSC")},
        ),
        ("The Treasury is weighing the parcels of Orlan JSC.", set()),
        (
            "Two entries, those of Orlan JSC and its director Petr Iwin, were removed in May.",
            {("delisted", "Orlan JSC"), ("delisted", "Petr Iwin"), ("role", "Petr Iwin")},
        ),
        (
            "A request by Orlan JSC to be delisted was rejected last year.",
            {("not delisted", "Orlan JSC")},
        ),
        ("A request by Orlan JSC to be paid was rejected last year.", set()),
        (
            "Tokyo followed with a freeze on the assets of Orlan JSC.",
            {("prohibited", "Orlan JSC")},
        ),
        ("Tokyo followed with a tax on the assets of Orlan JSC.", set()),
        (
            "The prize that founder Petr Iwin received in 2019 was cited by OFAC.",
            {("award", "Petr Iwin"), ("role", "Petr Iwin")},
        ),
        (
            "The shares of Orlan JSC, which had shed 30%, climbed 14% after the listing.",
            {("price_change", "Orlan JSC")},
        ),
        ("Petr Iwin holds 50 percent of Orlan JSC.", set()),
        ("Orlan JSC remains under EU sanctions.", {("listed", "Orlan JSC")}),
        ("Orlan JSC remains under consideration.", set()),
        (
            "The London Stock Exchange will suspend dealings in Orlan JSC.",
            {("trading_halt", "Orlan JSC")},
        ),
        ("The London Stock Exchange will suspend staff in Orlan JSC.", set()),
        ("Shares in Orlan JSC were suspended.", {("trading_halt", "Orlan JSC")}),
        ("Lights in Orlan JSC were suspended.", set()),
        (
            "Orlan JSC is accused of issuing false papers.",
            {("allegation", "Orlan JSC")},
        ),
        (
            "Orlan JSC was determined by the U.S. Government to be acting against its interests.",
            {("allegation", "Orlan JSC")},
        ),
        ("Orlan JSC was determined to find the U.S. Government in Tver.", set()),
        (BLOCKED, set()),
    ],
)
def test_a_sentence_tells_just_that(sentence: str, claims: set[tuple[str, str]]) -> None:
    assert told(sentence) == claims


@pytest.mark.parametrize("over", ["a breach of the Russia sanctions regime", "its Moscow office"])
def test_who_fines_over_a_country_is_not_that_country(over: str) -> None:
    reading = read_after(f"Orlan JSC was fined £152,750 over {over}.")

    (fine,) = [one for one in reading.claims if one.type == "penalty"]
    assert fine.agent is None


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Orlan JSC sued the Treasury on Feb. 18 for adding it to the sanctions list.", None),
        ("Orlan JSC sued the Treasury for adding it to the sanctions list on Feb. 18.", "02-18"),
        ("The newspaper on Feb. 18 gave the reason for Orlan JSC's designation.", None),
        ("On Feb. 18, OFAC added Orlan JSC to the sanctions list.", "02-18"),
        ("Six days before the vote, OFAC added Orlan JSC to the sanctions list.", None),
        ("A week after the fire, OFAC added Orlan JSC to the sanctions list.", None),
        ("The day after, OFAC added Orlan JSC to the sanctions list.", None),
        ("A day later, OFAC added Orlan JSC to the sanctions list.", "02-28"),
        ("Three days later, OFAC added Orlan JSC to the sanctions list.", None),
        ("The step comes a week after OFAC added Orlan JSC to the sanctions list.", "02-20"),
        ("On Feb. 18, after a review, OFAC added Orlan JSC to the sanctions list.", "02-18"),
        ("Oil rose on Feb. 18 after OFAC added Orlan JSC to the sanctions list.", None),
        ("OFAC added Orlan JSC to the sanctions list after Beltek ZAO was fined on Feb. 18.", None),
        ("In January, six days before the vote, OFAC added Orlan JSC to the sanctions list.", "01"),
        (ON_LIST, None),
    ],
)
def test_a_listing_is_of_its_own_day(sentence: str, day: str | None) -> None:
    reading = read_after(sentence)

    listed = [one for one in reading.claims if one.type == "listed" and one.quote.text == sentence]
    assert listed
    days = {None if one.date is None else one.date.value for one in listed}
    assert days == {None if day is None else f"2023-{day}"}


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("OFAC added Orlan JSC, saying it arms Russia.", "it arms Russia"),
        ("OFAC added Orlan JSC for arming Russia, according to a notice.", "arming Russia"),
        ("OFAC added Orlan JSC for arming Russia, the Treasury said.", "arming Russia"),
        ("Orlan JSC sued OFAC for adding it, saying the designation is wrong.", None),
        (
            "BIS cited the safety of its partners as a reason for adding Orlan JSC.",
            "the safety of its partners",
        ),
        (
            "Orlan JSC was sanctioned for alleged ties with the Chinese military.",
            "alleged ties with the Chinese military",
        ),
    ],
)
def test_a_reason_is_what_the_authority_gives_and_no_more(
    sentence: str, reason: str | None
) -> None:
    reading = read_after(sentence)

    given = [one for one in reading.claims if one.type == "reason"]
    assert {one.because for one in given} == (set() if reason is None else {reason})
    assert not {one.agent for one in given} & {"cn-military"}


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("OFAC sanctioned two dozen Russian companies.", 24),
        ("OFAC sanctioned two Russian companies.", 2),
        ("OFAC sanctioned dozens of Russian companies.", None),
    ],
)
def test_dozens_are_counted_where_their_number_is_told(sentence: str, count: int | None) -> None:
    (listed,) = [one for one in read_after(sentence).claims if one.type == "listed"]

    assert (None if listed.value is None else listed.value.amount) == count


def test_speech_without_a_beginning_ends_with_its_paragraph() -> None:
    text = (
        'The Pentagon put Orlan JSC on a list." the Pentagon spokesman Jonathan Hoffman said.\n\n'
        "OFAC sanctioned Beltek ZAO in May."
    )
    gazetteer = Gazetteer.build([("b-1", EntityKind.COMPANY, "Beltek ZAO", "by")])

    reading = read(text, lang="en", published=date(2020, 6, 25), gazetteer=gazetteer)

    names = {one.id: one.name for one in reading.entities}
    (listed,) = [one for one in reading.claims if names[one.subject] == "Beltek ZAO"]
    assert not listed.direct_speech
    assert listed.attribution == ("article",)
