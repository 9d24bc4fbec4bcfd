"""Who a source is, over the whole page."""
