package org.parley.batch.imports.staging;

/// Brings waiting rows into the tables proper, in slices that are one transaction each. Every
/// statement may run twice: the second time changes nothing.
public interface Applying {

    /// Gets ready once the whole file is waiting.
    ///
    /// @return the last position; the first is 1
    long prepare(long importId);

    /// How many positions a slice has.
    int sliceSize();

    Applied apply(Slice slice);

    /// Positions from after + 1 to `to`.
    record Slice(long importId, long after, long to) {}

    /// What became of the rows of a slice.
    record Applied(long rows, long rejected) {}
}
