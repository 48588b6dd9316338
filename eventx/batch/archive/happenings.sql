-- Happenings: events of one type that tell one happening, whatever article tells them.

-- step: features
-- A party of an event by role; a country as such and the places in it by country, too.
CREATE OR REPLACE TABLE party AS
    SELECT DISTINCT e.eid, e.type, m.field, m.entity FROM entity_mentions m JOIN event e ON e.article = m.article AND e.id = m.record
    WHERE m.field NOT LIKE '%.organisation' AND split_part(m.field, '.', 1) NOT IN ($reported) AND m.entity NOT LIKE 'place:%';
CREATE OR REPLACE TABLE whereabout AS
    SELECT DISTINCT e.eid, e.type, s.field, plain(s.name) AS name, s.country, s.kind = 'country' AS whole
    FROM spot s JOIN event e ON e.article = s.article AND e.id = s.record;
CREATE OR REPLACE TABLE figure AS
    SELECT e.eid, e.type, n.field, coalesce(n.unit, '') AS unit, coalesce(n.value, (n.low + n.high) / 2) AS value,
        n.bound NOT IN ('exact', 'range') AS rough,
        length(regexp_replace(regexp_replace(coalesce(n.value, n.low)::DECIMAL(38, 6)::TEXT, '[.]0*$', ''), '(^[-0.]*|[.]|0*$)', '', 'g')) AS digits
    FROM number n JOIN event e ON e.article = n.article AND e.id = n.record WHERE coalesce(n.value, n.low) <> 0;
CREATE OR REPLACE TABLE topic AS
    SELECT DISTINCT e.eid, w.field, left(unnest(string_split(plain(w.text), ' ')), 6) AS stem
    FROM word w JOIN event e ON e.article = w.article AND e.id = w.record;
DELETE FROM topic WHERE length(stem) < 3 OR regexp_full_match(stem, '$small');

-- step: kin
-- Two articles of the same days tell one story if they share what few articles have: names, towns, words of the title. Each
-- counts the less the more have it; what dozens have counts nothing.
CREATE OR REPLACE TABLE trait AS
WITH held AS (
    SELECT article, entity AS trait FROM entity_mentions WHERE entity NOT LIKE 'place:%'
    UNION SELECT article, plain(name) FROM town
    UNION SELECT article, 'w ' || left(unnest(string_split(plain(title), ' ')), 6) FROM article WHERE title IS NOT NULL
    UNION SELECT e.article, 'n ' || unit || value::TEXT FROM figure JOIN event e USING (eid) WHERE digits > 2
)
SELECT article, trait, date_diff('day', DATE '1970-01-01', day) // 14 + unnest([0, 1]) AS week
FROM held JOIN article USING (article) WHERE day IS NOT NULL AND length(trait) > 5;
CREATE OR REPLACE TABLE kin AS
WITH size AS (SELECT week, count(DISTINCT article) AS size FROM trait GROUP BY week),
rare AS (
    SELECT article, trait, week, count(*) OVER (PARTITION BY trait, week) AS n FROM trait QUALIFY n BETWEEN 2 AND $few
), shared AS (
    SELECT a.article AS here, b.article AS there, a.trait, max(1 - ln(a.n) / ln(size)) AS weight
    FROM rare a JOIN rare b ON a.trait = b.trait AND a.week = b.week AND a.article < b.article JOIN size s ON s.week = a.week
    WHERE a.n < size GROUP BY ALL
)
SELECT here, there, round(sum(weight), 6) AS kin FROM shared GROUP BY here, there HAVING count(*) > 1 AND sum(weight) >= $kin;
DROP TABLE trait;

-- step: blocks
-- Two events are compared whose articles tell one story, or that have a party, a place or a number and its unit alike; what
-- a block of many has alike says nothing by itself, so it is cut by weeks, then left to the others.
CREATE OR REPLACE TABLE block AS
WITH keys AS (
    SELECT eid, 'p' || entity AS key FROM party
    UNION SELECT eid, 'w' || name FROM whereabout WHERE NOT coalesce(whole, false)
    UNION SELECT eid, 'c' || coalesce(country, name) || '/' || unit || '/' || round(log(greatest(abs(value), 1e-9)) * 20)::TEXT
        FROM figure JOIN whereabout USING (eid)
    UNION SELECT eid, 'f' || a.country || '/' || unit || '/' || round(log(greatest(abs(value), 1e-9)) * 20)::TEXT
        FROM figure JOIN event e USING (eid) JOIN article a USING (article) WHERE a.country IS NOT NULL AND (digits > 2 OR e.grows)
    UNION SELECT eid, 't' || a.country || '/' || stem || '/' || unit || '/' || value::TEXT FROM figure f JOIN topic t USING (eid)
        JOIN event e USING (eid) JOIN article a USING (article) WHERE f.field <> 'previous' AND t.field <> 'who' AND length(stem) > 4
    UNION SELECT eid, 'n' || unit || '/' || value::TEXT FROM figure WHERE digits > 2 AND field <> 'previous'
), weeks AS (
    SELECT eid, e.type || '/' || key AS key, day // 14 + unnest([0, 1]) AS week
    FROM keys JOIN event e USING (eid)
)
SELECT hash(key, week) AS block, eid FROM weeks WHERE week IS NOT NULL
QUALIFY count(*) OVER (PARTITION BY hash(key, week)) BETWEEN 2 AND $most;
CREATE OR REPLACE TABLE near AS
    SELECT a.eid AS a, b.eid AS b FROM block a JOIN block b ON a.block = b.block AND a.eid < b.eid
    UNION
    SELECT least(x.eid, y.eid), greatest(x.eid, y.eid)
    FROM kin JOIN event x ON x.article = here JOIN event y ON y.article = there AND y.type = x.type;
