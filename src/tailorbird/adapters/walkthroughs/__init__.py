"""Reading the walkthroughs' scripts."""
