"""The reference for `panel`: models of statsforecast, for the few hundred largest series and for comparison.

Importing statsforecast takes eight seconds and 300 MB: in the worker only, and only when asked.
"""

import numpy as np

from regiewijzer.forecast.arrays import FloatArray


def reference(series: FloatArray, horizon: int, *, period: int = 12, lowest: float | None = None) -> FloatArray:
    """Return the mean of exponential smoothing, dynamic optimised theta and complex smoothing: (series, horizon).

    series (series, months): no NaN, oldest first, at least two years. On M3 monthly this mean has a sMAPE of 13.6.
    ImportError where statsforecast is not installed.
    """
    from statsforecast.models import AutoCES, AutoETS, DynamicOptimizedTheta

    models = (AutoETS(season_length=period), DynamicOptimizedTheta(season_length=period), AutoCES(season_length=period))
    found = [[np.asarray(model.forecast(y=one, h=horizon)["mean"], dtype=np.float64) for model in models] for one in series]
    mean = np.array(found).reshape(len(series), len(models), horizon).mean(axis=1)
    return np.asarray(mean if lowest is None else np.maximum(mean, lowest))
