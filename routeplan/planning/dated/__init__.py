"""Searches over timetables: the k best itineraries, the Pareto front, the least weighted sum of a question with a date.

A label is a chain of departures from the origin to a state. Labels are taken in the order of their figures so far
plus the exact bounds of the rest. What makes timetables hard is that an earlier arrival is not always better:
see `riding`. Ties go to fewer legs, lower lane ids, earlier departures, as everywhere but among the
least sums, of which only the figure counts. All are exact.
"""

from routeplan.planning.dated.front import front as front
from routeplan.planning.dated.kbest import k_best as k_best
from routeplan.planning.dated.least import bests as bests
