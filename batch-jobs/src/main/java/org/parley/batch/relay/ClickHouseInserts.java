package org.parley.batch.relay;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.data_formats.RowBinaryFormatWriter;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.metadata.TableSchema;
import com.clickhouse.data.ClickHouseFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/// Streams rows into a table as RowBinary. One call is one INSERT; it is never repeated here,
/// because an insert without an answer may have happened: the caller repeats it under the same
/// token.
public final class ClickHouseInserts {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Client client;
    private final Duration patience;
    private final Map<String, TableSchema> schemas = new ConcurrentHashMap<>();

    public ClickHouseInserts(Client client) {
        this(client, PATIENCE);
    }

    /// @param patience how long one insert may stay without an answer
    ClickHouseInserts(Client client, Duration patience) {
        this.client = client;
        this.patience = patience;
    }

    /// @param token the server forgets an insert whose token it has seen within the table's window
    /// @throws ClickHouseAwayException when no acknowledgement came
    <T> void insert(String table, String token, Iterable<T> rows, Function<T, Row> row) {
        InsertSettings settings =
                new InsertSettings()
                        .setDeduplicationToken(token)
                        .serverSetting("async_insert", "0")
                        // over several servers: stored before it is acknowledged
                        .serverSetting("distributed_foreground_insert", "1")
                        .serverSetting("deduplicate_blocks_in_dependent_materialized_views", "1");
        // the client works in this thread, so that only its own timeout ends a wait
        settings.setNetworkTimeout(patience.toMillis(), ChronoUnit.MILLIS);
        try {
            TableSchema schema = schemas.computeIfAbsent(table, client::getTableSchema);
            try (InsertResponse _ =
                    client.insert(
                                    table,
                                    out -> {
                                        RowBinaryFormatWriter writer =
                                                new RowBinaryFormatWriter(
                                                        out, schema, ClickHouseFormat.RowBinary);
                                        for (T each : rows) {
                                            row.apply(each)
                                                    .fill((column, value) ->
                                                            writer.setValue(
                                                                    column,
                                                                    value instanceof Instant at
                                                                            ? at.atZone(
                                                                                    ZoneOffset.UTC)
                                                                            : value));
                                            writer.commitRow();
                                        }
                                        out.flush();
                                    },
                                    ClickHouseFormat.RowBinary,
                                    settings)
                            .get(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                // acknowledged
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClickHouseAwayException(table, e);
        } catch (ExecutionException | TimeoutException e) {
            throw new ClickHouseAwayException(table, e);
        } catch (Exception e) {
            throw new ClickHouseAwayException(table, e);
        }
    }
}
