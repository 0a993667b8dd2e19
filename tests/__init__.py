"""Tests of kaspi-doctor; the folders mirror the package, ``scenarios`` runs the whole tool against the simulator."""
