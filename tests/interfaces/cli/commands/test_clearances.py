"""``clear``, ``clearances`` and ``withdraw``: a person's word on a name and a subject."""

from __future__ import annotations

import pytest

from tests.interfaces.cli.running import Command

CNOOC, LIMITED = "us_dod_1237-cnooc", "us_dod_chinese_milcorps-cnooc-limited"
CLEAR = ("clear", "Cnook", CNOOC, "--because", "a bistro", "--by", "ana")


def test_a_pair_is_cleared_shown_and_taken_back(proscribe: Command) -> None:
    made = proscribe(*CLEAR, "--schema", "Company", "--property", "country=FR")
    shown = proscribe("clearances", "--json").document["clearances"]
    withdrawn = proscribe("withdraw", "1", "--because", "the oil company", "--by", "ben", "--json")
    after = proscribe("clearances")

    assert made.code == 0
    assert "1: Cnook (Company, country FR) is not us_ofac_cons-30956" in made.out
    assert "says ana: a bistro." in made.out
    assert [(one["id"], one["state"], one["properties"]) for one in shown] == [
        (1, "silent", {"country": ["FR"]})
    ]
    assert withdrawn.document["state"] == "withdrawn"
    assert withdrawn.document["withdrawn"]["by"] == "ben"
    assert after.out == "No name was cleared.\n"
    assert "withdrawn by ben: the oil company" in proscribe("clearances", "--all").out


def test_another_person_must_agree_where_that_is_set(
    proscribe: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROSCRIBE_SECOND_PERSON", "true")
    made = proscribe(*CLEAR, "--until", "2099-12-31")
    waiting = proscribe("clearances", "--exit-code")
    refused = proscribe("confirm", "1", "--because", "sure", "--by", "ana")
    agreed = proscribe("confirm", "1", "--because", "seen the register", "--by", "ben")
    shown = proscribe("clearances")

    assert "raised again once either side changes, or after 2099-12-31." in made.out
    assert "waiting" in waiting.out
    assert waiting.code == 1
    assert refused.code != 0
    assert "only somebody else can confirm it" in refused.err
    assert "1 is confirmed, says ben: seen the register." in agreed.out
    assert "silent" in shown.out
    assert "confirmed by ben: seen the register" in shown.out


def test_another_person_must_agree_that_two_entries_are_one(
    proscribe: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROSCRIBE_SECOND_PERSON", "true")
    made = proscribe("link", CNOOC, LIMITED, "same", "--because", "one group", "--by", "ana")
    apart = proscribe("dossier", CNOOC, "--json").document["subject"]["referents"]
    waiting = proscribe("links")
    again = proscribe("link", CNOOC, LIMITED, "different", "--because", "two", "--by", "ben")
    refused = proscribe("confirm", LIMITED, CNOOC, "--because", "sure", "--by", "ana")
    agreed = proscribe("confirm", LIMITED, CNOOC, "--because", "seen", "--by", "ben", "--json")
    joined = proscribe("dossier", CNOOC, "--json").document["subject"]["referents"]

    assert f"counts once another person has confirmed it: proscribe confirm {CNOOC}" in made.out
    assert "waits for another person" in waiting.out
    assert (again.code, refused.code) == (2, 2)
    assert "take it back first" in again.err
    assert "only somebody else can confirm it" in refused.err
    assert LIMITED not in apart
    assert agreed.document["agreed"]["by"] == "ben"
    assert {CNOOC, LIMITED} <= set(joined)
    assert "confirmed by ben: seen" in proscribe("links", CNOOC).out

    # To separate them again takes two as well, even where somebody is only unsure.
    proscribe("link", CNOOC, LIMITED, "unsure", "--because", "is it?", "--by", "cem")
    taken = proscribe("withdraw", CNOOC, LIMITED, "--because", "it is", "--by", "cem")
    assert "taken back, says cem: it is." in taken.out
    assert proscribe("withdraw", CNOOC, LIMITED, "--because", "it is", "--by", "cem").code == 2
    assert proscribe("confirm", "one", "--because", "x").code == 2
    kept = proscribe("dossier", CNOOC, "--json").document["subject"]["referents"]
    assert kept == joined


def test_what_woke_is_told_and_gives_an_exit_code_of_its_own(proscribe: Command) -> None:
    proscribe(*CLEAR)
    quiet = proscribe("clearances", "cnook", "--exit-code")
    proscribe("link", CNOOC, LIMITED, "same", "--because", "one group")
    woken = proscribe("clearances", "cnook", "--exit-code")

    assert (quiet.code, woken.code) == (0, 1)
    assert "silent" in quiet.out
    assert "woken" in woken.out
    assert f"the subject's entries: now {LIMITED}" in woken.out


def test_a_question_names_whom_it_leaves_out_and_whom_it_raises_again(proscribe: Command) -> None:
    asked = ("check", "CNOOC Limited", "--as-of", "2021-06-10", "--regime", "CCMC")
    before = proscribe(*asked)
    subject = proscribe(*asked, "--json").document["regimes"][0]["candidates"][0]["entity_id"]
    proscribe("clear", "CNOOC Limited", subject, "--because", "a bistro", "--by", "ana")
    left_out = proscribe(*asked)
    raised = proscribe(*asked, "--attribute", "located_in=CN")

    assert "Decided before" not in before.out
    assert f"Left out: CNOOC LIMITED ({subject}): cleared by ana" in left_out.out
    assert [one["state"] for one in proscribe(*asked, "--json").document["clearances"]] == [
        "silent"
    ]
    assert f"Raised again: CNOOC LIMITED ({subject}): woken: cleared by ana" in raised.out
    assert "the given country: now cn" in raised.out


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("clear", "Cnook", "us_x-1", "--because", "x"), "nothing on file has the id 'us_x-1'"),
        (("clear", "Cnook", CNOOC, "--because", " "), "without a reason"),
        ((*CLEAR, "--property", "1985-03-02"), "is no property. Write key=value"),
        ((*CLEAR, "--property", "birthPlase=Wuhan"), "no FollowTheMoney property"),
        ((*CLEAR, "--schema", "Persn"), "no FollowTheMoney schema"),
        (("withdraw", "7", "--because", "x"), "no clearance has the number 7"),
    ],
)
def test_what_makes_no_sense_is_refused(
    proscribe: Command, arguments: tuple[str, ...], word: str
) -> None:
    run = proscribe(*arguments)

    assert run.code == 2
    assert word in run.err
    assert proscribe("clearances", "--json").document == {"clearances": []}
