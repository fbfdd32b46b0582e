"""The necessary offer: what must exist in the region, agreed per function, held against expected demand and capacity."""
