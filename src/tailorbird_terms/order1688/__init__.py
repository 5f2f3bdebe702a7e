"""1688 Order: buying on a marketplace for somebody else."""
