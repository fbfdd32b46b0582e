"""What a query of a definition may say: the part of SQL that means the same on every engine we know.

Each refusal has a measured reason: the function differs without an error between DuckDB, PostgreSQL and Spark, hides
fields from lineage, depends on the clock, or turns money into floating point.
"""

from collections.abc import Iterator

from sqlglot import exp

_ALLOWED_FUNCTIONS: tuple[type[exp.Expr], ...] = (
    *(exp.Count, exp.Sum, exp.Min, exp.Max, exp.LogicalOr, exp.LogicalAnd),
    *(exp.Coalesce, exp.Nullif, exp.Case, exp.If, exp.Cast, exp.Exists, exp.And, exp.Or, exp.Xor),
    *(exp.Abs, exp.Greatest, exp.Least, exp.DateDiff, exp.DateTrunc, exp.TimestampTrunc),
    *(exp.RowNumber, exp.Rank, exp.DenseRank, exp.Lag, exp.Lead),
    *(exp.Lower, exp.Upper, exp.Trim, exp.Length, exp.Left, exp.Right, exp.Substring, exp.Concat, exp.Replace, exp.StartsWith),
)

_REASONS: dict[type[exp.Expr], str] = {
    exp.Star: "name the columns: `*` hides which fields are used",
    exp.Columns: "name the columns: COLUMNS() hides which fields are used",
    exp.Array: "lists do not exist on every engine",
    exp.ArrayAgg: "lists do not exist on every engine",
    exp.GroupConcat: "joined text depends on the order of rows",
    exp.Explode: "lists do not exist on every engine",
    exp.Unnest: "lists do not exist on every engine",
    exp.Struct: "structs do not exist on every engine",
    exp.Map: "maps do not exist on every engine",
    exp.Bracket: "lists and structs do not exist on every engine",
    exp.Dot: "structs do not exist on every engine",
    exp.Lambda: "lambdas do not exist on every engine",
    exp.PercentileCont: "quantiles differ between engines; give the values, the engine of indicators takes the median and p90",
    exp.PercentileDisc: "quantiles differ between engines; give the values, the engine of indicators takes the median and p90",
    exp.Quantile: "quantiles differ between engines; give the values, the engine of indicators takes the median and p90",
    exp.ApproxQuantile: "quantiles differ between engines; give the values, the engine of indicators takes the median and p90",
    exp.Median: "quantiles differ between engines; give the values, the engine of indicators takes the median and p90",
    exp.ArgMax: "arg_max has no tie-breaker; number the rows with row_number() and keep the first",
    exp.ArgMin: "arg_min has no tie-breaker; number the rows with row_number() and keep the first",
    exp.DateFromParts: "make_date does not exist on every engine; take months from calendar_month",
    exp.GenerateSeries: "generate_series does not exist on every engine; take months from calendar_month",
    exp.Extract: "parts of dates differ between engines; take months from calendar_month",
    exp.RegexpExtract: "regular expressions differ between engines",
    exp.RegexpLike: "regular expressions differ between engines",
    exp.Avg: "an average is a floating point number; give the values, the engine of indicators divides",
    exp.TryCast: "try_cast hides bad values; they belong in a check",
    exp.Lateral: "lateral joins do not exist on every engine",
    exp.Pivot: "pivot does not exist on every engine",
    exp.TableSample: "a sample is different every time",
    exp.Limit: "a limit without a full order is different every time",
    exp.Offset: "an offset without a full order is different every time",
    exp.Fetch: "a limit without a full order is different every time",
    exp.Placeholder: "a definition has no parameters",
    exp.Parameter: "a definition has no parameters",
    exp.Qualify: "QUALIFY does not exist on every engine; use row_number() in a CTE",
    exp.Div: "division makes a floating point number; give numerator and rows, or round at once: CAST(a / b AS DECIMAL(18, 6))",
    exp.IntDiv: "whole division rounds differently between engines",
    exp.Mod: "the sign of a remainder differs between engines",
}

