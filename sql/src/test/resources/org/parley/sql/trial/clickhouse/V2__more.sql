ALTER TABLE trial ADD COLUMN IF NOT EXISTS note LowCardinality(String) DEFAULT 'a;b';
