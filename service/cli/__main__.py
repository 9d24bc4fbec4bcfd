"""`python -m service.cli`: the same as `source-attribution`."""

import sys

from service.cli.command import main

sys.exit(main())
