-- Findings of the loads. A finding is known when its message is; one without a message when it was loaded.
SELECT finding.*, coalesce(message.known_at, finding.loaded_at) AS known_at, coalesce(message.known_basis, 'received') AS known_basis
FROM record.finding AS finding
LEFT JOIN record.message AS message ON message.message_id = finding.message_id
