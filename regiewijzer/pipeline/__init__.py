"""Load, check, compute, publish: the order, nothing else."""
