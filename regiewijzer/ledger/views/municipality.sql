-- Municipalities of the region file, with the period in which their code is valid, who takes over after a merger (F4), and the
-- part of the region they belong to, where the region has parts.
SELECT municipality_code, name, valid_from, valid_until, successor_code, subregion FROM kept.municipality
