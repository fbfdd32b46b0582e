-- One number per youth and provider: trajectories, starts and claims meet on it without comparing two long texts per row.
SELECT row_number() OVER () AS pair_key, youth_id, provider_code
FROM (
    SELECT youth_id, provider_code FROM record.care_start
    UNION
    SELECT youth_id, provider_code FROM record.care_stop
    UNION
    SELECT youth_id, provider_code FROM record.claim_line
)
