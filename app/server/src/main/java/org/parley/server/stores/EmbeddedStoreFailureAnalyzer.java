package org.parley.server.stores;

import org.parley.sql.embedded.EmbeddedStoreException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Says in words why an embedded store did not start, instead of a stack trace.
final class EmbeddedStoreFailureAnalyzer extends AbstractFailureAnalyzer<EmbeddedStoreException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, EmbeddedStoreException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Mend that, or use servers of your own: PARLEY_POSTGRES_URL and"
                        + " PARLEY_CLICKHOUSE_URL, each with _USER and _PASSWORD.",
                cause);
    }
}
