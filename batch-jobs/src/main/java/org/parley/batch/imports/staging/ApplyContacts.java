package org.parley.batch.imports.staging;

import java.util.Map;
import java.util.function.Supplier;
import org.parley.batch.imports.form.AttributeType;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Contacts by their external id, with their addresses and the types of their attributes.
public final class ApplyContacts implements Applying {

    private final Statements statements;
    private final WaitingRoom room;
    private final Supplier<Map<String, AttributeType>> attributes;

    /// @param attributes of the file's header
    public ApplyContacts(
            JdbcClient jdbc, WaitingRoom room, Supplier<Map<String, AttributeType>> attributes) {
        this.statements = new Statements(jdbc);
        this.room = room;
        this.attributes = attributes;
    }

    @Override
    public long prepare(long importId) {
        attributes
                .get()
                .forEach((name, type) ->
                        statements.update(
                                "define-attributes.sql",
                                Map.of("name", name, "type", type.word())));
        room.analyze(importId, Staged.CONTACTS);
        return statements.count("last-contact.sql", Map.of("import", importId));
    }

    @Override
    public int sliceSize() {
        return 10_000;
    }

    @Override
    public Applied apply(Slice slice) {
        statements.update("upsert-contacts.sql", slice);
        statements.update("add-addresses.sql", slice);
        statements.update("order-addresses.sql", slice);
        return new Applied(statements.count("count-contacts.sql", slice), 0);
    }
}
