package org.parley.batch.imports;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// How far an import is. `FAILED` with a malformed file is final; after a fault of ours it can be
/// resumed.
public enum ImportState {
    WAITING,
    RUNNING,
    FINISHED,
    FAILED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ImportState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
