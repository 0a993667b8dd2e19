"""Tests of the command line, as a user starts it."""
