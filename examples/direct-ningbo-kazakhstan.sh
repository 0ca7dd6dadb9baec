#!/usr/bin/env bash
# What the direct Ningbo-Kazakhstan train would change: as announced (daily waits are short, seven days to Almaty), and
# once a week at the pace of today's trains. Then which cargo would pay for it.
set -euo pipefail
routeplan compare Ningbo Almaty --with direct-ningbo-kazakhstan --with direct-ningbo-kazakhstan-weekly -k 2
echo
routeplan find Ningbo Almaty --with direct-ningbo-kazakhstan --cargo-value 60000 -k 3
