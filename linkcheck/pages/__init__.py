"""What a page states of itself: its fragments, its dates, its structured data."""
