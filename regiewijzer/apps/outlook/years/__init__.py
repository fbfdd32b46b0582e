"""Several years ahead: cost and care per form of care and municipality, beside the budgets of those years."""
