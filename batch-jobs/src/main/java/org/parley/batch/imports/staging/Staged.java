package org.parley.batch.imports.staging;

import java.util.List;

/// What is waiting: the tables that hold it, the one with the file's lines first.
public enum Staged {
    CONTACTS("stage-contacts.sql", "import_contact_row"),
    CONSENTS("stage-consents.sql", "import_consent_row"),
    ORDERS("stage-orders.sql", "import_order_row", "import_order");

    static final String REJECTS = "import_reject";

    private final String copy;
    private final List<String> tables;

    Staged(String copy, String... tables) {
        this.copy = copy;
        this.tables = List.of(tables);
    }

    String copy() {
        return SqlText.of(copy);
    }

    List<String> tables() {
        return tables;
    }
}
