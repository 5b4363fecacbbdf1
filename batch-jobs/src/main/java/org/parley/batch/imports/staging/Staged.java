package org.parley.batch.imports.staging;

import java.util.List;

/// What is waiting: the tables that hold it, the one with the file's lines first.
public enum Staged {
    CONTACTS("stage-contacts.sql", "import_contact_row", ""),
    CONSENTS("stage-consents.sql", "import_consent_row", ""),
    ORDERS("stage-orders.sql", "import_order_row", "import_order"),
    RESULTS("stage-results.sql", "import_result_row", "import_result");

    static final String REJECTS = "import_reject";

    private final String copy;
    private final String rows;
    private final String groups;

    Staged(String copy, String rows, String groups) {
        this.copy = copy;
        this.rows = rows;
        this.groups = groups;
    }

    String copy() {
        return SqlText.of(copy);
    }

    List<String> tables() {
        return groups.isEmpty() ? List.of(rows) : List.of(rows, groups);
    }
}
