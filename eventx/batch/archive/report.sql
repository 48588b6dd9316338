-- Report: what a report shows of an archive that was linked. $top is how many rows; articles are told by their keys.

-- step: series
-- What is measured as of three periods or more of one length, in a unit.
WITH held AS (
    SELECT concat_ws(', ', h.type || ': ' || regexp_replace(lower(coalesce(metric, about, action)), '^(the|its|their|an?) ', ''), parties, places) || ' (' || coalesce(unit, 'number') || ')' AS key,
        period_length, direction, period_end, value, unit, article, articles
    FROM happenings h WHERE modality = 'asserted' AND value IS NOT NULL AND period_length <> 'P1D' AND coalesce(parties, places) IS NOT NULL
), last AS (
    SELECT * FROM held QUALIFY row_number() OVER (PARTITION BY key, period_length, period_end ORDER BY articles DESC, article) = 1
)
SELECT key, unit, sum(articles)::BIGINT AS articles, list({'end': period_end::TEXT, 'value': value, 'article': article} ORDER BY period_end) AS points
FROM last GROUP BY key, unit, period_length HAVING count(*) > 2 ORDER BY count(*) DESC, key, period_length LIMIT $top

-- step: conflicts
-- What articles tell of a happening with other numbers than most.
SELECT * EXCLUDE (happening) FROM (
    SELECT h.happening, concat_ws(', ', h.type || ': ' || lower(coalesce(metric, about, action)), parties, places) AS key, h.unit,
        coalesce(period_start, h.first_on)::TEXT AS start, coalesce(period_end, h.last_on)::TEXT AS "end",
        list({'value': number, 'articles': held} ORDER BY told DESC, number) AS told
    FROM happenings h JOIN happening_id USING (happening) JOIN (
        SELECT label, field, unit, per, value AS number, count(*) AS told, list(article ORDER BY article) AS held
        FROM (SELECT label, field, unit, per, value, unnest(ids) AS id FROM telling WHERE told.range IS NULL) JOIN article USING (id) GROUP BY ALL
    ) t USING (label, field) WHERE t.unit = coalesce(h.unit, '') AND t.per = coalesce(h.per, '') AND (number = value OR list_contains((conflicts -> '$[*].value')::DOUBLE[], number))
    GROUP BY ALL HAVING count(*) > 1
) ORDER BY len(told) DESC, happening LIMIT $top
