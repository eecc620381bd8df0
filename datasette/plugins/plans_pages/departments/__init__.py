"""Who answers for what: functions and bodies, counted; a page each, told apart by role."""
