"""Tells a merchant in minutes why the Kaspi Shop API stopped working."""

__version__ = "0.1.0"
RELEASED_ON = "2026-11-24"
"""ISO date of this version. A clock that shows an earlier day is certainly wrong."""
