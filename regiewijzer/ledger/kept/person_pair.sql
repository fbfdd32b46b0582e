-- One number per youth and provider that a start or stop tells of: trajectories and claims meet on it without comparing
-- two long texts per row.
SELECT row_number() OVER () AS pair_key, youth_id, provider_code
FROM (
    SELECT youth_id, provider_code FROM record.care_start
    UNION
    SELECT youth_id, provider_code FROM record.care_stop
)
