"""Working on a customization before it is ordered: drafts, previews, prices, the basket."""
