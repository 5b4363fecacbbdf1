package org.parley.batch.relay;

/// Whether ClickHouse may be written to: before it has the schema of this build, what is sent may
/// not fit.
@FunctionalInterface
public interface SchemaGate {

    boolean done();
}
