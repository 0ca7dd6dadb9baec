#!/usr/bin/env bash
# What the Zhejiang e-Port Link is worth to Xi'an: the same box with it (today) and without it.
# Two days less waiting for an empty container, and a train to Ningbo that keeps its time more often.
set -euo pipefail
routeplan compare Xian Ningbo-Beilun --without eport-link --mode rail -k 1
echo
routeplan compare Xian Valencia --without eport-link -k 1
