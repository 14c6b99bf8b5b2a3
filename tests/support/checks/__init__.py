"""Examples of what the checks find: for each code one definition that has the fault, and one that has not."""
