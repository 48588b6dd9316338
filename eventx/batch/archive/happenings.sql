-- Happenings: events of one type that tell one happening, whatever article tells them.

-- step: features
CREATE OR REPLACE MACRO digits(x) AS
    length(regexp_replace(regexp_replace(try_cast(x AS DECIMAL(38, 6))::TEXT, '[.]0*$', ''), '(^[-0.]*|[.]|0*$)', '', 'g'));
-- How far from a number what it stands for may be: half of its last digit, if it has several or is no rate and said to be rough.
CREATE OR REPLACE MACRO slack(x, bound, unit) AS
    CASE WHEN digits(x) > 1 OR bound NOT IN ('exact', 'range') AND unit IS DISTINCT FROM 'percent'
        THEN 0.500001 * pow(10, floor(log10(greatest(abs(x), 1e-9))) - digits(x) + 1) ELSE 0 END;
-- What a rate is of, where it is told always: "a share"; "a month" goes without saying.
CREATE OR REPLACE MACRO thing(per) AS CASE WHEN per NOT IN ('hour', 'day', 'week', 'month', 'quarter', 'year') THEN per ELSE '' END;
-- A party of an event by role; a country as such and the places in it by country, too.
CREATE OR REPLACE TABLE party AS
    SELECT DISTINCT e.eid, e.type, m.field, m.entity FROM entity_mentions m JOIN event e ON e.article = m.article AND e.id = m.record
    WHERE m.field NOT LIKE '%.organisation' AND split_part(m.field, '.', 1) NOT IN ($reported) AND m.entity NOT LIKE 'place:%';
-- Those that are no entities: a country as a party, "the Kenyan central bank". They are told, and nothing is joined by them.
CREATE OR REPLACE TABLE unnamed AS
    SELECT DISTINCT e.eid, a.name, CASE WHEN a.kind = 'country' THEN a.country END AS country
    FROM actor a JOIN event e ON e.article = a.article AND e.id = a.record
    WHERE a.kind IN ('country', 'organisation') AND split_part(a.field, '.', 1) NOT IN ($reported) AND NOT EXISTS (
        SELECT 1 FROM entity_mentions m WHERE m.article = a.article AND m.record = a.record AND m.field = a.field
            AND m.entity NOT LIKE 'place:%');
CREATE OR REPLACE TABLE whereabout AS
    SELECT DISTINCT e.eid, e.type, s.field, plain(s.name) AS name, s.country, s.kind = 'country' AS whole
    FROM spot s JOIN event e ON e.article = s.article AND e.id = s.record;
-- Its country, where it has one: the one it is in, or that is a party.
CREATE OR REPLACE TABLE land AS
    SELECT eid, min(country) AS land FROM (SELECT eid, country FROM whereabout UNION ALL SELECT eid, country FROM unnamed)
    GROUP BY eid HAVING min(country) = max(country);
CREATE OR REPLACE TABLE figure AS
    SELECT e.eid, e.type, n.field, CASE WHEN n.unit = 'percent' AND n.field <> 'previous' THEN 'rate' ELSE n.field END AS scale,
        coalesce(n.unit, '') AS unit, coalesce(n.per, '') AS per, coalesce(n.value, (n.low + n.high) / 2) AS value,
        digits(coalesce(n.value, n.low)) AS digits, coalesce(CASE WHEN n.value IS NULL THEN (n.high - n.low) / 2 ELSE slack(n.value, n.bound, n.unit) END, 0) AS slack,
        CASE WHEN n.value IS NULL THEN {'low': n.low, 'high': n.high} END AS range, nullif(n.bound, 'exact') AS bound
    FROM number n JOIN event e ON e.article = n.article AND e.id = n.record WHERE coalesce(n.value, n.low) <> 0;
