"""Looking at pictures: what is alike in the catalogue, among a maker's designs, and among what is barred."""
