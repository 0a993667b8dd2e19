"""The scenarios: each module is a family and holds `SCENARIOS`."""
