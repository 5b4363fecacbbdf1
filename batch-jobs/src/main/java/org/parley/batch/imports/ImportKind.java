package org.parley.batch.imports;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.parley.batch.imports.staging.Staged;
import org.parley.core.kernel.ProblemException;

/// What a file holds.
public enum ImportKind {
    CONTACTS("contacts", Staged.CONTACTS),
    CONSENTS("consents", Staged.CONSENTS),
    ORDERS("orders", Staged.ORDERS),
    ONLINE_RETAIL("online-retail", Staged.ORDERS),
    RESULTS("results", Staged.RESULTS);

    private final String word;
    private final Staged staged;

    ImportKind(String word, Staged staged) {
        this.word = word;
        this.staged = staged;
    }

    @JsonValue
    public String word() {
        return word;
    }

    Staged staged() {
        return staged;
    }

    /// @throws ProblemException INVALID_REQUEST for any other word
    public static ImportKind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word.equals(word))
                .findFirst()
                .orElseThrow(() ->
                        ProblemException.invalid(
                                "kind",
                                "An import is one of "
                                        + Arrays.stream(values())
                                                .map(ImportKind::word)
                                                .collect(Collectors.joining(", "))));
    }
}
