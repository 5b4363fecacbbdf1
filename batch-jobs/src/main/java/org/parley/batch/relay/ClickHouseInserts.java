package org.parley.batch.relay;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.data_formats.RowBinaryFormatWriter;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.metadata.TableSchema;
import com.clickhouse.data.ClickHouseColumn;
import com.clickhouse.data.ClickHouseFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/// Streams rows into a table as RowBinary. One call is one INSERT; it is never repeated here,
/// because an insert without an answer may have happened: the caller repeats it under the same
/// token.
///
/// Columns are named, those that the rows fill: a table may have more than this build knows, as
/// while nodes are upgraded one by one. Their types are asked once, and again after any failure.
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

    /// @param rows at least one; each fills the same columns
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
            List<ClickHouseColumn> columns = columns(table, row.apply(rows.iterator().next()));
            try (InsertResponse _ =
                    client.insert(
                                    table,
                                    columns.stream().map(ClickHouseColumn::getColumnName).toList(),
                                    out -> write(out, columns, rows, row),
                                    ClickHouseFormat.RowBinary,
                                    settings)
                            .get(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                // acknowledged
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(table, e);
        } catch (ExecutionException | TimeoutException e) {
            throw failed(table, e);
        } catch (Exception e) {
            throw failed(table, e);
        }
    }

    /// The table may have changed since its columns were asked.
    private ClickHouseAwayException failed(String table, Exception e) {
        schemas.remove(table);
        return new ClickHouseAwayException(table, e);
    }

    /// Those that a row fills, in the order of the table.
    private List<ClickHouseColumn> columns(String table, Row row) {
        Set<String> filled = new HashSet<>();
        row.fill((column, _) -> filled.add(column));
        List<ClickHouseColumn> columns =
                schemas.computeIfAbsent(table, client::getTableSchema).getColumns().stream()
                        .filter(column -> filled.remove(column.getColumnName()))
                        .toList();
        if (!filled.isEmpty()) {
            throw new IllegalStateException(table + " has no columns " + filled);
        }
        return columns;
    }

    private static <T> void write(
            OutputStream out,
            List<ClickHouseColumn> columns,
            Iterable<T> rows,
            Function<T, Row> row)
            throws IOException {
        RowBinaryFormatWriter writer =
                new RowBinaryFormatWriter(
                        out, new TableSchema(columns), ClickHouseFormat.RowBinary);
        for (T each : rows) {
            row.apply(each)
                    .fill((column, value) ->
                            writer.setValue(
                                    column,
                                    value instanceof Instant at
                                            ? at.atZone(ZoneOffset.UTC)
                                            : value));
            writer.commitRow();
        }
        out.flush();
    }
}
