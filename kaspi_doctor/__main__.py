"""Lets ``python -m kaspi_doctor`` do what ``kaspi-doctor`` does."""

import sys

from kaspi_doctor.cli import main

sys.exit(main())
