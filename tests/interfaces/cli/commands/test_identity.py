"""``links`` and ``link``: what makes entries one subject, and taking it back."""

from __future__ import annotations

from tests.interfaces.cli.running import Command

GROUP, LIMITED = "us_dod_1237-cnooc", "us_dod_chinese_milcorps-cnooc-limited"


def test_what_ties_the_entries_of_a_subject_is_shown_the_surest_first(proscribe: Command) -> None:
    run = proscribe("links", "us_ofac_cons-30947", "--json")

    found = [(link["right"], link["kind"], link["joined"]) for link in run.document["links"]]
    sure = [link["confidence"] for link in run.document["links"]]
    assert run.code == 0
    assert ("us_ofac_cons-30947", "stated", True) in found
    assert sure == sorted(sure, reverse=True)


def test_ties_too_weak_to_join_wait_for_a_decision(proscribe: Command) -> None:
    run = proscribe("links")

    (row,) = [line for line in run.out.splitlines() if GROUP in line and LIMITED in line]
    assert "apart" in row
    assert "same name but for the legal form 'cnooc'" in row


def test_a_decision_joins_is_seen_and_can_be_taken_back(proscribe: Command) -> None:
    joined = proscribe(
        "link", GROUP, LIMITED, "same", "--because", "one group", "--by", "ana", "--json"
    )
    after = proscribe("dossier", GROUP, "--json").document["subject"]["referents"]
    waiting = proscribe("links", "--json").document["links"]

    assert joined.document["judgement"] == "same"
    assert {GROUP, LIMITED} <= set(after)
    assert (GROUP, LIMITED) not in [(link["left"], link["right"]) for link in waiting]

    proscribe("link", GROUP, LIMITED, "different", "--because", "parent and subsidiary")
    undone = proscribe("links", GROUP, "--json").document["links"]

    (link,) = [each for each in undone if each["right"] == LIMITED and each["kind"] == "name"]
    assert [each["kind"] for each in undone if each["kind"] == "decision"] == []
    assert link["joined"] is False
    assert link["decision"]["reason"] == "parent and subsidiary"


def test_a_decision_needs_two_entries_on_file_and_a_reason(proscribe: Command) -> None:
    unknown = proscribe("link", GROUP, "un_sc_sanctions-1", "same", "--because", "x")
    silent = proscribe("link", GROUP, LIMITED, "same", "--because", " ")
    alone = proscribe("link", GROUP, GROUP, "same", "--because", "x")
    house = proscribe("link", GROUP, "list-7", "same", "--because", "x")

    assert [run.code for run in (unknown, silent, alone, house)] == [2, 2, 2, 2]
    assert "a list of your own, which is weighed by itself" in house.err
    assert "nothing on file has the id 'un_sc_sanctions-1'" in unknown.err
    assert "without a reason" in silent.err
    assert "one entry, not two" in alone.err
