"""The command line `regiewijzer`. Its users are Dutch, so are its texts; what a script needs comes with --json."""

from regiewijzer.cli.app import main

__all__ = ["main"]
