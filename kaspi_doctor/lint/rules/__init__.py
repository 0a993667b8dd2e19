"""What requests are held against: one table of rules a family, each found by itself."""
