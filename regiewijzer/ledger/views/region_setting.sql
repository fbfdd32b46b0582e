-- What the region file sets, in one row. trajectory_gap_days: the most days without care that a trajectory spans (F1).
SELECT trajectory_gap_days FROM kept.region_setting
