#!/bin/sh
# How vast the hinterland of Ningbo is, against five rivals, with the Zhejiang e-Port Link and without it.
set -eu
gateways="Ningbo Shanghai Xiamen Qingdao Yantian Qinzhou"

echo "With the e-Port Link, which is active:"
routeplan hinterland $gateways --to Rotterdam --now 2026-11-21 --logit 200USD | cut -f 1,3-8

echo "Without it, and what that moves:"
routeplan hinterland $gateways --to Rotterdam --now 2026-11-21 --without eport-link | cut -f 1,3-8,15,16
