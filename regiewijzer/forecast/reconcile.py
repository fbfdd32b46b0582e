"""Forecasts that add up: weighted least squares over the hierarchy, nothing below zero, and whole cents."""

from typing import Any

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import LinearOperator, cg

from regiewijzer.forecast.arrays import BoolArray, FloatArray, IntArray

_ROUNDS = 50


class NoSolution(ArithmeticError):
    """Conjugate gradients did not arrive, or the choice of cells at zero went round in circles."""


def _solve(summing: Any, weight: FloatArray, base: FloatArray, free: BoolArray, tolerance: float) -> FloatArray:
    part = summing[:, np.flatnonzero(free)]
    right = part.T @ (weight * base)
    diagonal = np.asarray(part.multiply(part).T @ weight)
    operator = LinearOperator((part.shape[1],) * 2, matvec=lambda one: part.T @ (weight * (part @ one)), dtype=np.float64)
    jacobi = LinearOperator(operator.shape, matvec=lambda one: one / diagonal, dtype=np.float64)
    found, failed = cg(operator, right, rtol=tolerance, atol=0.0, maxiter=10_000, M=jacobi)
    if failed:
        raise NoSolution(f"conjugate gradients stopped with {failed}")
    result = np.zeros(len(free))
    result[free] = found
    return result


def reconcile(
    summing: sparse.csr_matrix, base: FloatArray, variances: FloatArray, *, nonnegative: bool = True, tolerance: float = 1e-10
) -> FloatArray:
    """Return the bottom (cells,) whose sums lie nearest to the base forecasts, each weighed by 1 / variance.

    summing (nodes, cells) as from `Hierarchy.summing`; base (nodes,) one forecast per node, that need not add up; variances
    (nodes,) of the errors of earlier vintages, above zero. Minimum trace with a diagonal covariance (Wickramasuriya and others,
    JASA 2019). With `nonnegative` the exact solution with no cell below zero, by exchanging cells at zero. `NoSolution`
    otherwise. The forecasts of all nodes are `summing @` the result.
    """
    if np.any(variances <= 0):
        raise ValueError("variances must be above zero")
    scale = float(np.exp(np.log(variances).mean()))
    weight = scale / variances
    free = np.ones(summing.shape[1], dtype=np.bool_)
    bottom = _solve(summing, weight, base, free, tolerance)
    for _ in range(_ROUNDS):
        small = 1e-9 * max(1.0, float(np.abs(bottom).max(initial=0.0)))
        gain = np.asarray(summing.T @ (weight * (base - summing @ bottom)))
        leave, enter = free & (bottom < -small), ~free & (gain > small * float(weight.max()))
        if not nonnegative or not (leave.any() or enter.any()):
            return np.maximum(bottom, 0.0) if nonnegative else bottom
        free = (free & ~leave) | enter
        bottom = _solve(summing, weight, base, free, tolerance)
    raise NoSolution("no set of cells at zero settles")


def whole_cents(bottom: FloatArray, groups: IntArray | None = None) -> IntArray:
    """Return cells (cells,) in whole cents whose total per group is the rounded total of the group (largest remainder).

    groups (cells,): numbers of the nodes whose totals must stay within half a cent; None = one group. Every other level is the
    sum of whole cells, so all sums hold exactly.
    """
    group = np.zeros(len(bottom), dtype=np.int64) if groups is None else groups
    floor = np.floor(bottom)
    count = int(group.max(initial=-1)) + 1
    total = np.bincount(group, bottom, minlength=count)
    short = np.rint(total - np.bincount(group, floor, minlength=count)).astype(np.int64)
    order = np.lexsort((np.arange(len(bottom)), -(bottom - floor), group))
    start = np.searchsorted(group[order], np.arange(count))
    rank = np.arange(len(bottom)) - start[group[order]]
    extra = np.zeros(len(bottom), dtype=np.int64)
    extra[order] = rank < short[group[order]]
    return floor.astype(np.int64) + extra
