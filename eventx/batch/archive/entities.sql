-- Entities: persons, organisations and places across articles under one id.
-- $legal, $apposed, $longer, $honorifics and $small are alternatives of words (eventx/lexicons/link.toml).

-- step: keys
CREATE OR REPLACE MACRO plain(s) AS
    trim(regexp_replace(regexp_replace(lower(strip_accents(s)), '[''’]s\b', '', 'g'), '[^[:alnum:]]+', ' ', 'g'));
CREATE OR REPLACE MACRO firm_key(s) AS
    regexp_replace(regexp_replace(plain(s), '^(the )?(($apposed) )+(.)', '\4'), '^the (.)|(.)( ($legal))+$', '\1\2', 'g');
CREATE OR REPLACE MACRO person_key(s) AS regexp_replace(plain(s), '^(($honorifics) )+', '');
CREATE OR REPLACE MACRO initials(s) AS
    list_aggregate(list_transform(regexp_extract_all(regexp_replace(plain(s), '\b($small)\b', ' ', 'g'), '[[:alnum:]]+'),
        lambda w: w[1]), 'string_agg', '');

-- step: bodies
-- Organisations by key: those that act or speak, and those that persons speak for.
CREATE OR REPLACE TABLE body_told AS
    SELECT article, record, field, name, start, "end", country, firm_key(name) AS key
    FROM actor WHERE kind = 'organisation' AND name IS NOT NULL
    UNION ALL
    SELECT article, record, field || '.organisation', organisation, NULL, NULL, country, firm_key(organisation)
    FROM actor WHERE organisation IS NOT NULL AND kind IS DISTINCT FROM 'organisation';
DELETE FROM body_told WHERE key = '' OR NOT regexp_matches(name, '[[:upper:]]');
CREATE OR REPLACE TABLE body AS
    SELECT key, initials(key) AS initials, count(DISTINCT article) AS articles,
        bool_or(regexp_full_match(name, '[A-Z]{2,6}')) AS acronym
    FROM body_told GROUP BY key;

-- step: aliases
-- An acronym stands for the one body of its initials (one of the same article before any other), a short name for the
-- one body that has it and a word for its kind ("Nordsee", "Nordsee Bank").
CREATE OR REPLACE TABLE body_alias AS
WITH pairs AS (
    SELECT s.key, l.key AS target, exists(
        SELECT 1 FROM body_told a JOIN body_told b USING (article) WHERE a.key = s.key AND b.key = l.key) AS together
    FROM body s JOIN body l ON s.key = l.initials WHERE s.acronym AND s.key <> l.key
    UNION ALL
    SELECT s.key, l.key, true
    FROM body l JOIN body s ON s.key = regexp_replace(l.key, '( ($longer))+$', '') WHERE s.key <> l.key AND length(s.key) > 3
)
SELECT key, any_value(target) AS target
FROM (FROM pairs QUALIFY together = max(together) OVER (PARTITION BY key)) GROUP BY key HAVING count(DISTINCT target) = 1;

-- step: persons
CREATE OR REPLACE TABLE person_told AS
    SELECT a.article, record, field, a.name, start, "end", country, person_key(a.name) AS said, plain(role) AS role,
        coalesce(l.target, firm_key(organisation)) AS body,
        regexp_extract(person_key(a.name), '[[:alnum:]]+$') AS surname,
        regexp_extract(person_key(a.name), '^[[:alnum:]]+') AS first
    FROM actor a LEFT JOIN body_alias l ON l.key = firm_key(organisation)
    WHERE kind = 'person' AND regexp_matches(a.name, '[[:upper:]]') AND person_key(a.name) <> ''
        AND NOT regexp_full_match(person_key(a.name), '$pronouns');
ALTER TABLE person_told ADD COLUMN key TEXT;
UPDATE person_told SET key = first || ' ' || surname WHERE first <> surname;
-- A surname alone is that of the one person of this name in the article, else of the one with its body or role.
CREATE OR REPLACE TABLE surname AS
    SELECT t.article, t.surname, any_value(o.key) AS key
    FROM (SELECT DISTINCT article, surname FROM person_told WHERE key IS NULL) t
    JOIN person_told o ON o.article = t.article AND o.surname = t.surname AND o.key IS NOT NULL
    GROUP BY ALL HAVING count(DISTINCT o.key) = 1;
CREATE OR REPLACE TABLE surname_known AS
    SELECT t.surname, t.body, t.role, any_value(o.key) AS key
    FROM (SELECT DISTINCT surname, body, role FROM person_told WHERE key IS NULL) t
    JOIN (SELECT DISTINCT surname, body, role, key FROM person_told WHERE key IS NOT NULL) o
        ON o.surname = t.surname AND (o.body = t.body OR o.role = t.role)
    GROUP BY ALL HAVING count(DISTINCT o.key) = 1;
UPDATE person_told SET key = coalesce(
    (SELECT s.key FROM surname s WHERE s.article = person_told.article AND s.surname = person_told.surname),
    (SELECT k.key FROM surname_known k WHERE k.surname = person_told.surname AND k.body IS NOT DISTINCT FROM person_told.body
        AND k.role IS NOT DISTINCT FROM person_told.role),
    said) WHERE key IS NULL;