CREATE OR REPLACE TABLE topic AS
    SELECT DISTINCT e.eid, w.field, left(unnest(string_split(plain(w.text), ' ')), 6) AS stem
    FROM word w JOIN event e ON e.article = w.article AND e.id = w.record;
DELETE FROM topic WHERE length(stem) < 3 OR regexp_full_match(stem, '$small');

-- step: kin
-- Two articles of the same days tell one story if they share what few articles have: names, towns, numbers, words of the
-- title. Each counts the less the more have it; what dozens have counts nothing. What both share with a third counts, too.
CREATE OR REPLACE TEMP TABLE trait AS
WITH held AS (
    SELECT article, entity AS trait FROM entity_mentions WHERE entity NOT LIKE 'place:%'
    UNION SELECT article, plain(name) FROM town
    UNION SELECT article, 'w ' || left(word, 6)
        FROM (SELECT article, unnest(string_split(plain(title), ' ')) AS word FROM article) WHERE length(word) > 3
    UNION SELECT article, 'n ' || coalesce(unit, '') || value::TEXT FROM number WHERE start IS NOT NULL AND digits(value) > 1
)
SELECT article, trait, date_diff('day', DATE '1970-01-01', day) // 14 + unnest([0, 1]) AS week
FROM held JOIN article USING (article) WHERE day IS NOT NULL;
CREATE OR REPLACE TEMP TABLE shared AS
WITH size AS (SELECT week, count(DISTINCT article) AS size FROM trait GROUP BY week),
rare AS (
    SELECT article, trait, week, count(*) OVER (PARTITION BY trait, week) AS n FROM trait QUALIFY n BETWEEN 2 AND $few
), pairs AS (
    SELECT a.article AS here, b.article AS there, a.trait, max(1 - ln(a.n) / ln(size)) AS weight
    FROM rare a JOIN rare b ON a.trait = b.trait AND a.week = b.week AND a.article < b.article JOIN size s ON s.week = a.week
    WHERE a.n < size GROUP BY ALL
)
SELECT here, there, round(sum(weight), 6) AS kin FROM pairs GROUP BY here, there HAVING count(*) > 1;
CREATE OR REPLACE TEMP TABLE next AS
    SELECT here, there, kin FROM (SELECT here, there, kin FROM shared UNION ALL SELECT there, here, kin FROM shared)
    WHERE kin >= $kin QUALIFY row_number() OVER (PARTITION BY here ORDER BY kin DESC, there) <= $nearest;
CREATE OR REPLACE TABLE kin AS
    SELECT here, there, round(sum(kin), 6) AS kin FROM (
        FROM shared
        UNION ALL
        SELECT a.there, b.there, $third * least(a.kin, b.kin, 2) FROM next a JOIN next b ON a.here = b.here AND a.there < b.there
    ) GROUP BY here, there HAVING round(sum(kin), 6) >= $kin;
DROP TABLE trait;
DROP TABLE shared;

