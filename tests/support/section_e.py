"""Every indicator that the source documents name, in our own words, with the ids that serve it."""

from typing import NamedTuple


class Asked(NamedTuple):
    """Something to be measured, and the indicators that measure it."""

    what: str
    ids: tuple[str, ...]


def _asked(what: str, *ids: str) -> Asked:
    return Asked(what, ids)


QUALITY = (
    _asked("how many young people one specialist supports", "caseload"),
    _asked("whether professionals take part in peer review", "peer-review"),
    _asked("how long a trajectory lasts", "trajectory-duration", "trajectory-duration-started", "time-in-care"),
    _asked("how many hours of help there are", "care-size-hours"),
    _asked("hours that are needed against hours that are budgeted", "needed-hours"),
    _asked("how many trajectories follow each other", "consecutive-trajectories"),
    _asked("which share ends as planned", "ended-as-planned"),
    _asked("which share is ended by the client", "dropout"),
    _asked("how often the care worker changes", "care-worker-changes"),
    _asked("which functions give the help", "function-mix"),
    _asked("whether young people can take part", "taking-part"),
    _asked("what several sides find of the quality", "experienced-quality"),
    _asked("who comes back, or needs heavier help", "return-to-care", "heavier-care"),
    _asked("where young people go after and between help", "outflow-direction", "through-flow-direction"),
)
ACCESSIBILITY = (
    _asked("how many providers there are, come and go", "providers"),
    _asked("youth mental health workers at GPs", "gp-youth-workers"),
    _asked("registered professionals in access", "access-registered-professionals"),
    _asked("waiting from application to real start", "application-to-start", "young-people-waiting", "waiting"),
    _asked("which share each referrer has", "referral-flow"),
    _asked("how many young people are in care", "young-people-in-care", "youth-care-rate"),
    _asked("inflow, through-flow and outflow", "flow"),
    _asked("use against the use expected of the population", "expected-use"),
    _asked("whether chances are equal", "equal-chances"),
)
AFFORDABILITY = (
    _asked("who is contracted, for how long, in which way paid", "contracting"),
    _asked("how trajectories per provider develop, by tariff and duration", "trajectories-per-provider"),
    _asked(
        "what goes out, against what was budgeted",
        "spending",
        "claimed-care",
        "production-against-budget",
    ),
    _asked("what municipalities receive and spend on it, and their deficits", "municipal-result"),
)
FURTHER = (
    _asked("children in care with residence", "residential-care"),
    _asked("which share of them lives in a family", "family-like-care"),
    _asked("recourse to secure care", "secure-care"),
    _asked("how long supervision orders last", "supervision-orders"),
    _asked("growing up as at home", "home-like-growing-up"),
)
OUTCOME_AND_SCHOOL = (
    _asked("the outcomes that were agreed nationally", "dropout", "client-satisfaction", "goal-attainment", "cbs-outcome"),
    _asked(
        "absentees from school, those in care, and the break at 18", "school-absentees", "absentees-in-care", "turning-eighteen"
    ),
)
SECTION_E = (*QUALITY, *ACCESSIBILITY, *AFFORDABILITY, *FURTHER, *OUTCOME_AND_SCHOOL)
IDS = tuple(sorted({name for one in SECTION_E for name in one.ids}))
