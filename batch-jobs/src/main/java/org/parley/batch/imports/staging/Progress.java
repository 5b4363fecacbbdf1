package org.parley.batch.imports.staging;

/// Tells whoever looks how far an import is. Joins the caller's transaction.
public interface Progress {

    /// @param rejected how many of the rows
    void read(long importId, long rows, long rejected);

    /// @param rejected how many rows turned out to be unusable only now
    void applied(long importId, long rows, long rejected);
}
