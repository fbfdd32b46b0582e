-- Municipalities of the region file, with the period in which their code is valid and who takes over after a merger (F4).
SELECT municipality_code, name, valid_from, valid_until, successor_code FROM kept.municipality
