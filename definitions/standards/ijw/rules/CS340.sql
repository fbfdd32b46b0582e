-- From the first to the last day of one month.
SELECT message_no, 'Declaratie/DeclaratiePeriode' AS path, 1 AS ordinal, Declaratie_DeclaratiePeriode_Begindatum AS value
FROM bericht
WHERE day(Declaratie_DeclaratiePeriode_Begindatum) <> 1
    OR Declaratie_DeclaratiePeriode_Einddatum <> last_day(Declaratie_DeclaratiePeriode_Begindatum)
