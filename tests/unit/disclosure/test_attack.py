"""A solver that refuses to run gives no answer: it must not be taken for one."""

import subprocess
import sys

import pytest

from regiewijzer.disclosure.attack import SolverFailedError, new_solver, solve

# In a process of its own: the library keeps one scheduler for all solvers, and the other tests need theirs.
ANOTHER_NUMBER_OF_THREADS = """
import highspy
from regiewijzer.disclosure.attack import SolverFailedError, new_solver, solve

other = highspy.Highs()
other.silent()
other.setOptionValue("threads", 2)
other.addVar(0.0, 1.0)
assert other.run() == highspy.HighsStatus.kOk
ours = new_solver()
ours.addVar(0.0, 1.0)
try:
    solve(ours)
except SolverFailedError:
    print("refused")
"""


def test_beside_a_solver_on_more_threads_it_says_that_it_did_not_run():
    found = subprocess.run([sys.executable, "-c", ANOTHER_NUMBER_OF_THREADS], capture_output=True, text=True, check=True)
    assert found.stdout.strip().endswith("refused")


def test_a_programme_without_an_answer_is_no_failure():
    solver = new_solver()
    solver.addVar(2.0, 1.0)  # nothing lies between
    try:
        solve(solver)
    except SolverFailedError:
        pytest.fail("infeasible is an answer")
    assert "kInfeasible" in str(solver.getModelStatus())
