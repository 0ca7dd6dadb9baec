"""Will it be there on the day? Distributions of transit and dwell, and an itinerary run many times over.

`distributions` says what is fitted and how, `spread` which figures hold for a lane or a stay, `luck` where the
draws come from, `running` runs one itinerary, `assess` asks it for the answers. Only `luck` and `running` need
NumPy; nothing here is loaded unless a question asks for chances.
"""
