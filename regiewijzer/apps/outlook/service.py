"""What other apps and the set-up may use of the outlook."""

from regiewijzer.apps.outlook.actions import publish
from regiewijzer.apps.outlook.queries import NoForecast, forecast_for, forecasts_for
from regiewijzer.apps.outlook.scenarios.queries import ScenarioRow, scenario_row, scenario_rows
from regiewijzer.apps.outlook.scenarios.tasks import queue_waiting as queue_scenarios
from regiewijzer.apps.outlook.tasks import queue_forecast
from regiewijzer.apps.outlook.warnings.queries import Warned, warnings_for

__all__ = [
    "NoForecast",
    "ScenarioRow",
    "Warned",
    "forecast_for",
    "forecasts_for",
    "publish",
    "queue_forecast",
    "queue_scenarios",
    "scenario_row",
    "scenario_rows",
    "warnings_for",
]
