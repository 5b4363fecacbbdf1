package org.parley.batch.relay;

/// An insert was not acknowledged. It may have happened all the same.
final class ClickHouseAwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ClickHouseAwayException(String table, Throwable cause) {
        super("ClickHouse did not acknowledge an insert into " + table, cause);
    }
}
