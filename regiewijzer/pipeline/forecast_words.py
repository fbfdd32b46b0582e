"""The names in the tables of a forecast: of parts, quantiles and causes. Apart, so that a page needs no model to read them."""

OPINION = "opinion"  # what the second opinion and the correction of bias add to the model
HELD_BACK = "held_back"  # news that is not published yet ("nog niet verwerkt nieuws")
PARTS = ("reported", "bf", "open", "late", "inflow", "price", OPINION)
AMOUNTS = ("expected", "raw", *PARTS)
QUANTILES = ("q025", "q100", "q250", "q500", "q750", "q900", "q975")
OUTCOMES = ("forecast", "truth", "practice")
QUANTITIES = ("in_care", "starts", "stops")  # of care, in trajectories
COST = "cost"  # beside QUANTITIES, in cents
OUTSIDE = ("actual", "planned", "estimated", "settlement")  # money outside the claims
STEPS = ("claims", "corrections", "care", "price", "population", "parameters", OPINION, HELD_BACK)
