-- Ask: what each view lists. $where are the filters that were given, $keys what is counted by, $names their names, $order what the rows
-- are sorted by; $mood is the modality where not only what is asserted was asked for.

-- step: happenings
SELECT h.happening, h.type, h.action, $mood h.first_on, h.period_start, h.period_end, h.parties, h.places, h.metric, h.direction,
    h.change, h.change_low, h.change_high, h.change_unit, h.bound, h.value, h.low, h.high, h.unit, h.per, h.articles, h.outlets, h.tells,
    h.title
FROM happenings h $where ORDER BY $order h.outlets DESC, h.articles DESC, h.first_on, h.happening

-- step: series
SELECT h.metric, h.parties, $mood h.period_start, h.period_end, h.direction, h.change, h.change_low, h.change_high, h.change_unit,
    h.bound, h.value, h.low, h.high, h.unit, h.per, h.articles, h.outlets, h.happening
FROM happenings h $where ORDER BY h.metric, h.parties, coalesce(h.period_start, h.first_on), h.happening

-- step: tellings
SELECT t.published_on, t.article_id, t.outlet, t.happening, $mood t.tells, t.bound, t.value, t.low, t.high, t.unit, t.per, t.title
FROM tellings t JOIN happenings h USING (happening) $where ORDER BY t.published_on, t.article_id, t.record, t.value

-- step: conflicts
SELECT h.happening, h.type, $mood h.first_on, h.parties, h.field, h.bound, h.value, h.low, h.high, h.unit, h.per, h.articles, h.conflicts
FROM happenings h $where ORDER BY $order h.articles DESC, h.happening

-- step: quotes
SELECT published_on, coalesce(e.name, speaker) AS speaker, role, organisation, cue, q.modality, content, article_id, outlet
FROM quotes q LEFT JOIN entities e USING (entity) $where ORDER BY published_on, article_id, statement

-- step: entities
SELECT * FROM entities $where ORDER BY articles DESC, entity

-- step: count
-- Of one unit, the numbers whose period has the length that most have are added up, if any of them has months; of the others
-- it is told how many. Rates, what is cumulative, levels ("employs 5,000", "hold at 18 dlrs"), prices ("2 dlrs a share"), ranges, what
-- is of several types or actions, and readings of several metrics or as of a day are added to nothing.
WITH held AS (
    SELECT h.*, $keys, CASE WHEN h.period_length = 'P1D' THEN '' ELSE coalesce(h.period_length, '') END AS of_each, value IS NOT NULL
        AND coalesce(h.unit, '') NOT IN ('percent', 'percentage_point', 'basis_point') AND NOT coalesce(cumulative, false) AND per IS NULL
        AND coalesce(action, '') NOT IN ('employ', 'hold') AND coalesce(field, '') <> 'level' AND $alike
        AND (h.type <> 'result' OR $apart AND of_each <> '') AS adds,
        (SELECT list(DISTINCT article) FROM happening_events t WHERE t.happening = h.happening) AS told_in
    FROM happenings h $where
), many AS (
    SELECT *, count(*) FILTER (adds) OVER (PARTITION BY unit, field, of_each$groups) AS n FROM held
), usual AS (
    SELECT * REPLACE (adds AND of_each = arg_max(of_each, (n, of_each)) FILTER (adds) OVER (PARTITION BY unit, field$groups) AS adds)
    FROM many
)
SELECT $names, count(DISTINCT happening) AS happenings, len(list_distinct(flatten(list(told_in)))) AS articles, sum(value) FILTER (adds) AS total, unit,
    nullif(field, 'value') AS of_what, any_value(nullif(of_each, '')) FILTER (adds) AS of_each,
    nullif(count(*) FILTER (adds AND bound IS NOT NULL), 0) AS rough, count(coalesce(value, low)) - count(*) FILTER (adds) AS left_out
FROM usual GROUP BY $names, unit, field ORDER BY $order, unit, of_what

-- step: party
h.happening IN (
    SELECT e.happening FROM happening_events e JOIN entity_mentions m ON m.article = e.article AND m.record = e.event
    JOIN entities n USING (entity) WHERE contains(lower(concat_ws(' / ', n.name, array_to_string(n.names ->> '$[*]', ' / '))), ?) AND m.field NOT LIKE 'source%'
)

-- step: outlet
h.happening IN (SELECT happening FROM happening_events WHERE contains(lower(outlet), ?))
