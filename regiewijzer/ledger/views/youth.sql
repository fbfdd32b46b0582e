-- One row per youth: the last statement; birth month and district from the last statement that gives them.
SELECT
    youth.message_id, youth.row_no, youth.municipality_code, youth.provider_code, youth.youth_id, birth.birth_month,
    youth.sex, district.district_code, youth.dated_on, youth.known_at, youth.known_basis, youth.load_number
FROM kept.youth AS youth
LEFT JOIN kept.youth_birth_month AS birth
    ON birth.youth_id = youth.youth_id AND birth.known_at <= getvariable('moment') AND birth.known_until > getvariable('moment')
LEFT JOIN kept.youth_district_code AS district
    ON district.youth_id = youth.youth_id AND district.known_at <= getvariable('moment') AND district.known_until > getvariable('moment')
WHERE youth.known_at <= getvariable('moment') AND youth.known_until > getvariable('moment')
