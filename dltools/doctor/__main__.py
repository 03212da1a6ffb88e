"""`python -m dltools.doctor`: the same as `dltools doctor`."""

import sys

from . import main

sys.exit(main())
