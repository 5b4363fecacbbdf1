package org.parley.core.dispatch.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/// Streams the members of an audience into a temporary table by COPY: constant memory, one round
/// trip.
public final class Members {

    private static final int BUFFER = 1 << 16;

    private Members() {}

    /// The table `run_member` lives until the transaction ends.
    public static void stage(DSLContext tx, Consumer<LongConsumer> members) {
        tx.execute("create temporary table run_member (contact_id bigint not null) on commit drop");
        tx.connection(connection -> {
            PGConnection postgres = connection.unwrap(PGConnection.class);
            try (PGCopyOutputStream out =
                    new PGCopyOutputStream(postgres, "copy run_member from stdin", BUFFER)) {
                members.accept(id -> {
                    try {
                        out.write((id + "\n").getBytes(StandardCharsets.US_ASCII));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            } catch (SQLException e) {
                throw new DataAccessException("The audience could not be staged", e);
            }
        });
        tx.execute("analyze run_member");
    }
}
