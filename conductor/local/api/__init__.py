"""HTTP without a network: requests in, engine calls, replies out, as the real server gives them."""
