"""Laws hold or not, however busy the machine is.

At its first draw Hypothesis reads every module of the project for constants; on two busy cores that alone can take a minute,
which its check on slow draws takes for a fault of the test.
"""

from hypothesis import HealthCheck, settings

settings.register_profile("any_machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any_machine")
