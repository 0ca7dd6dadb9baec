"""Which tests speak of which modules."""

from __future__ import annotations

WORKED = "tests/worked/test_worked.py::test_planner"
FORCE = "tests/test_equals_brute_force.py"
BUDGET = "tests/planning/test_budget.py"
PROBLEM = "tests/planning/test_problem.py"
FAST = "tests/planning/test_fast.py"
LARGER = "tests/planning/test_larger_networks.py"
FRONT = "tests/planning/test_front.py"
DATED = "tests/planning/test_dated.py"
BROKEN = "tests/bad/test_bad.py::test_the_findings_are_those_expected"
SAID = "tests/network/test_said.py"
PATHS = ["tests/faults/test_a_files.py", "tests/faults/test_k_rights.py"]
CHANGES = "tests/output/test_changes.py"
NAMES = ["tests/network/test_names.py", "tests/test_question.py"]

SELECTION: tuple[tuple[str, list[str]], ...] = (
    ("routeplan/planning/reliability/", ["tests/planning/reliability"]),
    ("routeplan/planning/fast/", [FAST]),
    ("routeplan/planning/carrying.py", ["tests/planning/test_carrying.py"]),
    ("routeplan/planning/provenance.py", ["tests/planning/test_provenance.py"]),
    ("routeplan/planning/loading.py", ["tests/planning/test_loading.py"]),
    ("routeplan/planning/refusals.py", ["tests/planning/test_refusals.py", WORKED]),
    (
        "routeplan/planning/reasons.py",
        [
            "tests/planning/test_reasons.py",
            "tests/planning/test_refusals.py",
            "tests/planning/test_whynot.py",
            "tests/planning/test_windows.py",
            WORKED,
        ],
    ),
    ("routeplan/planning/why.py", ["tests/planning/test_why.py"]),
    ("routeplan/planning/whynot.py", ["tests/planning/test_whynot.py", "tests/planning/test_why.py"]),
    ("routeplan/planning/window.py", ["tests/planning/test_windows.py", "tests/planning/test_ready_times.py"]),
    (
        "routeplan/planning/arriving.py",
        ["tests/planning/test_arriving.py", "tests/planning/test_windows.py", "tests/planning/test_why.py"],
    ),
    ("routeplan/planning/sequences.py", ["tests/planning/test_windows.py", "tests/planning/test_ready_times.py"]),
    (
        "routeplan/planning/schedules.py",
        [
            "tests/planning/test_schedules.py",
            "tests/planning/test_arriving.py",
            "tests/planning/test_windows.py",
            "tests/planning/test_ready_times.py",
            "tests/analysis/test_compare.py",
        ],
    ),
    ("routeplan/planning/graph.py", ["tests/planning/test_graph.py"]),
    (
        "routeplan/planning/extras.py",
        ["tests/planning/test_why.py", "tests/planning/test_carrying.py", "tests/planning/reliability"],
    ),
    ("routeplan/planning/request.py", ["tests/test_question.py"]),
    ("routeplan/planning/rebuild.py", ["tests/planning/test_rebuild.py", WORKED]),
    ("routeplan/planning/ranking.py", ["tests/planning/test_ranking.py", WORKED, FORCE]),
    ("routeplan/planning/timetable.py", ["tests/planning/test_timetable.py", WORKED, FORCE]),
    ("routeplan/planning/clock.py", [WORKED, FORCE]),
    ("routeplan/planning/pricing.py", ["tests/planning/test_pricing.py", "tests/planning/test_rebuild.py", WORKED]),
    (
        "routeplan/planning/board.py",
        [
            "tests/planning/test_board.py",
            "tests/planning/test_rebuild.py",
            "tests/planning/test_schedules.py",
            "tests/planning/test_refusals.py",
            "tests/planning/test_windows.py",
            DATED,
            WORKED,
            FORCE,
        ],
    ),
    (
        "routeplan/planning/kbest.py",
        [
            "tests/planning/test_kbest.py",
            "tests/planning/test_closing.py",
            "tests/planning/test_cut_off.py",
            WORKED,
            BUDGET,
            LARGER,
            FAST,
            FORCE,
        ],
    ),
    *(
        (f"routeplan/planning/{name}.py", [WORKED, BUDGET, "tests/planning/test_cut_off.py", LARGER, FORCE])
        for name in ("corridor", "bounds")
    ),
    ("routeplan/planning/mesh.py", [WORKED, BUDGET, LARGER, "tests/planning/test_least.py", FAST, FORCE]),
    *(
        (f"routeplan/planning/{name}.py", [FRONT, WORKED, BUDGET, LARGER, FORCE])
        for name in ("front", "detours", "nearest")
    ),
    ("routeplan/planning/dated/visits.py", ["tests/planning/test_visits.py"]),
    ("routeplan/planning/dated/least.py", ["tests/planning/test_least.py"]),
    ("routeplan/planning/dated/later.py", ["tests/planning/test_later.py", WORKED]),
    (
        "routeplan/planning/dated/kbest.py",
        ["tests/planning/test_visits.py", "tests/planning/test_cut_off.py", DATED, WORKED, BUDGET, FORCE],
    ),
    ("routeplan/planning/dated/", [DATED, "tests/planning/test_later.py", WORKED, BUDGET, FORCE]),
    (
        "routeplan/planning/find.py",
        ["tests/planning/test_find.py", "tests/planning/test_why.py", WORKED, BUDGET, FORCE],
    ),
    ("routeplan/planning/problem.py", [PROBLEM, "tests/planning/test_why.py", WORKED, BUDGET, FAST, FORCE]),
    ("routeplan/planning/stopovers.py", [PROBLEM, FRONT, WORKED, FORCE]),
    ("routeplan/planning/kept.py", ["tests/planning/test_kept.py"]),
    ("routeplan/planning/outlook.py", ["tests/planning/test_outlook.py", WORKED, BUDGET, FORCE]),
    ("routeplan/planning/", [WORKED, BUDGET, FORCE]),
    ("routeplan/analysis/hinterland.py", ["tests/analysis/test_hinterland.py"]),
    ("routeplan/network/names.py", NAMES),
    ("routeplan/network/nearest.py", [*NAMES, SAID, BROKEN]),
    ("routeplan/network/geo.py", ["tests/network/test_checks.py", WORKED]),
    ("routeplan/network/scenarios.py", ["tests/network/test_scenarios.py", WORKED, BROKEN, FORCE]),
    ("routeplan/network/sheet.py", ["tests/network/test_sheet.py"]),
    ("routeplan/network/shorthand.py", ["tests/network/test_sheet.py", "tests/network/test_editing.py", CHANGES]),
    ("routeplan/network/writing.py", ["tests/network/test_editing.py", "tests/network/test_sheet.py"]),
    ("routeplan/network/editing.py", ["tests/network/test_editing.py"]),
    ("routeplan/network/columns.py", ["tests/network/test_compiled.py"]),
    ("routeplan/network/compiled.py", ["tests/network/test_compiled.py"]),
    ("routeplan/network/hashing.py", ["tests/network/test_store.py", "tests/faults/test_h_cache.py"]),
    ("routeplan/network/store.py", ["tests/network/test_store.py", "tests/faults/test_h_cache.py"]),
    (
        "routeplan/network/files.py",
        ["tests/network/test_reading.py", SAID, *PATHS],
    ),
    ("routeplan/network/zones.py", ["tests/network/test_units.py", "tests/network/test_check_limits.py"]),
    ("routeplan/network/values.py", ["tests/network/test_values.py", SAID, BROKEN, "tests/network/test_reading.py"]),
    (
        "routeplan/network/records/changes.py",
        ["tests/network/test_scenarios.py", SAID, BROKEN, "tests/network/test_reading.py"],
    ),
    ("routeplan/network/json_schema.py", ["tests/network/test_json_schema.py"]),
    ("routeplan/network/schema.py", ["tests/network/test_json_schema.py", SAID, BROKEN]),
    ("routeplan/network/catalogue.py", ["tests/network/test_catalogue.py", "tests/cli/test_commands.py"]),
    ("routeplan/network/checks/", ["tests/network/test_check_limits.py", SAID, "tests/network/test_checks.py", BROKEN]),
    ("routeplan/network/model.py", [WORKED, "tests/planning/test_loading.py", "tests/network/test_scenarios.py", SAID]),
    ("routeplan/network/", [SAID, BROKEN, "tests/network/test_reading.py", "tests/network/test_pieces.py", WORKED]),
    ("routeplan/units.py", [SAID, "tests/network/test_units.py", BROKEN, WORKED]),
)


def tests_of(module: str) -> list[str]:
    """Of the first row that fits."""
    return next((tests for prefix, tests in SELECTION if module.startswith(prefix)), ["tests"])
