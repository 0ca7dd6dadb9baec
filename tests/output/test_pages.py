"""What people see: the table, the legs, the names in them."""

from __future__ import annotations

import pytest

from routeplan.network.model import Departures
from routeplan.output import FORMATS
from routeplan.output.result import Look
from routeplan.output.text import cell_len, decimal, display, short_name, tenths, whole_money, wrap
from routeplan.output.timeline import bar, pieces
from tests.output.sample import NETWORK, answer, nothing, result

table = FORMATS["table"]


@pytest.mark.parametrize("width", [40, 60, 69, 70, 80, 100, 240])
@pytest.mark.parametrize("dated", [False, True])
@pytest.mark.parametrize("legs", [False, True])
def test_pages_fit_their_width(width: int, dated: bool, legs: bool) -> None:
    text = table(result(dated), Look(terminal=True, width=width, legs=legs))
    if not legs or width >= 70:
        assert max(map(cell_len, text.splitlines())) <= width


@pytest.mark.parametrize("legs", [False, True])
def test_lines_have_no_blanks_at_their_end(legs: bool) -> None:
    text = table(result(True), Look(terminal=True, legs=legs))
    assert [line for line in text.splitlines() if line != line.rstrip()] == []


def test_a_planner_reads_the_table_at_a_glance() -> None:
    text = table(result(), Look(terminal=True))
    assert "Xi'an International Port (CNXAG) to Valencia (ESVLC)" in text
    assert "Xi'an =rail=> Ningbo ~sea~>" in text or "Xi'an =rail=> Ningbo\n" in text
    for word in (
        "cheapest",
        "fastest",
        "lowest CO2e",
        "2,246",
        "39.8",
        "2,996",
        "undated",
        "2 of 7",
        "2026-06-30",
        "--legs",
    ):
        assert word in text


def test_a_dated_table_shows_departure_and_delivery() -> None:
    text = table(result(dated=True), Look(terminal=True))
    for word in ("Tue 03 Mar 20:00", "Fri 10 Apr 14:00", "ready Mon 02 Mar 2026 00:00 UTC+8"):
        assert word in text


def test_another_year_is_said() -> None:
    whole = result(dated=True)
    asked = whole.answer.request._replace(depart=20453 * 1440)  # as if asked on 31 December 2025
    text = table(whole._replace(answer=whole.answer._replace(request=asked)), Look(terminal=True))
    assert "Tue 03 Mar 2026 20:00" in text
    late = whole.answer.itineraries[0]
    late = late._replace(start_min=(late.start_min or 0) - 90 * 1440)
    text = table(whole._replace(answer=whole.answer._replace(itineraries=(late,))), Look(terminal=True, legs=True))
    assert "departs Tue 03 Mar 2026 20:00, arrives Ningbo Fri 06 Mar 2026 08:00" in text


@pytest.mark.parametrize("legs", [False, True])
def test_a_moment_after_an_average_wait_is_marked(legs: bool) -> None:
    weekly = Departures("per_week", per_week=(1, 1))
    whole = result(dated=True)
    by_sea = whole.answer.itineraries[0]
    rail, sea = by_sea.legs
    by_sea = by_sea._replace(legs=(rail, sea._replace(lane=sea.lane._replace(departures=weekly))))
    averaged = whole._replace(answer=whole.answer._replace(itineraries=(by_sea,)))
    text = table(averaged, Look(terminal=True, legs=legs))
    assert ("departs ~Mon 09 Mar" in text) == legs
    assert ("~Fri 10 Apr 14:00" in text) != legs
    assert "~Tue 03 Mar" not in text
    assert "~ is an average" in text
    assert "~ is an average" not in table(whole, Look(terminal=True, legs=legs))
    undated = result()
    assert "~ is an average" not in table(undated, Look(terminal=True, legs=legs))


def test_more_rows_than_asked_are_explained() -> None:
    whole = result()
    said = "Those with a label come on top of -k 1."
    for top, pareto, expected in ((1, False, True), (2, False, False), (1, True, False)):
        asked = whole.answer.request._replace(top=top, pareto=pareto)
        text = table(whole._replace(answer=whole.answer._replace(request=asked)), Look(terminal=True))
        assert (said in text) == expected


