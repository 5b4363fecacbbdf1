package org.parley.core.kernel;

/// The id of one logical message: run and ordinal packed into a signed 64-bit number, `run << 32 |
/// ordinal`.
///
/// @param run 1 to 2^31 - 1
/// @param ordinal position in the run's ledger, from 1
public record MessageId(int run, int ordinal) {

    public MessageId {
        if (run < 1 || ordinal < 1) {
            throw new IllegalArgumentException(
                    "Run and ordinal start at 1: " + run + ", " + ordinal);
        }
    }

    public static MessageId of(long packed) {
        return new MessageId((int) (packed >>> 32), (int) packed);
    }

    public long packed() {
        return (long) run << 32 | ordinal;
    }

    @Override
    public String toString() {
        return Long.toString(packed());
    }
}
