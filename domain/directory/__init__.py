"""Who there is: people, records, seats, delegations and absences, each dated."""
