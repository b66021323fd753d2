"""日曆: events as feeds and pages, and the ledger of what subscribers were told, which only ever goes on."""
