"""What everything stands on: mistakes and rules, days, redaction, QR codes, and files written whole."""
