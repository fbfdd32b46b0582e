-- Providers of the region file and how they are paid: effort, output or task (lump sum, no claims).
SELECT provider_code, name, funding FROM kept.provider