DROP TABLE block;

-- step: pairs
CREATE OR REPLACE MACRO deed(action) AS CASE action $deeds ELSE action END;
-- What speaks against it outright: too long between them, a denial, another direction, another period.
CREATE OR REPLACE TABLE pair AS
WITH gap AS MATERIALIZED (
    SELECT n.a, n.b, abs(x.day - y.day) AS gap, coalesce(x.starts = y.starts, false) AS dated, x.days AS patience,
        coalesce(deed(x.action) = deed(y.action), true) AS acts, coalesce(deed(x.action) = deed(y.action), false) AS deed, (x.modality = 'negated') = (y.modality = 'negated') AS denied,
        coalesce(x.direction = y.direction, true) AS way,
        coalesce(CASE WHEN x.length <> 'P1D' AND y.length <> 'P1D' THEN x.length = y.length AND x.starts = y.starts
            WHEN x.length = y.length THEN abs(date_diff('day', x.starts, y.starts)) <= 1
            WHEN x.length IS NULL AND y.length IS NULL THEN abs(date_diff('day', x.starts, y.starts)) <= 7 END, true) AS period, coalesce(kin, 0) AS kin,
        coalesce(u.country = v.country, false) AS scene
    FROM near n JOIN event x ON x.eid = n.a JOIN event y ON y.eid = n.b
    JOIN article u ON u.article = x.article JOIN article v ON v.article = y.article
    LEFT JOIN kin ON here = least(x.article, y.article) AND there = greatest(x.article, y.article)
    WHERE x.article <> y.article
)
SELECT a, b, gap, dated, acts, deed, kin, scene FROM gap WHERE gap <= patience AND denied AND way AND period;
DROP TABLE near;

-- step: scores
CREATE OR REPLACE MACRO alike(x, y, dx, dy, rough) AS abs(x - y) <= greatest(abs(x), abs(y)) * CASE
    WHEN rough AND least(dx, dy) <= 1 THEN 0.1 WHEN rough AND least(dx, dy) = 2 THEN 0.04
    WHEN least(dx, dy) <= 2 THEN 0.03 WHEN least(dx, dy) = 3 THEN 0.005 ELSE 0 END;
