-- Zero is D.
SELECT message_no, '{prefix}{amount_path}/DebetCredit' AS path, {ordinal} AS ordinal, {amount}_DebetCredit AS value
FROM {table}
WHERE {amount}_{number} = 0 AND {amount}_DebetCredit <> 'D'
