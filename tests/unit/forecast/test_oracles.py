"""Our arithmetic against the libraries of the field. One file: together they take many seconds to import."""

import warnings

import numpy as np
import pytest

from regiewijzer.forecast.chain_ladder import LastSigma, mack
from regiewijzer.forecast.conformal import quantiles_of
from regiewijzer.forecast.hierarchy import Hierarchy
from regiewijzer.forecast.panel import combined
from regiewijzer.forecast.panel_reference import reference
from regiewijzer.forecast.reconcile import reconcile
from regiewijzer.forecast.scores import binomial_band, interval_score, pinball, weighted_interval_score
from regiewijzer.forecast.survival import life_table, survival
from tests.support.oracles import open_oracles

# Warnings are what the libraries warn of among themselves.
pytestmark = [pytest.mark.usefixtures("libraries"), pytest.mark.filterwarnings("ignore"), pytest.mark.slow]


@pytest.fixture(scope="module")
def libraries():
    open_oracles()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import chainladder
        import lifelines
        import scoringrules
        from hierarchicalforecast import methods
    return {"chainladder": chainladder, "lifelines": lifelines, "scoringrules": scoringrules, "methods": methods}


@pytest.mark.parametrize("sample", ["genins", "raa", "abc", "ukmotor"])
@pytest.mark.parametrize("rule", list(LastSigma))
def test_mack_as_in_chainladder(libraries, sample, rule):
    library = libraries["chainladder"]
    triangle = library.load_sample(sample)
    names = {LastSigma.MACK: "mack", LastSigma.LOG_LINEAR: "log-linear"}
    theirs = library.MackChainladder().fit(library.Development(sigma_interpolation=names[rule]).fit_transform(triangle))
    ours = mack(triangle.to_frame(origin_as_datetime=False).to_numpy(dtype=float), rule)
    table = theirs.summary_.to_frame(origin_as_datetime=False)
    assert ours.ultimates == pytest.approx(table["Ultimate"].to_numpy(), rel=1e-6)
    assert ours.errors == pytest.approx(np.nan_to_num(table["Mack Std Err"].to_numpy()), rel=1e-6, abs=1e-6)
    assert ours.error == pytest.approx(float(np.ravel(theirs.total_mack_std_err_)[0]), rel=1e-6)


def test_survival_as_in_lifelines(libraries):
    chance = np.random.default_rng(1)
    entry = chance.integers(0, 10, 800)
    leave = entry + chance.integers(1, 30, 800)
    stopped = chance.random(800) < 0.7
    theirs = libraries["lifelines"].KaplanMeierFitter().fit(leave, stopped, entry=entry)
    curve = survival(life_table(entry, leave, stopped.astype(float), 38).hazard)
    at = theirs.survival_function_at_times(np.arange(39)).to_numpy()
    assert curve == pytest.approx(at, abs=1e-6)


def test_interval_scores_as_in_scoringrules(libraries):
    chance = np.random.default_rng(2)
    levels = np.array([0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975])
    truth, quantiles = chance.normal(size=200), np.sort(chance.normal(size=(200, 7)), axis=1)
    rules = libraries["scoringrules"]
    alpha = 2 * levels[:3]
    theirs = rules.weighted_interval_score(truth, quantiles[:, 3], quantiles[:, :3], quantiles[:, :3:-1], alpha)
    assert weighted_interval_score(truth, quantiles, levels) == pytest.approx(theirs, rel=1e-6)
    one = rules.interval_score(truth, quantiles[:, 1], quantiles[:, 5], 0.2)
    assert interval_score(truth, quantiles[:, 1], quantiles[:, 5], 0.2) == pytest.approx(one, rel=1e-6)
    loss = rules.quantile_score(truth, quantiles[:, 2], 0.25)
    assert pinball(truth, quantiles, levels)[:, 2] == pytest.approx(loss, rel=1e-6)


def _hierarchy():
    codes = [(m, p, a) for m in ("m1", "m2", "m3") for p in ("44", "45") for a in ("a", "b")]
    columns = np.array(codes).T
    return Hierarchy(dict(zip(("municipality", "product", "provider"), columns, strict=True)))


