-- Several statements; one comment; with a semicolon.
CREATE TABLE IF NOT EXISTS trial (id UInt32, at DateTime64(3, 'UTC')) ENGINE = MergeTree ORDER BY id;
CREATE TABLE IF NOT EXISTS trial_day (day Date, ids AggregateFunction(groupBitmap, UInt32))
ENGINE = AggregatingMergeTree ORDER BY day;
CREATE MATERIALIZED VIEW IF NOT EXISTS trial_day_mv TO trial_day AS
SELECT toDate(at) AS day, groupBitmapState(id) AS ids FROM trial GROUP BY day;
