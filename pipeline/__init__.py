"""Chinese government plans as a database: targets, deadlines and who must do it, down to the clause."""
