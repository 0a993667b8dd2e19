"""What is read out of texts: `recogniser` finds the causes, `telling` words them."""