def test_legs_tell_the_cutoff_from_the_wait() -> None:
    whole = result(dated=True)
    by_sea = whole.answer.itineraries[0]
    rail, sea = by_sea.legs
    by_sea = by_sea._replace(legs=(rail._replace(lane=rail.lane._replace(cutoff_min=720)), sea))
    text = table(whole._replace(answer=whole.answer._replace(itineraries=(by_sea,))), Look(terminal=True, legs=True))
    assert "handling 24 h, cutoff 12 h, wait 8 h" in text
    assert "handling 36 h, wait 48 h" in text


def test_estimates_are_marked_everywhere() -> None:
    assert "1. cheapest, lowest CO2e: 2,245.50* USD" in table(result(), Look(terminal=True, legs=True))
    markdown = FORMATS["markdown"](result(), Look())
    assert "| 2,245.50\\* |" in markdown
    assert markdown.endswith("\n\\* rests on an estimate.\n")
    assert "rests on" not in FORMATS["markdown"](nothing(), Look())
    assert [line.split(",")[-1] for line in FORMATS["csv"](result(), Look()).splitlines()] == [
        "confidence",
        "estimate",
        "",
    ]


def test_in_a_pipe_a_record_is_a_line_and_whole() -> None:
    lines = table(result(dated=True), Look(width=20)).splitlines()
    assert len(lines) == 3
    assert {line.count("\t") for line in lines} == {12}
    assert [line.split("\t")[-2] for line in lines] == ["confidence", "estimate", ""]
    assert lines[1].split("\t")[-1] == "Xi'an =rail=> Ningbo ~sea~> Valencia"


def test_colour_is_for_those_who_asked() -> None:
    assert "\x1b" not in table(result(), Look(terminal=True))
    assert "\x1b" in table(result(), Look(terminal=True, color=True))


def test_without_an_itinerary_the_question_is_shown() -> None:
    assert "Xi'an International Port (CNXAG) to Valencia" in table(nothing(), Look(terminal=True))


def test_legs_add_up_and_say_where_the_figures_come_from() -> None:
    text = table(result(True), Look(terminal=True, legs=True))
    for word in (
        "rate 840.00 + drop-off 84.51", "storage 2 days 20.00", "CO2e 22 g/tkm x 1,500 km x 20 t", "through malacca, suez",
        "departs Tue 03 Mar 20:00, arrives Ningbo Fri 06 Mar 08:00",
        "freight 1,740.00 + surcharges 84.51 + handling 400.99 + storage 20.00",
    ):  # fmt: skip
        assert word in text


def test_the_bar_is_in_proportion() -> None:
    by_sea = answer().itineraries[0]
    assert sum(minutes for _, minutes in pieces(by_sea)) == by_sea.time_min
    line = bar(by_sea, 70, ascii=True)
    assert len(line) == 70
    assert line.count("=") == round(70 * 780 / 956)
    assert line.isascii()
    assert "$" in line


def test_display_writes_out_what_could_act() -> None:
    assert display("\x1b[2J\x9b\u202e\u200b\x00\n") == "\\x1b[2J\\x9b\\u202e\\u200b\\x00\\x0a"
    assert display("西安 Małaszewicze [red]x[/] :ship:") == "西安 Małaszewicze [red]x[/] :ship:"


def test_short_names() -> None:
    assert short_name(NETWORK, "Xian") == "Xi'an"
    assert short_name(NETWORK, "Ningbo") == "Ningbo"
    assert short_name(NETWORK, "LosAngeles") == "LosAngeles"
    assert short_name(NETWORK, "Nowhere") == "Nowhere"


def test_rounding_for_the_eye_is_half_up() -> None:
    assert whole_money(50) == "1"
    assert whole_money(-50) == "0"
    assert tenths(72, 1440) == "0.1"
    assert decimal(114050, 100) == "1140.5"


def test_wrap_counts_wide_characters() -> None:
    assert wrap("西安 西安 西安", 9) == ["西安 西安", "西安"]
