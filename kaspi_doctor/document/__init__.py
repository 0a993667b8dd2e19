"""Documents for people: the blocks that one is made of, and how they are laid out; what they tell is others' to say."""
