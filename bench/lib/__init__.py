"""What bench/compare is made of: setup, works, measuring, the table."""