_PERIODS = ("MONTH", "QUARTER", "YEAR")
_FLOATING = ("FLOAT", "DOUBLE", "REAL", "UDOUBLE", "BIGDECIMAL")
_ORDERED = (exp.RowNumber, exp.Rank, exp.DenseRank, exp.Lag, exp.Lead)


def line_of(node: exp.Expr) -> int:
    """Return the 1-based line of a node: its own, that of what is inside it, or of what is around it."""
    around: exp.Expr | None = node
    while around is not None:
        lines = [int(part.meta["line"]) for part in around.walk() if "line" in part.meta]
        if lines:
            return min(lines)
        around = around.parent
    return 1


def _is_count_star(node: exp.Expr) -> bool:
    return isinstance(node, exp.Star) and isinstance(node.parent, exp.Count)


def _is_rounded_division(node: exp.Expr) -> bool:
    """Tell whether a division is rounded to a decimal at once: then sums of it are exact, in whatever order they are made."""
    if not isinstance(node, exp.Div):
        return False
    around = node.parent
    while isinstance(around, exp.Paren):
        around = around.parent
    return isinstance(around, exp.Cast) and around.to.this is exp.DataType.Type.DECIMAL


def _function_reason(node: exp.Func) -> str | None:
    name = node.name if isinstance(node, exp.Anonymous) else node.sql_name()
    if isinstance(node, exp.DateDiff) and str(node.args.get("unit") or "").upper() != "DAY":
        return "date_diff means the same on every engine only for 'day'"
    if isinstance(node, exp.DateTrunc | exp.TimestampTrunc) and str(node.args.get("unit") or "").upper() not in _PERIODS:
        return "date_trunc is allowed for 'month', 'quarter' and 'year' only"
    if not isinstance(node, _ALLOWED_FUNCTIONS):
        return f"function {name.lower()} is not in the subset that means the same on every engine"
    return None


def _cast_reason(node: exp.Cast) -> str | None:
    if node.to.this.name in _FLOATING:
        return "no floating point numbers: money is whole cents"
    return None


def _window_reason(node: exp.Window) -> str | None:
    if isinstance(node.this, _ORDERED) and not node.args.get("order"):
        return "a window that numbers rows needs ORDER BY"
    spec = node.args.get("spec")
    if spec is not None and spec.find(exp.Interval):
        return "a window over a range of days differs between engines"
    return None


def _join_reason(node: exp.Join) -> str | None:
    method = str(node.args.get("method") or "").upper()
    return f"{method} joins do not exist on every engine" if method else None


def _date_difference(node: exp.Sub) -> str | None:
    times = ("DATE", "TIMESTAMP")
    if all(side.type is not None and side.type.this.name in times for side in (node.this, node.expression)):
        return "date minus date is an interval on some engines; write date_diff('day', from, until)"
    return None


def reason_against(node: exp.Expr) -> str | None:
    """Return why this node may not stand in a definition, or None when it may."""
    if _is_count_star(node) or _is_rounded_division(node):
        return None
    for kind, reason in _REASONS.items():
        if isinstance(node, kind):
            return reason
    match node:
        case exp.Literal() if not node.is_string and not node.is_int:
            return "no floating point numbers: money is whole cents"
        case exp.Distinct() if node.args.get("on"):
            return "DISTINCT ON does not exist on every engine; use row_number() in a CTE"
        case exp.Cast():
            return _cast_reason(node)
        case exp.With() if node.recursive:
            return "recursion does not exist on every engine"
        case exp.Window():
            return _window_reason(node)
        case exp.Join():
            return _join_reason(node)
        case exp.Sub():
            return _date_difference(node)
        case exp.Func():
            return _function_reason(node)
    return None


def refusals(statement: exp.Expr, also: tuple[type[exp.Expr], ...] = ()) -> Iterator[tuple[int, str]]:
    """Yield line and reason for everything in the (type-annotated) statement that may not be there, nor is in `also`."""
    for node in statement.walk():
        reason = None if isinstance(node, also) else reason_against(node)
        if reason:
            yield line_of(node), reason
