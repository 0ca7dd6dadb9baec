#!/bin/sh
# Seaports within twenty days of Xi'an, what reaches Valencia for 3,000 USD, and what the best way hangs on.
set -eu
routeplan reach Xian --within 20d --to-kind seaport --now 2026-11-21
routeplan reach Valencia --to --budget 3000USD --now 2026-11-21 -f csv
routeplan lanes --critical Xian Rotterdam Valencia --now 2026-11-21
