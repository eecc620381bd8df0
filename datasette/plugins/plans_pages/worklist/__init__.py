"""What is still to be worked through: reviewers' comments, and what reading and extraction doubted."""