-- step: edges
-- Two events are compared whose articles tell one story, or that have a party, a place or a number and its unit alike: in
-- the order of days, each with those that come next, so that what many have alike does not make more pairs of each.
CREATE OR REPLACE TEMP TABLE block AS
WITH sized AS (
    SELECT f.*, e.grows, e.starts, a.country, unit || '/' || round(log(greatest(abs(value), 1e-9)) * 20)::TEXT AS size
    FROM figure f JOIN event e USING (eid) JOIN article a USING (article) WHERE field <> 'previous'
), keys AS (
    SELECT eid, 'p' || entity AS key, true AS loose FROM party
    UNION SELECT eid, 'w' || name, true FROM whereabout WHERE NOT coalesce(whole, false)
    UNION SELECT eid, 'd' || entity || '/' || starts::TEXT, false FROM party JOIN event USING (eid) WHERE starts IS NOT NULL
    UNION SELECT eid, 'c' || coalesce(w.country, name) || '/' || size, false FROM sized JOIN whereabout w USING (eid)
    UNION SELECT eid, 'f' || country || '/' || size, false FROM sized WHERE country IS NOT NULL AND (digits > 2 OR grows)
    UNION SELECT eid, 't' || country || '/' || stem || '/' || unit || '/' || value::TEXT, false
        FROM sized JOIN topic t USING (eid) WHERE t.field <> 'who' AND length(stem) > 4 AND country IS NOT NULL
    UNION SELECT eid, 'n' || unit || '/' || value::TEXT, false FROM sized WHERE digits > 2
)
SELECT eid, day, loose, days, list(eid) OVER next AS others
FROM keys JOIN event e USING (eid) WHERE day IS NOT NULL
WINDOW next AS (PARTITION BY e.type || '/' || key ORDER BY day, eid ROWS BETWEEN 1 FOLLOWING AND $next FOLLOWING);
CREATE OR REPLACE TEMP TABLE near AS
    SELECT least(a.eid, b.eid) AS a, greatest(a.eid, b.eid) AS b
    FROM (SELECT eid, day, CASE WHEN loose THEN least(days, $loose) ELSE days END AS days, unnest(others[:$next - loose::INT]) AS other FROM block) a
    JOIN event b ON b.eid = other WHERE b.day - a.day <= a.days
    UNION
    SELECT least(x.eid, y.eid), greatest(x.eid, y.eid)
    FROM kin JOIN event x ON x.article = here JOIN event y ON y.article = there AND y.type = x.type;
DROP TABLE block;

CREATE OR REPLACE MACRO deed(action) AS CASE action $deeds ELSE action END;
CREATE OR REPLACE TEMP TABLE pair AS
SELECT n.a, n.b, abs(x.day - y.day) AS gap, coalesce(deed(x.action) = deed(y.action), false) AS deed,
    (x.modality = 'negated') <> (y.modality = 'negated') AS denied, x.counts AND y.counts AS counted, coalesce(x.direction <> y.direction, false) AS other,
    CASE WHEN x.length <> 'P1D' AND y.length <> 'P1D' THEN x.length = y.length AND x.starts = y.starts
        WHEN x.length = y.length THEN abs(date_diff('day', x.starts, y.starts)) <= 1
        WHEN x.length IS NULL AND y.length IS NULL THEN abs(date_diff('day', x.starts, y.starts)) <= 7 END AS period,
    coalesce(period AND x.length <> 'P1D', false) AS span,
    x.starts <= y.starts AND x.ends >= y.ends OR y.starts <= x.starts AND y.ends >= x.ends AS inside,
    coalesce(kin, 0) AS kin, coalesce(u.country = v.country, false) AS scene,
    coalesce(k.land <> l.land, false) AS abroad
FROM near n JOIN event x ON x.eid = n.a JOIN event y ON y.eid = n.b
JOIN article u ON u.article = x.article JOIN article v ON v.article = y.article
LEFT JOIN kin ON here = least(x.article, y.article) AND there = greatest(x.article, y.article)
LEFT JOIN land k ON k.eid = n.a LEFT JOIN land l ON l.eid = n.b
WHERE x.article <> y.article AND abs(x.day - y.day) <= x.days;

-- What two events have in one field of a kind: of numbers whether they are the same or near, of parties, places and topics
-- whether any is the same. fine: several
-- digits, or no whole country; aside: of no weight, as rates of other days.
CREATE OR REPLACE TEMP TABLE mark AS SELECT *, hash(eid, field) AS at FROM (
    SELECT f.eid, 'number' AS kind, hash('number', scale, unit) AS field, NULL::UBIGINT AS key, hash(thing(per)) AS thing, value, slack,
        abs(value) * CASE WHEN grows THEN 0.75 ELSE 0.5 END AS reach, NULL::UBIGINT AS land,
        digits > 2 AND scale NOT IN ('rate', 'previous') AS fine, scale = 'previous' AS aside, scale = 'rate' AS rate
    FROM figure f JOIN event USING (eid)
    UNION ALL SELECT eid, 'party', hash('party', field), hash(entity), NULL, NULL, NULL, NULL, NULL, NULL, false, false FROM party
    UNION ALL SELECT eid, 'place', hash('place', field), hash(name), NULL, NULL, NULL, NULL, hash(country), NOT whole, false, false FROM whereabout
    UNION ALL SELECT eid, 'topic', hash('topic', field), hash(stem), NULL, NULL, NULL, NULL, NULL, NULL, field = 'who', false FROM topic
);

