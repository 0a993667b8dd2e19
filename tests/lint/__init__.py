"""Tests of how requests are held against what is known."""
