CREATE TABLE IF NOT EXISTS half (id UInt32) ENGINE = MergeTree ORDER BY id;
CREATE TABLE IF NOT EXISTS other_half (id UInt32) ENGINE = MergeTree ORDER BY no_such_column;
