"""``make crowd``."""

import sys

from ops.crowd.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
