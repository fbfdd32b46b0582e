"""A synthetic region that speaks iJw: invented young people, real message traffic, and the truth behind it."""

from regiewijzer.simulation.settings import SCALES, Settings, UnknownScaleError, settings_for
from regiewijzer.simulation.world import OutputExistsError, SimulationResult, run, simulate

__all__ = ["SCALES", "OutputExistsError", "Settings", "SimulationResult", "UnknownScaleError", "run", "settings_for", "simulate"]
