-- Entities: persons, organisations and places across articles under one id.
-- $legal, $apposed, $longer, $honorifics and $small are alternatives of words (eventx/lexicons/link.toml).

-- step: keys
-- A body is known by the last capitalised words of its name ("Manufacturer Arctel AG": arctel), a person by first and last.
CREATE OR REPLACE MACRO plain(s) AS
    trim(regexp_replace(regexp_replace(lower(strip_accents(s)), '[''’]s\b', '', 'g'), '[^[:alnum:]]+', ' ', 'g'));
CREATE OR REPLACE MACRO firm_name(s) AS CASE WHEN regexp_matches(s, '(^| )[a-z][^ ]* ($small|$joints) [[:upper:]]') THEN s
    ELSE coalesce(nullif(regexp_extract(s, '[[:upper:]][^ ]*( (($small|$joints) )*[[:upper:]&][^ ]*)*$'), ''), s) END;
-- "German firm" names none.
CREATE OR REPLACE MACRO names_none(name, key) AS NOT regexp_matches(name, '[[:upper:]]')
    OR regexp_full_match(key, '.?|$legal') OR regexp_full_match(name, '[^ ]+ ([a-z][^ ]* )*($apposed|$longer|$legal|$firms)');
CREATE OR REPLACE MACRO firm_key(s) AS regexp_replace(
    regexp_replace(plain(firm_name(s)), '^(the )?(($apposed) )+([^o]|o[^f]|of[^ ])', '\4'), '^the (.)|(.)( ($legal))+$', '\1\2', 'g');
CREATE OR REPLACE MACRO person_key(s) AS regexp_replace(plain(replace(s, '-', '')), '^(($honorifics) )+', '');
CREATE OR REPLACE MACRO initials(s, without) AS
    list_aggregate(list_transform(regexp_extract_all(regexp_replace(plain(s), without, ' ', 'g'), '[[:alnum:]]+'),
        lambda w: w[1]), 'string_agg', '');

-- step: naming
-- Every name of an article, in a record or none. Whose it is (where articles differ, or leave it open) its last word says, or
-- most articles, or a person of this surname in the article, or in the
-- same country in the days around.
CREATE OR REPLACE TABLE naming AS
    SELECT article, record, field, name, kind, role, organisation, country, start, "end", NULL AS said, firm_key(name) AS key
    FROM actor WHERE kind IN ('person', 'organisation')
    UNION ALL
    SELECT article, NULL, 'names', name, kind, NULL, NULL, NULL, start, "end", said, firm_key(name) FROM named;
DELETE FROM naming WHERE names_none(name, key);
CREATE OR REPLACE TABLE whose AS
    SELECT key, max_by(kind, (n, kind)) AS kind, max(n) AS n
    FROM (
        SELECT key, kind, count(DISTINCT article) AS n FROM (
            SELECT key, kind, article FROM naming WHERE kind IS NOT NULL
            UNION ALL SELECT firm_key(organisation), 'organisation', article FROM actor WHERE kind = 'person' AND organisation IS NOT NULL
        ) GROUP BY ALL
    )
    GROUP BY key;
