-- Each pair of youth and month once: hundreds of thousands of messages repeat the same.
WITH by_municipality AS (
    SELECT
        youth.youth_id, youth.birth_month,
        row_number() OVER (PARTITION BY youth.youth_id ORDER BY youth.dated_on DESC, youth.message_id DESC) AS place
    FROM youth
    INNER JOIN message ON youth.message_id = message.message_id
    WHERE message.message_type = '301' AND youth.birth_month IS NOT NULL
),

by_provider AS (
    SELECT
        youth.youth_id, youth.provider_code, youth.birth_month, youth.message_id,
        row_number() OVER (
            PARTITION BY youth.youth_id, youth.provider_code ORDER BY youth.dated_on DESC, youth.message_id DESC
        ) AS place
    FROM youth
    INNER JOIN message ON youth.message_id = message.message_id
    WHERE message.message_type IN ('305', '307', '315') AND youth.birth_month IS NOT NULL
)

SELECT
    by_provider.message_id,
    CAST(NULL AS BIGINT) AS row_no,
    'Client/Geboortedatum' AS path,
    CAST(NULL AS VARCHAR) AS value,
    by_provider.provider_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM by_provider
INNER JOIN by_municipality ON by_provider.youth_id = by_municipality.youth_id
WHERE by_provider.place = 1 AND by_municipality.place = 1 AND by_provider.birth_month <> by_municipality.birth_month
