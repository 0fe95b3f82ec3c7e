"""What every request and answer passes on its way: who may be asked, how often, and what is kept of it."""
