"""Programs of users: strict type checkers find nothing in them."""
