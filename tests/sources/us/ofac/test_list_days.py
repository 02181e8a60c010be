from __future__ import annotations

from proscribe.sources.us.ofac.list_days import are_on, program_days

SDN, PLC, ALL = "SDN List", "Non-SDN Palestinian Legislative Council List", "Consolidated List"


def test_a_list_gives_its_day_to_the_programme_it_stands_for() -> None:
    days = {ALL: "2014-10-10", PLC: "2006-04-12", SDN: "2016-09-16"}

    assert program_days(days, ["NS-PLC", "SDGT"]) == {"NS-PLC": "2006-04-12", "SDGT": "2016-09-16"}


def test_the_day_of_the_sdn_list_is_given_to_none_of_several_programmes() -> None:
    assert program_days({SDN: "2016-09-16"}, ["SDGT", "IRAN"]) == {}


def test_the_list_that_holds_all_others_dates_nothing() -> None:
    assert program_days({ALL: "2014-10-10"}, ["NS-PLC"]) == {}


def test_a_party_belongs_to_each_list_it_is_on() -> None:
    assert are_on({SDN}, blocking=True)
    assert not are_on({SDN}, blocking=False)
    assert are_on({SDN, PLC, ALL}, blocking=True)
    assert are_on({SDN, PLC, ALL}, blocking=False)
    assert not are_on({PLC, ALL}, blocking=True)