CREATE OR REPLACE TEMP TABLE score AS
WITH fields AS (
    SELECT p.a, p.b, x.kind, x.field, x.aside OR x.rate AND p.gap > 1 AND NOT coalesce(p.period, false) AS aside,
        bool_or(coalesce(x.key = y.key, x.thing = y.thing AND abs(x.value - y.value) <= greatest(x.slack, y.slack))) AS same,
        bool_or(x.fine AND y.fine AND coalesce(x.key = y.key, true)) AS fine,
        bool_or(coalesce(x.land = y.land AND NOT (x.fine AND y.fine), x.thing = y.thing AND abs(x.value - y.value) <= greatest(x.reach, y.reach))) AS near
    FROM pair p JOIN mark x ON x.eid = p.a JOIN mark y ON y.at = hash(p.b, x.field) GROUP BY ALL
)
SELECT a, b, count(*) FILTER (kind = 'number' AND same AND NOT aside) AS numbers, count(*) FILTER (kind = 'number' AND same AND fine) AS exact,
    count(*) FILTER (kind = 'number' AND NOT same AND near) AS close, count(*) FILTER (kind = 'number' AND NOT same AND NOT near) AS unlike,
    count(*) FILTER (kind = 'party' AND same) AS parties, count(*) FILTER (kind = 'party' AND NOT same) AS others,
    count(*) FILTER (kind = 'place' AND same) AS places, count(*) FILTER (kind = 'place' AND fine) AS fine,
    count(*) FILTER (kind = 'place' AND NOT same AND NOT coalesce(near, false)) AS elsewhere,
    count(*) FILTER (kind = 'topic' AND same) AS topics, count(*) FILTER (kind = 'topic' AND NOT same AND NOT aside) AS apart
FROM fields GROUP BY a, b;

-- Parties, places and the story say who and where, numbers and deeds what. Both are asked for; what speaks against it
-- weighs more, most of all where no number is alike and none grows (bare). An event has one telling in another article:
-- the one most like it. A number by itself joins none: they share a party, a place, a topic or much of a story ($close).
CREATE OR REPLACE TABLE edge AS
WITH held AS (
    SELECT score.*, pair.* EXCLUDE (a, b), (numbers = 0 AND NOT x.grows)::INT AS bare, x.grows AND close > 0 AS grown, x.grows, x.days,
        x.article AS here, y.article AS there
    FROM score JOIN pair USING (a, b) JOIN event x ON x.eid = a JOIN event y ON y.eid = b
    WHERE (x.grows OR numbers + close + parties + topics + fine > 0 OR places > 1) AND (parties + places + topics > 0 OR kin >= $close)
), points AS (
    SELECT a, b, grows, here, there, least(kin + parties + places + fine + 0.5 * scene::INT, 4) AS who,
        least(numbers, 2) + exact + deed::INT + grown::INT + span::INT + 0.5 * least(topics, 2) AS what,
        2 * unlike + CASE WHEN grows THEN 0 ELSE least(close, 1) END + (1.5 + bare) * others + 0.5 * elsewhere + (0.5 + bare) * apart
            + CASE WHEN close = 0 AND counted THEN bare ELSE 0 END + 2 * denied::INT + other::INT + abroad::INT
            + CASE WHEN period THEN 1.5 / days ELSE 0.15 END * gap + CASE WHEN coalesce(period, true) THEN 0 WHEN inside THEN 0.5 ELSE 2 END AS against
    FROM held
)
SELECT a, b FROM (SELECT *, 0.5 * who + what - against AS points FROM points) WHERE who >= 1 AND what >= 1 AND points >= $least
QUALIFY (row_number() OVER (PARTITION BY a, there ORDER BY points DESC, b) = 1)::INT
    + (row_number() OVER (PARTITION BY b, here ORDER BY points DESC, a) = 1)::INT > (NOT grows)::INT;
