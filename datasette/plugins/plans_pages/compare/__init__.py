"""Plans side by side: two to four of them, from the matrix of topics down to two sentences."""