-- step: profiles
-- Those of one name are one person if they have a body or a word of their roles in common, or one has no role told; unless
-- two countries speak against it.
CREATE OR REPLACE TABLE profile AS
    SELECT row_number() OVER (ORDER BY key, body, role, country) AS node, *
    FROM (SELECT DISTINCT key, body, role, country FROM person_told);
CREATE OR REPLACE TABLE edge AS
    SELECT a.node AS a, b.node AS b FROM profile a JOIN profile b ON a.key = b.key AND a.node < b.node
    WHERE coalesce(a.country = b.country, true) AND coalesce(a.body = b.body OR list_has_any(string_split(a.role, ' '), string_split(b.role, ' ')), a.role IS NULL OR b.role IS NULL)
        AND coalesce(a.role, a.body) IS NOT NULL AND coalesce(b.role, b.body) IS NOT NULL
    UNION
    SELECT min(p.node), p2.node FROM person_told t
        JOIN profile p ON p.key = t.key AND p.body IS NOT DISTINCT FROM t.body AND p.role IS NOT DISTINCT FROM t.role
            AND p.country IS NOT DISTINCT FROM t.country
        JOIN person_told u ON u.article = t.article AND u.key = t.key
        JOIN profile p2 ON p2.key = u.key AND p2.body IS NOT DISTINCT FROM u.body AND p2.role IS NOT DISTINCT FROM u.role
            AND p2.country IS NOT DISTINCT FROM u.country
    GROUP BY t.article, t.key, p2.node HAVING min(p.node) < p2.node;

-- step: joined profile

-- step: people
-- Who is told without body, role or country is the person of this name whom most articles tell.
CREATE OR REPLACE TABLE person AS
WITH parts AS (
    SELECT p.key, l.label, bool_or(p.body IS NOT NULL OR p.role IS NOT NULL) AS known,
        count(DISTINCT t.article) AS articles, min(t.article) AS first
    FROM profile p JOIN label l USING (node)
    JOIN person_told t ON t.key = p.key AND t.body IS NOT DISTINCT FROM p.body AND t.role IS NOT DISTINCT FROM p.role
        AND t.country IS NOT DISTINCT FROM p.country
    GROUP BY ALL
), chief AS (
    SELECT key, arg_max(label, (known, articles, -first)) AS chief FROM parts GROUP BY key
)
SELECT p.node, p.key, CASE WHEN parts.known THEN l.label ELSE chief END AS label
FROM profile p JOIN label l USING (node) JOIN parts ON parts.key = p.key AND parts.label = l.label
JOIN chief ON chief.key = p.key;

-- step: mentions
CREATE OR REPLACE TABLE person_id AS
WITH told AS (
    SELECT t.*, r.label FROM person_told t
    JOIN profile p ON p.key = t.key AND p.body IS NOT DISTINCT FROM t.body AND p.role IS NOT DISTINCT FROM t.role
        AND p.country IS NOT DISTINCT FROM t.country JOIN person r USING (node)
), first AS (SELECT key, label, min((a.day, a.id)) AS first FROM told JOIN article a USING (article) GROUP BY ALL)
SELECT told.*, 'person:' || replace(key, ' ', '-') || CASE WHEN n > 1 THEN '-' || n ELSE '' END AS entity
FROM told JOIN (SELECT key, label, row_number() OVER (PARTITION BY key ORDER BY first) AS n FROM first) USING (key, label);
CREATE OR REPLACE TABLE entity_mentions AS
    SELECT entity, article, record, field, name, start, "end", country FROM person_id
    UNION ALL
    SELECT 'organisation:' || replace(coalesce(l.target, b.key), ' ', '-'), article, record, field, name, start, "end", country
    FROM body_told b LEFT JOIN body_alias l ON l.key = b.key
    UNION ALL
    SELECT 'place:' || coalesce(geonames::TEXT, replace(plain(name), ' ', '-') || coalesce('-' || lower(country), '')),
        article, record, field, name, NULL, NULL, country
    FROM spot WHERE name IS NOT NULL;

-- step: entities
CREATE OR REPLACE TABLE entities AS
WITH held AS (SELECT * FROM entity_mentions JOIN (SELECT article, day FROM article) USING (article)),
names AS (
    SELECT entity, arg_max(name, (told, length(name), name)) AS name, list(name ORDER BY told DESC, name) AS names
    FROM (SELECT entity, name, count(DISTINCT article) AS told FROM held GROUP BY ALL) GROUP BY entity
), roles AS (
    SELECT entity, list({'role': role, 'organisation': organisation, 'first': first, 'last': last} ORDER BY first, role) AS roles
    FROM (
        SELECT p.entity, a.role, a.organisation, min(r.day)::TEXT AS first, max(r.day)::TEXT AS last
        FROM person_id p JOIN actor a ON a.article = p.article AND a.record = p.record AND a.field = p.field
        JOIN article r ON r.article = p.article
        WHERE a.role IS NOT NULL OR a.organisation IS NOT NULL GROUP BY ALL
    ) GROUP BY entity
)
SELECT h.entity, split_part(h.entity, ':', 1) AS kind, any_value(n.name) AS name, mode(h.country) AS country,
    to_json(any_value(n.names)) AS names, to_json(any_value(r.roles)) AS roles,
    count(DISTINCT h.article) AS articles, min(h.day) AS first_on, max(h.day) AS last_on
FROM held h JOIN names n USING (entity) LEFT JOIN roles r USING (entity) GROUP BY h.entity ORDER BY h.entity;
