#!/usr/bin/env bash
# What the Red Sea costs: Ningbo to Valencia round the Cape, as today, and with ships through Suez again.
# The overlay opens Suez on a date instead of at once, so goods ready before it still go round the Cape.
set -euo pipefail
cd "$(dirname "$0")"
routeplan compare Ningbo Valencia --with suez-open --mode sea --by time -k 1
echo
routeplan compare Ningbo Valencia --with suez-from-2027.yaml --mode sea --by time -k 1 --depart 2026-12-01
routeplan compare Ningbo Valencia --with suez-from-2027.yaml --mode sea --by time -k 1 --depart 2027-02-01
