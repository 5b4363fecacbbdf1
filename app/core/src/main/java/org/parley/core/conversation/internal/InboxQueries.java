package org.parley.core.conversation.internal;

import static org.jooq.impl.DSL.val;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.parley.core.conversation.Conversation;
import org.parley.core.conversation.ThreadMessage;

/// The inbox in SQL.
public final class InboxQueries {

    private static final String LATEST = read("latest_conversations.sql");
    private static final String THREAD = read("thread.sql");

    /// @param place where the next page goes on after this one
    public record Placed<T>(T item, Cursor place) {}

    private final DSLContext dsl;

    public InboxQueries(DSLContext dsl) {
        this.dsl = dsl;
    }

    public boolean exists(long contactId) {
        return dsl.fetchOptional("select 1 from contact where id = {0}", val(contactId))
                .isPresent();
    }

    public List<Placed<Conversation>> latest(Cursor after, int limit) {
        return dsl.resultQuery(LATEST, val(after.at()), val(after.id()), val(limit))
                .fetch(row ->
                        new Placed<>(
                                new Conversation(
                                        row.get("contact_id", Long.class),
                                        row.get("contact_name", String.class),
                                        row.get("channel", String.class),
                                        row.get("text", String.class),
                                        row.get("at", Instant.class),
                                        row.get("kind", String.class)),
                                place(row)));
    }

    public List<Placed<ThreadMessage>> thread(long contactId, Cursor after, int limit) {
        return dsl.resultQuery(THREAD, val(contactId), val(after.at()), val(after.id()), val(limit))
                .fetch(row ->
                        new Placed<>(
                                new ThreadMessage(
                                        row.get("direction", String.class),
                                        row.get("at", Instant.class),
                                        row.get("channel", String.class),
                                        row.get("kind", String.class),
                                        row.get("text", String.class),
                                        row.get("payload", String.class),
                                        row.get("message_id", String.class),
                                        row.get("receipt", String.class)),
                                place(row)));
    }

    private static Cursor place(Record row) {
        return new Cursor(row.get("at", Instant.class), row.get("id", Long.class));
    }

    private static String read(String name) {
        try (InputStream in = InboxQueries.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("Not in this build: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
