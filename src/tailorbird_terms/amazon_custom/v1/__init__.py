"""Amazon's customization programme, version 1: seller, listing, and personalised order."""
