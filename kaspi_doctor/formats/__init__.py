"""Ways to write a report down: one FORMAT a module; a module whose name begins with `_` holds what several share."""
