-- Trajectories (F1): the union of the spells of one youth, one provider and one form of care with gaps of at most as many days
-- as the region sets (28 by default), across assignment numbers and municipalities: renumbering, a merger and a move all continue it.
-- A spell with a reason that ends nothing (20, 36, 37) is continued by a start within six months of its last sign of care: once.
-- After that the spell that took it up decides, or a final stop there would be undone by the next start within those months. A
-- temporary stop is taken up on its own assignment only: care beside it says nothing about it.
-- The spell that lasts longest decides how the trajectory ends; while it stands, the trajectory runs.
-- municipality_from: where it began, when it ended or runs elsewhere.
WITH part AS (
    SELECT
        *,
        -- A list, and no join of the spells with themselves: that costs twice as much.
        CASE
            WHEN end_reason IN ('20', '36', '37') THEN list({
                'started_on': started_on, 'until': coalesce(delivered_until, DATE 'infinity'), 'assignment_id': assignment_id
            }) OVER later
        END AS following
    FROM spell
    WINDOW later AS (PARTITION BY pair_key, care_form ORDER BY started_on ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)
),
taken_up AS (
    SELECT
        * EXCLUDE (following),
        list_min([
            one.started_on FOR one IN following
            IF one.started_on > started_on AND one.until > delivered_until
            AND (end_reason <> '20' OR one.assignment_id IS NOT DISTINCT FROM assignment_id)
        ]) AS taken_up_on
    FROM part
),
chained AS (
    SELECT
        *,
        CASE WHEN started_on <= max(reaches_until) OVER earlier THEN 0 ELSE 1 END AS begins
    FROM (
        SELECT
            *,
            CASE
                WHEN taken_up_on IS NULL THEN continues_until
                ELSE greatest(
                    delivered_until + CAST(region_setting.trajectory_gap_days AS INTEGER), least(continues_until, taken_up_on)
                )
            END AS reaches_until
        FROM taken_up
        CROSS JOIN region_setting
    )
    WINDOW earlier AS (PARTITION BY pair_key, care_form ORDER BY started_on ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
),
numbered AS (
    SELECT
        *,
        sum(begins) OVER (PARTITION BY pair_key, care_form ORDER BY started_on, begins DESC ROWS UNBOUNDED PRECEDING) AS trajectory_no
    FROM chained
),
united AS (
    SELECT
        any_value(youth_id) AS youth_id,
        any_value(provider_code) AS provider_code,
        care_form,
        min(started_on) AS started_on,
        count(*) AS spell_count,
        min({'started_on': started_on, 'municipality_code': municipality_code}) AS first_spell,
        max({
            'started_on': started_on, 'until': coalesce(delivered_until, DATE 'infinity'),
            'municipality_code': municipality_code, 'product_category': coalesce(product_category, '')
        }) AS latest_spell,
        -- The greatest decides: one that runs, then the last end; of equal ends one that ends nothing.
        max({
            'until': coalesce(delivered_until, DATE 'infinity'), 'ends_nothing': coalesce(end_reason IN ('20', '36', '37'), FALSE),
            'stands_until': coalesce(stands_until, DATE 'infinity'), 'end_reason': coalesce(end_reason, ''),
            'stopped_by': coalesce(stopped_by, '')
        }) AS deciding
    FROM numbered
    GROUP BY pair_key, care_form, trajectory_no
)
SELECT
    md5(concat_ws('|', youth_id, provider_code, care_form, started_on)) AS trajectory_id,
    youth_id,
    latest_spell.municipality_code AS municipality_code,
    provider_code,
    care_form,
    nullif(latest_spell.product_category, '') AS product_category,
    started_on,
    nullif(deciding.stands_until, DATE 'infinity') AS delivered_until,
    CASE WHEN deciding.stands_until < DATE 'infinity' THEN nullif(deciding.end_reason, '') END AS end_reason,
    nullif(deciding.stopped_by, '') AS ended_by,
    spell_count,
    nullif(first_spell.municipality_code, latest_spell.municipality_code) AS municipality_from
FROM united
