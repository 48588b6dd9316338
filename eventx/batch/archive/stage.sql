-- Stage: the tables of all types in one form. $raw is a table of a batch, $field a field of it, $NAME its column of that end.

-- step: articles
-- The line ends of wrapped text are blanks, in names, titles and all that is told.
CREATE OR REPLACE MACRO blank(s) AS trim(regexp_replace(s, '\s+', ' ', 'g'));
CREATE OR REPLACE TABLE article AS
    SELECT article, coalesce(id, article::TEXT) AS id, blank(title) AS title, published_on AS day, url,
        coalesce(source, nullif(regexp_extract(url, '^https?://(?:www[.])?([^/:]+)', 1), '')) AS outlet,
        focus[1] ->> 'country' AS country
    FROM (SELECT * REPLACE (coalesce(focus, '[]')::JSON[] AS focus) FROM raw_articles);

CREATE OR REPLACE TABLE named AS
    SELECT article, blank(item ->> 'name') AS name, item ->> 'kind' AS kind, (item -> 'mention' ->> 'start')::BIGINT AS start,
        (item -> 'mention' ->> 'end')::BIGINT AS "end", blank(item -> 'mention' ->> 'text') AS said
    FROM (SELECT article, unnest(coalesce(names, '[]')::JSON[]) AS item FROM raw_articles);

-- step: tables
CREATE OR REPLACE TABLE event (article BIGINT, id TEXT, type TEXT, action TEXT, modality TEXT, direction TEXT,
    starts DATE, ends DATE, length TEXT, cumulative BOOLEAN, rank BIGINT, trigger TEXT, tells TEXT,
    spans TEXT, metric TEXT);
CREATE OR REPLACE TABLE number (article BIGINT, record TEXT, field TEXT, value DOUBLE, low DOUBLE, high DOUBLE,
    bound TEXT, unit TEXT, per TEXT, start BIGINT, "end" BIGINT);
CREATE OR REPLACE TABLE actor (article BIGINT, record TEXT, field TEXT, name TEXT, kind TEXT, role TEXT, organisation TEXT,
    country TEXT, start BIGINT, "end" BIGINT);
CREATE OR REPLACE TABLE spot (article BIGINT, record TEXT, field TEXT, name TEXT, kind TEXT, country TEXT, geonames BIGINT);
CREATE OR REPLACE TABLE place_of (type TEXT, field TEXT, place BIGINT);
CREATE OR REPLACE TABLE located (article BIGINT, id TEXT, name TEXT, kind TEXT, country TEXT, geonames BIGINT, form TEXT, start BIGINT, "end" BIGINT);
CREATE OR REPLACE TABLE fact (article BIGINT, id TEXT, tells TEXT, start BIGINT, "end" BIGINT);
CREATE OR REPLACE TABLE word (article BIGINT, record TEXT, field TEXT, text TEXT);

-- step: event
INSERT INTO event
    SELECT article, id, $type, $action, modality, direction, period_start_date, period_end_date, period_length, period_cumulative::BOOLEAN, rank, trigger_text,
        blank(mentions_text), mentions, blank($metric)
    FROM $raw;

-- step: place
INSERT INTO place_of VALUES ($type, $field, $place);

-- step: number
INSERT INTO number
    SELECT article, id, $field, $value, $low, $high, $bound, $unit, $per, $start, $end FROM $raw WHERE $bound IS NOT NULL;

-- step: fact
INSERT INTO fact SELECT article, id, blank($text), $start, $end FROM $raw;

-- step: also
INSERT INTO number
    SELECT article, id, $field, (item ->> 'value')::DOUBLE, (item ->> 'low')::DOUBLE, (item ->> 'high')::DOUBLE, item ->> 'bound',
        item ->> 'unit', item ->> 'per', (item -> 'mention' ->> 'start')::BIGINT, (item -> 'mention' ->> 'end')::BIGINT
    FROM (SELECT article, id, unnest(also::JSON[]) AS item FROM $raw WHERE also IS NOT NULL)
    WHERE item ->> 'unit' IS DISTINCT FROM 'percent';

-- step: actor
INSERT INTO actor
    SELECT article, id, $field, blank($name), $kind, blank($role), blank($organisation), $country, $start, $end FROM $raw WHERE $name IS NOT NULL;

-- step: word
INSERT INTO word SELECT article, id, $field, blank($text) FROM $raw WHERE $text IS NOT NULL;

-- step: located
INSERT INTO located
    SELECT article, id, blank(place_name), place_kind, place_country, place_geonames_id, form, span_start, span_end FROM raw_location;

-- step: list
CREATE OR REPLACE TEMP TABLE item AS
    SELECT article, id, item, blank(item ->> 'name') AS name, item ->> 'kind' AS kind, item ->> 'country' AS country
    FROM (SELECT article, id, unnest($list::JSON[]) AS item FROM $raw WHERE $list IS NOT NULL);
INSERT INTO actor
    SELECT article, id, $field, name, kind, blank(item ->> 'role'), blank(item ->> 'organisation'), country,
        (item -> 'mention' ->> 'start')::BIGINT, (item -> 'mention' ->> 'end')::BIGINT
    FROM item WHERE kind IN ('person', 'organisation') AND name IS NOT NULL;
INSERT INTO spot
    SELECT article, id, $field, name, kind, country, (item ->> 'geonames_id')::BIGINT
    FROM item WHERE coalesce(kind, '') NOT IN ('person', 'organisation', 'group') AND name IS NOT NULL;

-- step: events
-- Events in the order of their articles, with what the lexicon says of their type.
CREATE OR REPLACE TABLE event AS
    SELECT row_number() OVER (ORDER BY article.id, article, e.type, e.id) AS eid, e.*,
        date_diff('day', DATE '1970-01-01', day) AS day, CASE e.type $days ELSE $patience END AS days,
        e.type IN ($growing) AS grows, (article, e.id) IN (SELECT (article, record) FROM number) AS counts
    FROM event e JOIN article USING (article);

CREATE OR REPLACE TABLE town AS
    SELECT DISTINCT article, name FROM located WHERE kind IS DISTINCT FROM 'country' AND form = 'name';

-- step: spread
-- Of each node the least that edges lead to, one step further.
CREATE OR REPLACE TEMP TABLE next AS
    SELECT l.node, least(l.label, min(coalesce(n.label, l.label)), min(h.label)) AS label
    FROM label l LEFT JOIN way ON way.a = l.node LEFT JOIN label n ON n.node = way.b JOIN label h ON h.node = l.label
    GROUP BY l.node, l.label;
