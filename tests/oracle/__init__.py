"""An independent second opinion: every itinerary, counted out in full, sharing no code with the planner."""