CREATE OR REPLACE TABLE score AS
WITH numbers AS (
    SELECT a, b, count(*) FILTER (same AND field <> 'previous') AS agree, count(*) FILTER (same AND exact) AS exact,
        count(*) FILTER (NOT same AND NOT near) AS differ, count(*) FILTER (NOT same AND near) AS close
    FROM (
        SELECT p.a, p.b, x.field, bool_or(alike(x.value, y.value, x.digits, y.digits, x.rough OR y.rough)
                AND (x.field <> 'change' OR p.gap < 2 OR p.dated)) AS same,
            bool_or(abs(x.value - y.value) <= CASE WHEN e.grows THEN 0.75 ELSE 0.5 END * greatest(abs(x.value), abs(y.value))) AS near,
            bool_or(least(x.digits, y.digits) > 2 AND x.field NOT IN ('change', 'previous')) AS exact
        FROM pair p JOIN event e ON e.eid = p.a JOIN figure x ON x.eid = p.a
        JOIN figure y ON y.eid = p.b AND y.field = x.field AND y.unit = x.unit
        GROUP BY p.a, p.b, x.field, x.unit
    ) GROUP BY a, b
), parties AS (
    SELECT a, b, count(*) FILTER (same) AS agree, count(*) FILTER (NOT same) AS differ FROM (
        SELECT p.a, p.b, x.field, bool_or(x.entity = y.entity) AS same
        FROM pair p JOIN party x ON x.eid = p.a JOIN party y ON y.eid = p.b AND y.field = x.field GROUP BY ALL
    ) GROUP BY a, b
), places AS (
    SELECT a, b, count(*) FILTER (same) AS agree, count(*) FILTER (fine) AS fine, count(*) FILTER (NOT same AND NOT land) AS differ FROM (
        SELECT p.a, p.b, x.field, bool_or(x.name = y.name) AS same, bool_or(x.name = y.name AND NOT x.whole) AS fine,
            bool_or(x.country = y.country AND (x.whole OR y.whole)) AS land
        FROM pair p JOIN whereabout x ON x.eid = p.a JOIN whereabout y ON y.eid = p.b AND y.field = x.field GROUP BY ALL
    ) GROUP BY a, b
), topics AS (
    SELECT a, b, count(*) FILTER (same > 0) AS agree, count(*) FILTER (same = 0 AND field <> 'who') AS differ, count(*) FILTER (same > 0 AND field <> 'who') AS kinds FROM (
        SELECT p.a, p.b, x.field, count(*) FILTER (x.stem = y.stem) AS same
        FROM pair p JOIN topic x ON x.eid = p.a JOIN topic y ON y.eid = p.b AND y.field = x.field GROUP BY ALL
    ) GROUP BY a, b
)
SELECT p.a, p.b,
    coalesce(n.agree, 0) AS numbers, coalesce(n.exact, 0) AS exact, coalesce(n.differ, 0) AS unlike, coalesce(n.close, 0) AS close,
    coalesce(q.agree, 0) AS parties, coalesce(q.differ, 0) AS others,
    coalesce(w.agree, 0) AS places, coalesce(w.fine, 0) AS fine, coalesce(w.differ, 0) AS elsewhere,
    coalesce(t.agree, 0) AS topics, coalesce(t.differ, 0) AS apart, coalesce(t.kinds, 0) AS kinds, p.gap, p.acts, p.deed, p.kin, p.scene
FROM pair p
LEFT JOIN numbers n USING (a, b) LEFT JOIN parties q USING (a, b) LEFT JOIN places w USING (a, b) LEFT JOIN topics t USING (a, b);

-- step: edges
-- Parties, places and the story say who and where, numbers and topics what. Both are asked for; what speaks against it
-- weighs more. An event has one telling in another article: the one most like it.
CREATE OR REPLACE TABLE edge AS
WITH points AS (
    SELECT a, b, x.article AS here, y.article AS there,
        2 * parties + places + fine + numbers + exact + topics + least(kin, 2) + CASE WHEN scene THEN 0.5 ELSE 0 END
            - CASE WHEN numbers > 0 AND kin > 0 THEN 0.5 ELSE 2 END * apart - 2 * others - elsewhere
            - CASE WHEN x.grows THEN 0.5 ELSE 1.5 END * close - 3 * unlike - 0.1 * gap AS points,
        (parties > 0 OR places > 0 OR kin > 0 OR (scene AND (exact > 0 OR x.grows OR kinds > 0 AND numbers > 0 AND gap <= 4)))
            AND (numbers > 0 AND (exact + parties + places + topics > 0 OR x.grows OR deed AND kin >= 1)
                OR (close + unlike = 0 AND (parties > 1 OR places > 1))
                OR (NOT coalesce(v.f AND w.f, false) AND (parties > 0 AND topics > 0 OR deed AND kin >= 1 AND gap <= 4 AND (parties > 0 OR kinds > 0)))
                OR (x.grows AND (fine > 0 OR scene AND (kinds > 0 AND unlike = 0 OR close > 0 AND kin >= 1))))
            AND (others = 0 AND elsewhere = 0 AND acts OR numbers > 0 AND (kin >= 1 OR parties > 0)) AS told
    FROM score JOIN event x ON x.eid = a JOIN event y ON y.eid = b
    LEFT JOIN (SELECT DISTINCT eid, true AS f FROM figure) v ON v.eid = a LEFT JOIN (SELECT DISTINCT eid, true AS f FROM figure) w ON w.eid = b
)
SELECT a, b FROM points WHERE told AND points >= $least
QUALIFY row_number() OVER (PARTITION BY a, there ORDER BY points DESC, b) = 1
    AND row_number() OVER (PARTITION BY b, here ORDER BY points DESC, a) = 1;

-- step: joined event

-- step: happenings
CREATE OR REPLACE TABLE told AS
    SELECT e.*, l.label, a.day AS day_on, a.id AS article_id, a.title, a.outlet
    FROM event e JOIN label l ON l.node = e.eid JOIN article a ON a.article = e.article;
CREATE OR REPLACE TABLE happening_id AS
    SELECT label, type || ':' || md5(arg_min(article_id || '/' || id, (day_on, article_id, id)))[1:12] AS happening FROM told GROUP BY label, type;