-- An article that tells a happening twice, once in a rounder number: "more than 3,000 jobs", "about 3,150".
INSERT INTO edge
WITH twice AS (
    SELECT DISTINCT x.eid AS a, y.eid AS b
    FROM event x JOIN event y ON y.article = x.article AND y.type = x.type AND x.eid < y.eid AND deed(x.action) IS NOT DISTINCT FROM deed(y.action)
        AND x.metric IS NOT DISTINCT FROM y.metric AND (x.modality = 'negated') = (y.modality = 'negated')
        AND coalesce(x.starts = y.starts AND x.ends = y.ends, true) AND coalesce(x.direction = y.direction, true)
    JOIN party p ON p.eid = x.eid JOIN party q ON q.eid = y.eid AND q.field = p.field AND q.entity = p.entity
    JOIN figure f ON f.eid = x.eid JOIN figure g ON g.eid = y.eid AND g.field = f.field AND g.unit = f.unit AND g.per = f.per
    WHERE abs(f.value - g.value) <= greatest(f.slack, g.slack)
)
FROM twice ANTI JOIN (
    SELECT a, b FROM twice JOIN mark x ON x.eid = a JOIN mark y ON y.at = hash(b, x.field) WHERE x.kind <> 'topic'
    GROUP BY a, b, x.field HAVING NOT bool_or(coalesce(x.key = y.key, abs(x.value - y.value) <= greatest(x.slack, y.slack)))
) USING (a, b);
DROP TABLE near;
DROP TABLE pair;
DROP TABLE mark;
DROP TABLE score;

-- step: joined event

-- step: facts
-- An article of the same story that has a happening's number in a fact tells it, too, if it has no event of this type with
-- that number, nor any of a happening that as many tell.
CREATE OR REPLACE TABLE told_by AS
WITH size AS (SELECT label, count(DISTINCT article) AS size FROM label JOIN event ON eid = node GROUP BY label),
taken AS (
    SELECT e.article, n.start, list(e.type) AS types, max(size) AS size
    FROM number n JOIN event e ON e.article = n.article AND e.id = n.record JOIN label l ON l.node = e.eid JOIN size USING (label) GROUP BY ALL
), spare AS (
    SELECT f.article, f.id AS fact, n.start, n.unit, coalesce(n.per, '') AS per, coalesce(n.value, (n.low + n.high) / 2) AS value,
        CASE WHEN n.value IS NULL THEN {'low': n.low, 'high': n.high} END AS range, nullif(n.bound, 'exact') AS bound,
        digits(coalesce(n.value, n.low)) AS digits,
        coalesce(slack(n.value, n.bound, n.unit), 0) AS slack, coalesce(t.types, []) AS types, coalesce(t.size, 0) AS size, r.day
    FROM fact f JOIN number n ON n.article = f.article AND n.record = f.id JOIN article r ON r.article = f.article
    LEFT JOIN taken t ON t.article = f.article AND t.start = n.start
    WHERE n.start IS NOT NULL AND digits > 1
), found AS (
    SELECT l.label, s.article, s.fact, s.start, round(sum(kin), 6) AS kin,
        arg_max({'field': f.field, 'unit': f.unit, 'per': f.per, 'digits': s.digits, 'slack': s.slack, 'value': s.value, 'range': s.range, 'bound': s.bound}, (kin, e.eid)) AS number
    FROM label l JOIN size USING (label) JOIN event e ON e.eid = l.node JOIN figure f USING (eid)
    JOIN (SELECT here, there, kin FROM kin UNION ALL SELECT there, here, kin FROM kin) ON here = e.article
    JOIN spare s ON s.article = there AND coalesce(s.unit, f.unit) = f.unit AND thing(s.per) = thing(f.per) AND s.size < size.size AND NOT list_contains(s.types, e.type)
        AND abs(date_diff('day', DATE '1970-01-01', s.day) - e.day) <= e.days
    WHERE f.field NOT IN ('change', 'previous') AND f.digits > 1
        AND abs(s.value - f.value) <= CASE WHEN f.unit = 'percent' THEN 0 ELSE greatest(s.slack, f.slack) END
        AND NOT EXISTS (FROM event o JOIN label m ON m.node = o.eid WHERE o.article = s.article AND m.label = l.label)
    GROUP BY l.label, s.article, s.fact, s.start
)
SELECT label, article, fact, number.* FROM found f WHERE kin >= $facts
QUALIFY row_number() OVER (PARTITION BY article, start ORDER BY kin DESC, label, fact) = 1
    AND row_number() OVER (PARTITION BY article, label ORDER BY kin DESC, start, fact) = 1;

