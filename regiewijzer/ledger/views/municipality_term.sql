-- From when to when something holds of a municipality of the region file (F4). term: member (belongs to the region), outside (does
-- not: the times between), accounting (contracts for the region and does not pay). NULL = without begin or end.
SELECT municipality_code, term, valid_from, valid_until FROM kept.municipality_term
