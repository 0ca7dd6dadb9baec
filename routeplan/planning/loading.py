"""What is odd about a load: more than the container carries, or no weight at all."""

from __future__ import annotations

from routeplan.network.model import GROSS_KG, TARE_KG
from routeplan.planning.request import Request
from routeplan.units import format_ratio, ratio


def doubts(asked: Request) -> list[str]:
    """Warnings about the weight of a shipment; the plan goes by what was asked all the same."""
    weight = asked.weight
    if weight is None:
        return []
    tare = TARE_KG.get(asked.equipment)
    if weight[0] == 0:
        return ["a load of 0 t: CO2e by the tonne counts as nothing, as the container's own weight is not counted"]
    if tare is None or weight[0] * 1000 <= (GROSS_KG - tare) * weight[1]:
        return []
    most = format_ratio(ratio(GROSS_KG - tare, 1000))
    return [f"{format_ratio(weight)} t is more than a {asked.equipment} usually carries, {most} t: see its plate"]