CREATE OR REPLACE TABLE family AS
WITH own AS (
    SELECT DISTINCT article, regexp_extract(person_key(name), '[[:alnum:]]+$') AS key FROM naming
    WHERE kind = 'person' AND contains(person_key(name), ' ')
), days AS (SELECT article, country, date_diff('day', DATE '1970-01-01', day) // 14 + unnest([0, 1]) AS week FROM article),
around AS (SELECT DISTINCT key, country, week FROM own JOIN days USING (article))
SELECT article, key FROM own
UNION
SELECT article, key FROM (SELECT DISTINCT article, key FROM naming WHERE NOT contains(key, ' ') AND kind IS DISTINCT FROM 'person')
JOIN days USING (article) JOIN around USING (key, country, week);
CREATE OR REPLACE TABLE naming AS
    SELECT n.* REPLACE (CASE
        WHEN regexp_matches(plain(name), '. ($legal|$longer)$') THEN 'organisation'
        WHEN f.key IS NOT NULL AND (w.n < 3 OR w.n IS NULL) THEN 'person'
        ELSE coalesce(w.kind, n.kind) END AS kind)
    FROM naming n LEFT JOIN whose w USING (key) LEFT JOIN family f ON f.article = n.article AND f.key = n.key;

-- step: bodies
-- Organisations by key: those that act or speak, are named, or that persons speak for.
CREATE OR REPLACE TABLE body_told AS
    SELECT article, record, field, name, start, "end", country, said, key FROM naming WHERE kind = 'organisation'
    UNION ALL
    SELECT article, record, field || '.organisation', organisation, NULL, NULL, country, NULL, firm_key(organisation)
    FROM actor WHERE organisation IS NOT NULL AND kind IS DISTINCT FROM 'organisation';
DELETE FROM body_told WHERE names_none(name, key) OR key IN (SELECT key FROM demonym);
-- What every land has is told apart by country: its own ("Philippine Coast Guard"), that of its article, or of most articles of an
-- outlet that writes of one country. Else it is nobody.
CREATE OR REPLACE TABLE of_land AS
WITH parts AS (
    SELECT k.key, d.country, regexp_replace(coalesce(substr(k.key, length(d.key) + 2), k.key), ' in .*', '') AS rest FROM (SELECT DISTINCT key FROM body_told) k
    LEFT JOIN demonym d ON d.key = regexp_extract(k.key, '^(u [ks]|[^ ]+)', 1)
)
FROM parts WHERE of_a_land(rest);
CREATE OR REPLACE TABLE body_told AS
WITH home AS (
    SELECT outlet, country FROM (SELECT outlet, country, count(*) AS n FROM article WHERE country IS NOT NULL GROUP BY ALL)
    QUALIFY n > 4 AND 2 * n > sum(n) OVER (PARTITION BY outlet)
)
SELECT b.* REPLACE (CASE WHEN l.key IS NULL THEN b.country ELSE coalesce(l.country, b.country, a.country, h.country) END AS country,
    CASE WHEN l.key IS NULL THEN b.key ELSE rest || ' ' || lower(coalesce(l.country, b.country, a.country, h.country)) END AS key)
FROM body_told b JOIN article a USING (article) LEFT JOIN of_land l ON l.key = b.key LEFT JOIN home h USING (outlet);
DELETE FROM body_told WHERE key IS NULL;
CREATE OR REPLACE TABLE body AS
    SELECT key, [initials(key, '\b($small)\b'), initials(key, '^ ')] AS initials, count(DISTINCT article) AS articles FROM body_told GROUP BY key;
CREATE OR REPLACE TABLE acronym AS
    SELECT article, key, length(key) > 3 OR bool_or(regexp_matches(name, '[a-z]')) AS sure FROM naming
    WHERE coalesce(kind, '') <> 'person' AND regexp_full_match(name, '[A-Z][A-Za-z]?[A-Z]{1,5}') GROUP BY article, key;

-- step: aliases
-- A short form or acronym stands for the body that its article calls so. It is this body's in other articles, too, if none calls
-- another so, in the years in which the archive tells of it, and if it is no word that names of others end in ("United"). The same
-- is true of names that are longer by a word for their kind ("Nordsee", "Nordsee Bank"), and of an acronym that no article tells
-- beside its name, if it is so long, or so written ("BoG"), that chance is out. What public bodies are called is known.
CREATE OR REPLACE TABLE called AS
    SELECT DISTINCT article, firm_key(said) AS key, key AS target, regexp_full_match(said, '[A-Z][A-Za-z]?[A-Z]{1,6}') OR coalesce(s.articles <= l.articles, true) AS far
    FROM body_told t JOIN body l USING (key) LEFT JOIN body s ON s.key = firm_key(said)
    WHERE firm_key(said) <> key AND (regexp_full_match(said, '[A-Z][A-Za-z]?[A-Z]{1,6}')
        OR starts_with(key, firm_key(said) || ' ') AND NOT regexp_matches(firm_key(said), '(^| )($apposed|$longer)$'))
    UNION
    SELECT s.article, s.key, l.key, true FROM acronym s JOIN body_told t USING (article) JOIN body l ON l.key = t.key
    WHERE list_contains(l.initials, s.key) AND s.key <> l.key;
CREATE OR REPLACE TABLE body_alias AS
WITH own AS (
    SELECT article, key, any_value(target) AS target FROM called GROUP BY article, key HAVING count(DISTINCT target) = 1
    UNION
    SELECT article, key, k.target FROM acronym JOIN public_body k USING (key) SEMI JOIN body ON body.key = k.target ANTI JOIN called c USING (article, key)
), common AS (
    SELECT key, any_value(target) AS target FROM (
        SELECT key, target FROM called WHERE far
        UNION ALL
        SELECT s.key, l.key FROM body l JOIN body s ON s.key = regexp_replace(l.key, '( ($longer|party))+$', '')
        WHERE s.key <> l.key AND length(s.key) > 3
        UNION ALL
        SELECT s.key, l.key FROM acronym s JOIN (SELECT key, unnest(initials) AS initials FROM body) l ON l.initials = s.key WHERE s.sure AND s.key <> l.key
    ) WHERE key IN (SELECT key FROM acronym) OR key NOT IN (SELECT regexp_extract(key, ' ([^ ]+)$', 1) FROM body) GROUP BY key HAVING count(DISTINCT target) = 1
), years AS (
    SELECT key AS target, min(day) - $far AS first, max(day) + $far AS last FROM body_told JOIN article USING (article) GROUP BY key
)
FROM own
UNION ALL
SELECT article, key, target
FROM (SELECT article, key FROM naming UNION SELECT article, key FROM body_told) ANTI JOIN own USING (article, key)
JOIN common USING (key) JOIN years USING (target) JOIN article USING (article) WHERE coalesce(day BETWEEN first AND last, first IS NULL);
INSERT INTO body_told SELECT article, record, field, name, start, "end", country, said, n.key
    FROM naming n JOIN body_alias a USING (article, key) JOIN body b ON b.key = a.target WHERE kind IS NULL
    QUALIFY count(DISTINCT article) OVER (PARTITION BY n.key) <= 2 * b.articles;  -- "American" is not American Stores

-- step: persons
CREATE OR REPLACE TABLE person_told AS
    SELECT a.article, record, field, a.name, start, "end", country, a.said AS form, person_key(a.name) AS said, plain(role) AS role,
        coalesce(l.target, firm_key(organisation)) AS body,
        regexp_extract(person_key(a.name), '[[:alnum:]]+$') AS surname,
        regexp_extract(person_key(a.name), '^[[:alnum:]]+') AS first
    FROM naming a LEFT JOIN body_alias l ON l.article = a.article AND l.key = firm_key(organisation)
    WHERE kind = 'person' AND person_key(a.name) <> '' AND NOT regexp_full_match(person_key(a.name), '$pronouns');
ALTER TABLE person_told ADD COLUMN key TEXT;
UPDATE person_told SET key = first || ' ' || surname WHERE first <> surname;
-- What stands beside a name in few articles tells it from namesakes.
CREATE OR REPLACE TABLE beside AS
    SELECT DISTINCT article, name FROM (
        SELECT article, coalesce(l.target, b.key) AS name FROM body_told b LEFT JOIN body_alias l USING (article, key)
        UNION ALL SELECT article, key FROM person_told WHERE key IS NOT NULL
        UNION ALL SELECT article, plain(name) FROM town
    ) QUALIFY count(DISTINCT article) OVER (PARTITION BY name) BETWEEN 2 AND $most;

-- step: surnames
-- A surname alone, or a longer name, is that of the one person of this name in the article, else of the one beside whom the
-- same names stand.
CREATE OR REPLACE TABLE short AS
    SELECT DISTINCT article, said, said AS part FROM person_told WHERE key IS NULL
    UNION SELECT article, said, regexp_extract(said, '^[[:alnum:]]+ [[:alnum:]]+') FROM person_told WHERE regexp_matches(said, ' .* ');
CREATE OR REPLACE TABLE complete AS
    SELECT DISTINCT article, key, unnest(CASE WHEN said = key THEN [surname, first, key] ELSE [surname, first] END) AS part
    FROM person_told WHERE key IS NOT NULL;
CREATE OR REPLACE TABLE known AS
WITH near AS (
    SELECT s.article, s.said, f.key, 1000 AS n FROM short s JOIN complete f USING (article, part)
    UNION ALL
    SELECT s.article, s.said, f.key, count(*) FROM short s JOIN beside b USING (article)
    JOIN (SELECT DISTINCT part, key, name FROM complete JOIN beside USING (article)) f ON f.part = s.part AND f.name = b.name
    WHERE f.name <> f.key GROUP BY ALL
)
SELECT article, said, any_value(key) AS key
FROM (FROM near QUALIFY n = max(n) OVER (PARTITION BY article, said)) GROUP BY ALL HAVING count(DISTINCT key) = 1;
CREATE OR REPLACE TABLE person_told AS
    SELECT t.* REPLACE (coalesce(k.key, t.key, t.said) AS key) FROM person_told t LEFT JOIN known k USING (article, said);

-- step: profiles
-- Those of one name are one person if they have a body, a word of their roles or a name beside them in common. Who is told
-- without role and body is the one told in the days around, or last in the same country.
CREATE OR REPLACE TABLE profile AS
    SELECT row_number() OVER (ORDER BY key, a.id, article) AS node, article, key, bare, a.day, a.country
    FROM (SELECT article, key, bool_and(coalesce(role, body) IS NULL) AS bare FROM person_told GROUP BY ALL) JOIN article a USING (article);
CREATE OR REPLACE TABLE hint AS
    SELECT DISTINCT key, article, hint FROM (
        SELECT key, article, 'b ' || body AS hint FROM person_told WHERE body IS NOT NULL
        UNION ALL
        SELECT key, article, 'r ' || coalesce(country, '') || unnest(string_split(role, ' ')) FROM person_told WHERE role IS NOT NULL
        UNION ALL
        SELECT p.key, article, 'n ' || name FROM profile p JOIN beside USING (article) WHERE name <> p.key
    );
CREATE OR REPLACE TABLE edge AS
WITH told AS (
    SELECT node, day, bare, lag({'node': node, 'day': day, 'bare': bare}) OVER days AS before,
        lag({'node': node, 'bare': bare}) OVER lands AS here, country
    FROM profile WINDOW days AS (PARTITION BY key ORDER BY day, node), lands AS (PARTITION BY key, country ORDER BY day, node)
)
SELECT DISTINCT a, node AS b FROM (
    SELECT min(node) OVER (PARTITION BY key, hint) AS a, node FROM hint JOIN profile USING (key, article)
    UNION ALL SELECT before.node, node FROM told WHERE (bare OR before.bare) AND day - before.day <= $around
    UNION ALL SELECT here.node, node FROM told WHERE (bare OR here.bare) AND country IS NOT NULL AND here.node IS NOT NULL
) WHERE a <> node;

-- step: joined profile

-- step: people
-- Who is told without role and body, and is none of these, is the person of this name of whom many articles tell.
CREATE OR REPLACE TABLE person AS
WITH parts AS (
    SELECT p.key, l.label, count(*) AS articles, min(p.node) AS first FROM profile p JOIN label l USING (node) GROUP BY ALL
), chief AS (
    SELECT key, arg_max(label, (articles, -first)) AS chief, max(articles) AS articles FROM parts GROUP BY key
)
SELECT p.node, p.article, p.key, CASE WHEN parts.articles = 1 AND p.bare AND chief.articles >= $known THEN chief
    ELSE l.label END AS label
FROM profile p JOIN label l USING (node) JOIN parts ON parts.key = p.key AND parts.label = l.label JOIN chief ON chief.key = p.key;

-- step: mentions
CREATE OR REPLACE TABLE person_id AS
WITH told AS (SELECT t.*, r.label FROM person_told t JOIN person r USING (article, key)),
first AS (SELECT key, label, min((a.day, a.id)) AS first FROM told JOIN article a USING (article) GROUP BY ALL)
SELECT told.*, 'person:' || replace(key, ' ', '-') || CASE WHEN n > 1 THEN '-' || n ELSE '' END AS entity
FROM told JOIN (SELECT key, label, row_number() OVER (PARTITION BY key ORDER BY first) AS n FROM first) USING (key, label);
CREATE OR REPLACE TABLE entity_mentions AS
    SELECT entity, article, record, field, coalesce(form, name) AS name, start, "end", country FROM person_id
    UNION ALL
    SELECT 'organisation:' || replace(coalesce(l.target, b.key), ' ', '-'), article, record, field, coalesce(said, name), start, "end", country
    FROM body_told b LEFT JOIN body_alias l USING (article, key);

-- step: places
-- Those that act, where something happens, and all others that an article names; nothing inside of other names. A country is known
-- by its code, another place by its number in GeoNames, which it has where the same name of the same country has but one.
CREATE OR REPLACE TEMP TABLE place AS
    SELECT article, record, field, name, kind, country, geonames, NULL AS start, NULL AS "end" FROM spot
    UNION ALL SELECT article, id, 'place', name, kind, country, geonames, start, "end" FROM located WHERE form <> 'nested'
    UNION ALL SELECT article, record, field, name, kind, country, NULL, start, "end" FROM actor WHERE kind = 'country';
INSERT INTO entity_mentions
WITH numbered AS (
    SELECT plain(name) AS name, country, any_value(geonames) AS geonames FROM place WHERE geonames IS NOT NULL
    GROUP BY ALL HAVING count(DISTINCT geonames) = 1
)
SELECT 'place:' || CASE WHEN p.kind = 'country' AND p.country IS NOT NULL THEN lower(p.country)
        ELSE coalesce(coalesce(p.geonames, n.geonames)::TEXT, replace(plain(p.name), ' ', '-') || coalesce('-' || lower(p.country), '')) END,
    article, record, field, p.name, start, "end", p.country
FROM place p LEFT JOIN numbered n ON n.name = plain(p.name) AND n.country IS NOT DISTINCT FROM p.country WHERE p.name IS NOT NULL;

-- step: entities
CREATE OR REPLACE TABLE entities AS
WITH held AS (SELECT * FROM entity_mentions JOIN (SELECT article, day FROM article) USING (article)),
names AS (
    SELECT entity, arg_max(name, (starts_with(entity, 'person') AND contains(name, ' '), told, length(name), name)) AS name, list(name ORDER BY told DESC, name) AS names
    FROM (SELECT entity, name, count(DISTINCT article) AS told FROM held GROUP BY ALL) GROUP BY entity
), roles AS (
    SELECT entity, list({'role': role, 'organisation': organisation, 'first': first, 'last': last} ORDER BY first, role, organisation) AS roles
    FROM (
        SELECT p.entity, a.role, a.organisation, min(r.day)::TEXT AS first, max(r.day)::TEXT AS last
        FROM person_id p JOIN actor a ON a.article = p.article AND a.record = p.record AND a.field = p.field
        JOIN article r ON r.article = p.article
        WHERE a.role IS NOT NULL OR a.organisation IS NOT NULL GROUP BY ALL
    ) GROUP BY entity
)
SELECT h.entity, split_part(h.entity, ':', 1) AS kind, any_value(n.name) AS name, mode(h.country ORDER BY h.country) AS country,
    to_json(any_value(n.names)) AS names, to_json(any_value(r.roles)) AS roles,
    count(DISTINCT h.article) AS articles, min(h.day) AS first_on, max(h.day) AS last_on
FROM held h JOIN names n USING (entity) LEFT JOIN roles r USING (entity) GROUP BY h.entity ORDER BY h.entity;
