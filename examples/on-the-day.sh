#!/usr/bin/env bash
# Will it be there on the day? The chance of keeping a deadline, the safest way, the latest moment the goods must be
# ready, how much the day one is ready matters, and why the answers are what they are.
set -euo pipefail
cd "$(dirname "$0")"
routeplan find Inland Away -n weekly-ship.yaml --depart 2026-12-01T06:00 --deadline 2027-01-08 --why
echo
routeplan find Inland Away -n weekly-ship.yaml --depart 2026-12-01T06:00 --confidence 90%
echo
routeplan find Inland Away -n weekly-ship.yaml --arrive-by 2027-01-31
echo
routeplan find Inland Away -n weekly-ship.yaml --depart 2026-12-01..2026-12-14 --why-not truck
