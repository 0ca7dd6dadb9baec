"""Many shipments over departures that fill up and cost something by themselves: the cheapest way to send them all.

`book` knows every way of every shipment, `departures` what each departure costs and takes. `bound` prices the places
aboard and proves what all must cost at least, `crossings` sharpen it where containers are shared, `choosing` takes the
best of the passages in question, and `allocating` widens these until the two meet.
"""

from routeplan.analysis.allocation.allocating import allocate
from routeplan.analysis.allocation.records import Allocation, Load, Shipment

__all__ = ["Allocation", "Load", "Shipment", "allocate"]
