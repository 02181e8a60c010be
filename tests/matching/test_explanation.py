"""The line that says why a pair scored what it did."""

from __future__ import annotations

from dataclasses import replace

from proscribe.matching.evidence import Evidence
from proscribe.matching.explanation import LONGEST, Explanation, TokenMeeting, explain
from proscribe.matching.parts import Part

HAIGE = Explanation(
    name="GUANGZHOU HAIGE COMM GRP",
    matched_name="Guangzhou Haige Communications Group Co., Ltd.",
    meetings=(
        TokenMeeting(given="guangzhou", found="guangzhou", how="same", similarity=1, weight=0.24),
        TokenMeeting(given="haige", found="haige", how="same", similarity=1, weight=0.38),
        TokenMeeting(
            given="comm", found="communications", how="abbreviation", similarity=0.9, weight=0.12
        ),
    ),
    unmatched_given=(),
    unmatched_found=("co", "ltd"),
    evidence=(),
    score=0.93,
)
BORN = Evidence(feature="birth date", log_odds=3.0, given="1970-05-03", found="1970-05-03")
ZHANG_WEI = Explanation(
    name="Zhang Wei",
    matched_name="ZHANG Wei",
    meetings=(
        TokenMeeting(given="zhang", found="zhang", how="same", similarity=1, weight=0.5),
        TokenMeeting(given="wei", found="wei", how="same", similarity=1, weight=0.5),
    ),
    unmatched_given=(),
    unmatched_found=(),
    evidence=(BORN,),
    score=0.95,
)


def test_the_line_says_which_words_met_what_is_left_and_what_the_match_rests_on() -> None:
    assert HAIGE.text() == (
        "haige = haige 38 %, guangzhou = guangzhou 24 %,"
        " comm ~ communications 12 % (abbreviation); not given: co ltd; falls without haige"
    )


def test_the_line_says_what_weighed_most_of_the_names() -> None:
    parts = tuple(
        Part(what=what, log_odds=odds)
        for what, odds in (
            ("what met", 5.12),
            ("before", -3.0),
            ("left over", -1.2),
            ("order", -0.4),
            ("spelling", -0.3),
        )
    )
    line = replace(HAIGE, meetings=HAIGE.meetings[:2], parts=parts).text()

    assert line == (
        "haige = haige 38 %, guangzhou = guangzhou 24 %; not given: co ltd;"
        " +5.1 what met, -1.2 left over, -0.4 order; falls without haige"
    )


def test_a_match_that_an_attribute_carries_falls_without_it() -> None:
    assert ZHANG_WEI.text() == (
        "zhang = zhang 50 %, wei = wei 50 %; birth date 1970-05-03 +3.0; falls without birth date"
    )


def test_what_is_no_match_has_nothing_to_fall() -> None:
    against = replace(BORN, log_odds=-4.0, found="1983")

    assert explain(replace(ZHANG_WEI, evidence=(against,), score=0.07)) == (
        "zhang = zhang 50 %, wei = wei 50 %; birth date 1970-05-03 ≠ 1983 -4.0"
    )
    assert "falls" not in explain(HAIGE, threshold=0.95)


def test_the_higher_the_threshold_the_less_may_be_missing() -> None:
    even = tuple(replace(meeting, weight=0.2) for meeting in HAIGE.meetings)

    assert explain(replace(HAIGE, meetings=even), threshold=0.5).endswith(
        "falls without guangzhou and haige and comm"
    )
    assert explain(replace(HAIGE, meetings=even), threshold=0.74).endswith(
        "falls without guangzhou and haige"
    )
    assert explain(replace(HAIGE, meetings=even), threshold=0.8).endswith("falls without guangzhou")


def test_an_identifier_that_decides_says_so() -> None:
    lei = Evidence(feature="LEI", log_odds=9.0, given="5299", found="5299", decides=True)

    line = explain(replace(HAIGE, meetings=(), evidence=(lei,), score=0.99))

    assert line == "LEI 5299 +9.0 decides; not given: co ltd; falls without LEI"


def test_a_long_name_gives_a_short_line_that_keeps_the_heaviest_words_and_the_end() -> None:
    many = tuple(
        TokenMeeting(
            given=f"wordnumber{i}",
            found=f"wordnumber{i}",
            how="same",
            similarity=1,
            weight=0.4 if i == 7 else 0.05,
        )
        for i in range(12)
    )
    line = explain(replace(HAIGE, meetings=many))

    assert len(line) <= LONGEST
    assert line.startswith("wordnumber7 = wordnumber7 40 %, ")
    assert " more; not given: co ltd; falls without wordnumber7" in line


def test_bad_text_gives_a_printable_line() -> None:
    bad = TokenMeeting(
        given="x" * 10_000, found="\ud800\n\u202e", how="spelling", similarity=0.5, weight=0.9
    )
    line = explain(replace(HAIGE, meetings=(bad,), unmatched_given=("\x00" * 10_000,)))

    assert len(line) <= LONGEST
    assert line.isprintable()
    line.encode()


def test_nothing_that_met_is_said_to_be_nothing() -> None:
    empty = replace(HAIGE, meetings=(), unmatched_found=(), score=0.0)

    assert explain(empty) == "nothing in common"
