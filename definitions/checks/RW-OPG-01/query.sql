SELECT
    message_id,
    row_no,
    'capaciteit!Bezet' AS path,
    concat(CAST(occupied AS VARCHAR), ' van ', CAST(places AS VARCHAR)) AS value,
    provider_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM capacity
WHERE (places = 0 AND occupied > 0) OR (occupied > 5 AND 2 * occupied > 3 * places)