-- step: happenings
CREATE OR REPLACE TEMP TABLE told AS
    SELECT e.* EXCLUDE (spans, trigger, counts, grows), l.label, a.day AS day_on, a.id AS article_id
    FROM event e JOIN label l ON l.node = e.eid JOIN article a ON a.article = e.article;
CREATE OR REPLACE TABLE happening_id AS
    SELECT label, type, type || ':' || md5(arg_min(article_id || '/' || id, (day_on, article_id, id)))[1:12] AS happening FROM told GROUP BY label, type;
CREATE OR REPLACE TABLE happening_events AS
    SELECT happening, article, type, event, fact, a.day AS published_on, outlet
    FROM (SELECT label, article, id AS event, NULL AS fact FROM told UNION ALL SELECT label, article, NULL, fact FROM told_by)
    JOIN happening_id USING (label) JOIN article a USING (article) ORDER BY happening, published_on, article, event, fact;
CREATE OR REPLACE TABLE telling AS
    SELECT label, field, unit, per, value, arg_max({'range': range, 'bound': bound}, (range IS NULL, bound IS NULL, bound)) AS told,
        count(DISTINCT id) AS articles, list(DISTINCT id ORDER BY id) AS ids, max(digits) AS digits, min(slack) AS slack
    FROM (
        SELECT label, article, field, unit, per, value, range, bound, digits, slack FROM told JOIN figure USING (eid)
        UNION ALL SELECT label, article, field, unit, per, value, range, bound, digits, slack FROM told_by
    ) JOIN article USING (article) WHERE field <> 'previous' GROUP BY label, field, unit, per, value;
-- A number that most tell; a range has two ends and no value.
CREATE OR REPLACE TABLE chosen AS
    SELECT label, field, unit, per, arg_max({'value': value, 'told': told, 'ids': ids, 'slack': slack}, (articles, digits, -value)) AS most, max(articles) AS articles
    FROM telling GROUP BY ALL;
-- What other articles tell than those that tell this number: one that tells two contradicts none.
CREATE OR REPLACE TABLE conflict AS
    SELECT t.label, list({'field': t.field, 'value': CASE WHEN told.range IS NULL THEN t.value END, 'low': told.range.low, 'high': told.range.high,
        'unit': t.unit, 'articles': t.articles, 'in': t.ids} ORDER BY t.field, t.unit, t.articles DESC, t.value) AS conflicts
    FROM telling t JOIN chosen c USING (label, field, unit, per)
    WHERE abs(t.value - most.value) > greatest(t.slack, most.slack) AND NOT list_has_all(most.ids, t.ids) GROUP BY t.label;
