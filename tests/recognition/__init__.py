"""Tests of what is read out of texts."""
