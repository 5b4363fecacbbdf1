package org.parley.bench.relay;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.data.ClickHouseFormat;
import java.io.ByteArrayInputStream;
import java.util.List;
import org.parley.sql.postgres.tables.records.EventOutboxRecord;

/// The ceiling: rows that lie in memory, encoded by hand and inserted one batch after the other. No
/// outbox, nothing to delete, nothing to remember.
final class BareInserts {

    private final Client client;
    private final int batch;
    private long token;

    BareInserts(Client client, int batch) {
        this.client = client;
        this.batch = batch;
    }

    /// @return rows a second
    double run(String table, List<EventOutboxRecord> events) throws Exception {
        long began = System.nanoTime();
        for (int from = 0; from < events.size(); from += batch) {
            byte[] rows =
                    RowBytes.of(
                            events.subList(from, Math.min(from + batch, events.size())), ++token);
            InsertSettings settings =
                    new InsertSettings()
                            .setDeduplicationToken("bare:" + token)
                            .serverSetting("async_insert", "0");
            try (var _ =
                    client.insert(
                                    table,
                                    new ByteArrayInputStream(rows),
                                    ClickHouseFormat.RowBinary,
                                    settings)
                            .get()) {
                // acknowledged
            }
        }
        return events.size() * 1e9 / (System.nanoTime() - began);
    }
}