CREATE OR REPLACE TABLE happenings AS
WITH held AS (
    SELECT label, c.field, articles, place, per <> '' AS rate, {'field': c.field, 'value': CASE WHEN most.told.range IS NULL THEN most.value END,
        'low': most.told.range.low, 'high': most.told.range.high, 'bound': nullif(most.told.bound, 'range'), 'unit': nullif(unit, ''), 'per': nullif(per, '')} AS number
    FROM chosen c JOIN event e ON e.eid = c.label LEFT JOIN place_of p ON p.type = e.type AND p.field = c.field
), main AS (
    SELECT label, arg_max(number, (-coalesce(place, 0), NOT rate, number.unit IS DISTINCT FROM 'percent', articles, coalesce(number.value, number.low))) AS main
    FROM held WHERE field <> 'change' GROUP BY label
), rise AS (
    SELECT label, arg_max(number, (number.unit = 'percent', articles, coalesce(number.value, number.low))) AS rise FROM held WHERE field = 'change' GROUP BY label
), who AS (
    SELECT label, string_agg(DISTINCT name, '; ' ORDER BY name) AS parties, string_agg(DISTINCT entity, '; ' ORDER BY entity) AS entities
    FROM (
        SELECT label, name, entity FROM told JOIN party USING (eid) JOIN entities USING (entity)
        UNION ALL SELECT label, name, NULL FROM told JOIN unnamed USING (eid)
    ) GROUP BY label
), places AS (
    SELECT label, string_agg(DISTINCT name, '; ' ORDER BY name) AS places, string_agg(DISTINCT country, '; ' ORDER BY country) AS countries
    FROM (
        SELECT label, s.name, s.country FROM told t JOIN spot s ON s.article = t.article AND s.record = t.id
        UNION ALL SELECT label, NULL, country FROM told JOIN unnamed USING (eid)
    ) GROUP BY label
), topics AS (
    SELECT label, string_agg(DISTINCT w.text, '; ' ORDER BY w.text) AS about
    FROM told t JOIN word w ON w.article = t.article AND w.record = t.id GROUP BY label
), tellers AS (
    SELECT happening, min(published_on) AS first_on, max(published_on) AS last_on, count(DISTINCT article) AS articles, count(DISTINCT outlet) AS outlets
    FROM happening_events GROUP BY happening
), said AS (
    SELECT label, mode(action ORDER BY eid) AS action, mode(modality ORDER BY eid) AS modality, mode(direction ORDER BY eid) AS direction,
        mode(starts ORDER BY eid) AS period_start, mode(ends ORDER BY eid) AS period_end, mode(length ORDER BY eid) AS period_length,
        bool_or(cumulative) AS cumulative, mode(metric ORDER BY eid) AS metric, arg_min(eid, (rank, modality <> 'asserted', -length(coalesce(tells, '')), article_id, id)) AS best
    FROM told GROUP BY label
)
SELECT happening, i.type, s.action, s.modality, s.direction, first_on, last_on, period_start, period_end, period_length, s.cumulative, articles, outlets,
    main.field, main.value, main.low, main.high, main.bound, main.unit, main.per, rise.value AS change, rise.low AS change_low,
    rise.high AS change_high, rise.unit AS change_unit, parties, entities, places, countries,
    s.metric, about, b.tells, a.title, b.article, b.id AS event, regexp_replace(to_json(conflicts)::TEXT, '"(value|low|high)":null,', '', 'g') AS conflicts
FROM said s JOIN happening_id i USING (label) JOIN tellers USING (happening) JOIN event b ON b.eid = best JOIN article a ON a.article = b.article
LEFT JOIN main USING (label) LEFT JOIN rise USING (label) LEFT JOIN who USING (label) LEFT JOIN places USING (label)
LEFT JOIN topics USING (label) LEFT JOIN conflict USING (label) ORDER BY happening;