CREATE OR REPLACE TABLE happening_events AS
    SELECT h.happening, t.article, t.type, t.id AS event, t.day_on AS published_on, t.outlet
    FROM told t JOIN happening_id h USING (label) ORDER BY happening, published_on, article, event;
CREATE OR REPLACE TABLE telling AS
    SELECT t.label, f.field, f.unit, f.value, count(DISTINCT t.article) AS articles, list(DISTINCT t.article_id ORDER BY t.article_id) AS ids,
        max(f.digits) AS digits, min(t.day_on) AS first
    FROM told t JOIN figure f USING (eid) WHERE field <> 'previous' GROUP BY ALL;
CREATE OR REPLACE TABLE chosen AS
    SELECT label, field, unit, arg_max(value, (articles, digits, -value)) AS value, max(articles) AS articles, arg_max(digits, (articles, digits, -value)) AS digits
    FROM telling GROUP BY ALL;
CREATE OR REPLACE TABLE conflict AS
    SELECT t.label, list({'field': t.field, 'value': t.value, 'unit': t.unit, 'articles': t.articles, 'in': t.ids} ORDER BY t.field, t.unit, t.articles DESC, t.value) AS conflicts
    FROM telling t JOIN chosen c USING (label, field, unit)
    WHERE NOT alike(t.value, c.value, t.digits, c.digits, false) GROUP BY t.label;
CREATE OR REPLACE TABLE happenings AS
WITH main AS (
    SELECT label, arg_max({'field': field, 'value': value, 'unit': unit}, (-coalesce(place, 0), unit <> 'percent', c.articles, value)) AS main
    FROM chosen c JOIN event e ON e.eid = c.label LEFT JOIN place_of USING (type, field) WHERE field <> 'change' GROUP BY label
), rise AS (
    SELECT label, arg_max({'value': value, 'unit': unit}, (unit = 'percent', articles, value)) AS rise FROM chosen WHERE field = 'change' GROUP BY label
), who AS (
    SELECT label, list(DISTINCT name ORDER BY name) AS parties, list(DISTINCT p.entity ORDER BY p.entity) AS entities
    FROM told JOIN party p USING (eid) JOIN entities USING (entity) GROUP BY label
), places AS (
    SELECT label, list(DISTINCT s.name ORDER BY s.name) AS places, list(DISTINCT s.country ORDER BY s.country) FILTER (s.country IS NOT NULL) AS countries
    FROM told t JOIN spot s ON s.article = t.article AND s.record = t.id GROUP BY label
), topics AS (
    SELECT label, list(DISTINCT w.text ORDER BY w.text) AS about
    FROM told t JOIN word w ON w.article = t.article AND w.record = t.id GROUP BY label
), best AS (
    SELECT label, arg_min({'article': article, 'event': id, 'tells': tells, 'title': title},
        (rank, modality <> 'asserted', -length(coalesce(tells, '')), article_id, id)) AS best FROM told GROUP BY label
)
SELECT h.happening, t.type, mode(t.action ORDER BY t.eid) AS action, mode(t.modality ORDER BY t.eid) AS modality, mode(t.direction ORDER BY t.eid) AS direction,
    min(t.day_on) AS first_on, max(t.day_on) AS last_on, mode(t.starts ORDER BY t.eid) AS period_start, mode(t.ends ORDER BY t.eid) AS period_end, mode(t.length ORDER BY t.eid) AS period_length, bool_or(t.cumulative) AS cumulative,
    count(DISTINCT t.article) AS articles, count(DISTINCT t.outlet) AS outlets,
    any_value(main.main.field) AS field, any_value(main.main.value) AS value, any_value(nullif(main.main.unit, '')) AS unit,
    any_value(rise.rise.value) AS change, any_value(nullif(rise.rise.unit, '')) AS change_unit,
    array_to_string(any_value(who.parties), '; ') AS parties, array_to_string(any_value(who.entities), '; ') AS entities,
    array_to_string(any_value(places.places), '; ') AS places, array_to_string(any_value(places.countries), '; ') AS countries,
    mode(t.metric ORDER BY t.eid) AS metric, array_to_string(any_value(topics.about), '; ') AS about, any_value(best.best.tells) AS tells, any_value(best.best.title) AS title,
    any_value(best.best.article) AS article, any_value(best.best.event) AS event,
    to_json(any_value(conflict.conflicts)) AS conflicts
FROM told t JOIN happening_id h USING (label) LEFT JOIN main USING (label) LEFT JOIN rise USING (label) LEFT JOIN who USING (label) LEFT JOIN places USING (label)
LEFT JOIN topics USING (label) JOIN best USING (label) LEFT JOIN conflict USING (label)
GROUP BY h.happening, t.type ORDER BY h.happening;
