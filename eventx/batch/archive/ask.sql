-- Ask: what each view lists. $where are the filters that were given, $keys what is counted by, $names their names.

-- step: happenings
SELECT h.happening, h.type, h.action, h.first_on, h.period_start, h.period_end, h.parties, h.places, h.metric, h.direction,
    h.change, h.change_unit, h.value, h.unit, h.articles, h.outlets, h.tells
FROM happenings h $where ORDER BY h.outlets DESC, h.articles DESC, h.first_on, h.happening

-- step: series
SELECT h.metric, h.parties, h.period_start, h.period_end, h.direction, h.change, h.change_unit, h.value, h.unit, h.articles, h.outlets,
    h.happening
FROM happenings h $where ORDER BY h.metric, h.parties, coalesce(h.period_start, h.first_on), h.happening

-- step: tellings
SELECT t.published_on, t.article_id, t.outlet, t.happening, t.tells, n.value, n.unit, t.title
FROM events t JOIN happenings h USING (happening)
LEFT JOIN numbers n ON n.article = t.article AND n.event = t.event AND n.field = h.field
$where ORDER BY t.published_on, t.article_id, t.event

-- step: conflicts
SELECT h.happening, h.type, h.first_on, h.parties, h.field, h.value, h.unit, h.articles, h.conflicts
FROM happenings h $where ORDER BY h.articles DESC, h.happening

-- step: quotes
SELECT published_on, coalesce(e.name, speaker) AS speaker, role, organisation, content, article_id, outlet
FROM quotes q LEFT JOIN entities e USING (entity) $where ORDER BY published_on, article_id, statement

-- step: entities
SELECT * FROM entities $where ORDER BY articles DESC, entity

-- step: count
-- Of one unit, the numbers whose period has the length that most have are added up; of the others it is told how many. What
-- is cumulative is added to nothing.
WITH held AS (SELECT h.* REPLACE (CASE WHEN cumulative THEN 'cumulative' ELSE period_length END AS period_length), $keys FROM happenings h $where),
usual AS (
    SELECT unit, arg_max(period_length, (n, period_length)) AS period_length
    FROM (
        SELECT unit, period_length, count(DISTINCT happening) AS n FROM held
        WHERE value IS NOT NULL AND period_length <> 'cumulative' GROUP BY ALL
    ) GROUP BY unit
)
SELECT $names, count(DISTINCT held.happening) AS happenings, sum(articles)::BIGINT AS articles,
    sum(value) FILTER (held.period_length IS NOT DISTINCT FROM usual.period_length) AS total, held.unit,
    any_value(usual.period_length) AS of_each,
    count(*) FILTER (value IS NOT NULL AND held.period_length IS DISTINCT FROM usual.period_length) AS left_out
FROM held LEFT JOIN usual USING (unit) GROUP BY $names, held.unit ORDER BY $names, happenings DESC, held.unit

-- step: party
h.happening IN (
    SELECT e.happening FROM happening_events e JOIN entity_mentions m ON m.article = e.article AND m.record = e.event
    JOIN entities n USING (entity) WHERE n.name ILIKE ? AND m.field NOT LIKE 'source%'
)
