"""Tests of the simulator, over real sockets with a plain client."""
