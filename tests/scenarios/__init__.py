"""The whole tool against the simulator."""
