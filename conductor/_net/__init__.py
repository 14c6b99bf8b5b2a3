"""How requests travel: tokens, repeats, time limits, TLS and proxies; pure parts that both worlds share."""
