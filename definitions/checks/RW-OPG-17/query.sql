SELECT
    message_id,
    row_no,
    'ureninzet!Geleverde uren' AS path,
    concat(CAST(hours_needed AS VARCHAR), ' -> ', CAST(hours_delivered AS VARCHAR)) AS value,
    provider_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM planned_hours
WHERE
    greatest(hours_needed, hours_delivered) >= 100
    AND (hours_delivered > 3 * hours_needed OR 3 * hours_delivered < hours_needed)
