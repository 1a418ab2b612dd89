"""The console from the command line: ``python -m web.console``."""

import sys

from web.console.cli import main

if __name__ == "__main__":
    sys.exit(main())
