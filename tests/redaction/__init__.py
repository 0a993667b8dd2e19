"""Tests of the one boundary."""
