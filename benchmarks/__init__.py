"""Side-by-side measurements, run by hand (`make bench`) and printed as ratios: absolute times are the machine's."""
