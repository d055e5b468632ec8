"""How the fitted numbers and the weights are made."""
