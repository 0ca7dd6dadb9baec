#!/bin/sh
# A sheet of shipments: answered to a file, cut off and gone on with, and through a pipe.
set -eu
cd "$(dirname "$0")"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

routeplan batch shipments.csv --now 2026-11-21 -o "$out/answers.csv"
head -n 3 "$out/answers.csv"

# As if the machine had stopped in the middle: what is answered stays, the torn line goes.
head -c 1000 "$out/answers.csv" > "$out/again.csv"
routeplan batch shipments.csv --now 2026-11-21 --resume "$out/again.csv" --jobs 2
cmp "$out/answers.csv" "$out/again.csv"

cat shipments.csv | routeplan batch - --now 2026-11-21 -f jsonl | cut -c 1-60
