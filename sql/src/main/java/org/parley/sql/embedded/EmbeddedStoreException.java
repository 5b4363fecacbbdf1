package org.parley.sql.embedded;

/// An embedded store cannot be installed, started or stopped. The message tells an operator what to
/// do.
public final class EmbeddedStoreException extends RuntimeException {
    EmbeddedStoreException(String message) {
        super(message);
    }

    EmbeddedStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