def test_reconciliation_as_in_hierarchicalforecast(libraries):
    tree = _hierarchy()
    summing = tree.summing
    rows = summing.shape[0]
    base = np.random.default_rng(3).gamma(2.0, 50.0, (rows, 4))
    theirs = libraries["methods"].MinTrace("wls_struct")
    found = theirs.fit_predict(S=summing.toarray(), y_hat=base)["mean"]
    variances = np.asarray(summing.sum(axis=1)).ravel()
    for month in range(4):
        ours = summing @ reconcile(summing, base[:, month], variances, nonnegative=False)
        assert ours == pytest.approx(found[:, month], rel=1e-6)


def test_nothing_below_zero_as_in_hierarchicalforecast(libraries):
    """Against their quadratic programme, on base forecasts that pull cells far below zero."""
    tree = _hierarchy()
    summing = tree.summing
    rows = summing.shape[0]
    base = np.maximum(np.random.default_rng(4).normal(20.0, 60.0, rows), 0.0)  # they begin by clipping
    theirs = libraries["methods"].MinTrace("wls_struct", nonnegative=True)
    found = theirs.fit_predict(S=summing.toarray(), y_hat=base[:, None])["mean"]
    variances = np.asarray(summing.sum(axis=1)).ravel()
    bottom = reconcile(summing, base, variances)
    assert (reconcile(summing, base, variances, nonnegative=False) < -1).any()
    assert (bottom >= 0).all()
    assert summing @ bottom == pytest.approx(found[:, 0], abs=1e-3)


def test_the_panel_is_about_as_good_as_statsforecast():
    """Forty courses with level, trend, season and noise, a year ahead: at most a tenth worse than three automatic models."""
    chance, months = np.random.default_rng(12), np.arange(72)
    level = chance.uniform(80, 200, (40, 1)) + np.cumsum(chance.normal(0.2, 1.5, (40, 72)), axis=1)
    season = 1 + chance.uniform(0, 0.3, (40, 1)) * np.sin(2 * np.pi * months / 12)
    series = level * season + chance.normal(0, 4, (40, 72))
    known, truth = series[:, :60], series[:, 60:]
    ours, theirs = (np.abs(one - truth).sum() for one in (combined(known, 12), reference(known, 12)))
    assert ours < 1.1 * theirs


def test_mack_on_the_published_tables():
    """Taylor and Ashe: Mack (1993). RAA: the unit test of the ChainLadder package of R."""
    from chainladder import load_sample

    def of(name):
        return load_sample(name).to_frame(origin_as_datetime=False).to_numpy(dtype=float)

    taylor_ashe = mack(of("genins"))
    assert (round(taylor_ashe.reserve), round(taylor_ashe.error)) == (18_680_856, 2_447_095)
    raa = mack(of("raa"))
    assert (round(raa.reserve), round(raa.error, 2)) == (52_135, 26_909.01)
    assert round(mack(of("raa"), LastSigma.LOG_LINEAR).error, 2) == 26_880.74


def _american_insurers():
    """Paid triangles of which the ten by ten future is known: outcome, forecast, standard error and company of each."""
    from chainladder import load_sample

    sample = load_sample("clrd2025")["CumPaidLoss"]
    squares = sample.values[:, 0, :10, :10]
    upper = np.add.outer(np.arange(10), np.arange(10)) <= 9
    for square, company in zip(squares, sample.index["GRNAME"], strict=True):
        if (square > 0).all():
            found = mack(np.where(upper, square, np.nan))
            if found.error > 0:
                yield square[:, -1].sum(), found.ultimates.sum(), found.error, company


def test_coverage_on_what_came_of_real_triangles():
    """Mack's lognormal interval is far too narrow; errors of other companies make it right (352 triangles)."""
    truth, ultimate, error, company = (np.array(one) for one in zip(*_american_insurers(), strict=True))
    spread = np.sqrt(np.log1p((error / ultimate) ** 2))
    off = np.abs(np.log(truth / ultimate) + spread**2 / 2) / spread
    scores = (truth - ultimate) / error
    for nominal, width in ((0.8, 1.2816), (0.95, 1.96)):
        levels = np.array([(1 - nominal) / 2, (1 + nominal) / 2])
        bounds = [quantiles_of(scores[company != one], levels) for one in company]
        covered = np.mean([low <= score <= high for score, (low, high) in zip(scores, bounds, strict=True)])
        band = binomial_band(len(scores), nominal)
        assert (off < width).mean() < nominal - 0.15
        assert band.lowest <= covered <= band.highest
