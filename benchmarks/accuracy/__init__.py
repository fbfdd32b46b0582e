"""How good the forecast is on regions of which the true laws are known; see `forecast_accuracy.py`."""
