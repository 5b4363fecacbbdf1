copy import_consent_row (import_id, line, external_id, channel, purpose, state, occurred_at, source, method, wording, evidence)
from stdin
