"""The schemas for editor programs, asked of the server behind them."""
