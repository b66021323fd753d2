"""綠、黃、紅: what comes due, on which days of alert, when committees must be elected anew, and whose turn it is."""
