-- Views: what ask reads, and what SQL of your own may read.

-- step: views
CREATE OR REPLACE TABLE events AS
    SELECT h.happening, e.type, e.action, e.modality, e.direction, e.starts AS period_start, e.ends AS period_end,
        e.length AS period_length, e.cumulative, a.day AS published_on, a.id AS article_id, a.outlet, a.title, e.rank, e.trigger, e.tells, e.spans,
        e.metric, e.article, e.id AS event
    FROM event e JOIN article a USING (article) JOIN label l ON l.node = e.eid JOIN happening_id h USING (label);
CREATE OR REPLACE TABLE numbers AS
    SELECT h.happening, n.article, n.record AS event, n.field, n.value, n.low, n.high, n.bound, n.unit, n.per, n.start, n."end"
    FROM number n JOIN event e ON e.article = n.article AND e.id = n.record JOIN label l ON l.node = e.eid JOIN happening_id h USING (label);
CREATE OR REPLACE VIEW tellings AS
    SELECT t.happening, t.published_on, a.id AS article_id, t.outlet, a.title, coalesce(e.tells, f.tells) AS tells, nullif(nullif(n.bound, 'exact'), 'range') AS bound,
        n.value, CASE WHEN n.value IS NULL THEN n.low END AS low, CASE WHEN n.value IS NULL THEN n.high END AS high, n.unit, n.per,
        t.article, coalesce(t.event, t.fact) AS record
    FROM happening_events t JOIN happenings h USING (happening) JOIN article a ON a.article = t.article
    LEFT JOIN event e ON e.article = t.article AND e.id = t.event LEFT JOIN fact f ON f.article = t.article AND f.id = t.fact
    LEFT JOIN number n ON n.article = t.article AND n.record = coalesce(t.event, t.fact) AND (n.field = h.field OR t.event IS NULL);
CREATE OR REPLACE TABLE quotes AS
    SELECT m.entity, blank(s.speaker_name) AS speaker, blank(s.speaker_role) AS role, blank(s.speaker_organisation) AS organisation,
        blank(s.cue_text) AS cue, s.modality, blank(s.content_text) AS content, a.day AS published_on, a.id AS article_id, a.outlet, s.article, s.id AS statement
    FROM raw_statement s JOIN article a USING (article)
    LEFT JOIN (SELECT DISTINCT article, record, entity FROM entity_mentions WHERE field = 'speaker') m
        ON m.article = s.article AND m.record = s.id;
