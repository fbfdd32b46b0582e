"""Words of the field: periods, money, codes and the events of the care chain. Standard library only."""
