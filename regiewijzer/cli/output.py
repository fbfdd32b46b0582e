"""What the command line prints: tables for people, JSON for scripts, one clear sentence for what went wrong."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from typing import Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from regiewijzer.cli.numbers import bare

console = Console()
errors = Console(stderr=True)


class CouldNotRun(Exception):
    """The command could not do its work; the text says what, where and how to mend it, in Dutch."""


def complain(text: str) -> None:
    """Print one message on the error stream."""
    errors.print(f"[bold red]Fout:[/] {text}", highlight=False)


def fail(text: str, code: int) -> typer.Exit:
    """Print the message and return the exit to raise."""
    complain(text)
    return typer.Exit(code)


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return list(value) if isinstance(value, set | frozenset | tuple) else str(value)


def print_json(value: Any) -> None:
    """Print a value as JSON on standard output."""
    typer.echo(json.dumps(value, default=_plain, indent=2, ensure_ascii=False))


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], *, whole: Collection[str] = ()) -> None:
    """Print a table; numbers stand at the right. A narrow window folds every column but those that must stay `whole`."""
    table = Table(title=title, title_justify="left", header_style="bold")
    kept = [["" if cell is None else cell for cell in row] for row in rows]
    for place, column in enumerate(columns):
        numbers = kept and all(isinstance(row[place], int | float) for row in kept)
        table.add_column(column, justify="right" if numbers else "left", no_wrap=column in whole, overflow="fold")
    for row in kept:
        table.add_row(*(bare(cell) if isinstance(cell, int | float) else str(cell) for cell in row))
    console.print(table)


def print_blocks(title: str, blocks: Iterable[tuple[str, Sequence[tuple[str, str]]]]) -> None:
    """Print a block per subject, its facts under each other: long texts stay readable in a narrow window."""
    console.print(Text(title, style="italic"))
    for head, facts in blocks:
        console.print(Text(f"\n{head}", style="bold"))
        block = Table.grid(padding=(0, 2, 0, 0))
        block.add_column(no_wrap=True)
        block.add_column(overflow="fold")
        for name, text in facts:
            block.add_row(f"  {name}", Text(text))
        console.print(block)


@contextmanager
def progress_bar(title: str, *, quiet: bool = False) -> Iterator[Any]:
    """Yield a function (done, total, text) that moves a bar on the error stream."""
    counts = (BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    columns = (TextColumn("{task.description}"), *counts, TextColumn("{task.fields[text]}"))
    with Progress(*columns, console=errors, disable=quiet, transient=True) as bar:
        task = bar.add_task(title, total=None, text="")

        def move(done: int, total: int | None, text: str = "") -> None:
            bar.update(task, completed=done, total=total or None, text=text)

        yield move
