package org.parley.batch.imports.staging;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.parley.batch.imports.form.ParsedRow;
import org.parley.batch.imports.form.Rejection;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.jdbc.datasource.DataSourceUtils;

/// Puts rows into the waiting room through COPY, in the transaction of the chunk, so that the job's
/// position in the file and the rows are one commit.
public final class StagingWriter implements ItemWriter<RowBlock> {

    private final DataSource dataSource;
    private final long importId;
    private final String copyRows;
    private final String copyRejects = SqlText.of("stage-rejects.sql");
    private final Progress progress;

    public StagingWriter(DataSource dataSource, long importId, Staged staged, Progress progress) {
        this.dataSource = dataSource;
        this.importId = importId;
        this.copyRows = staged.copy();
        this.progress = progress;
    }

    @Override
    public void write(Chunk<? extends RowBlock> chunk) throws SQLException, IOException {
        for (RowBlock block : chunk) {
            CopyText rows = new CopyText();
            CopyText rejects = new CopyText();
            for (ParsedRow row : block.rows()) {
                add(row, rows, rejects);
            }
            copy(rows, rejects);
            progress.read(importId, block.rows().size(), block.rejected());
        }
    }

    private void add(ParsedRow row, CopyText rows, CopyText rejects) {
        if (!row.values().isEmpty()) {
            rows.value(importId).value(row.line());
            for (@Nullable String value : row.values()) {
                rows.value(value);
            }
            rows.endRow();
        }
        for (Rejection rejection : row.rejections()) {
            rejects.value(importId)
                    .value(row.line())
                    .value(rejection.column())
                    .value(rejection.reason())
                    .value(Boolean.toString(rejection.wholeRow()))
                    .endRow();
        }
    }

    private void copy(CopyText rows, CopyText rejects) throws SQLException, IOException {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            CopyManager copying = connection.unwrap(PGConnection.class).getCopyAPI();
            copy(copying, copyRows, rows);
            copy(copying, copyRejects, rejects);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private static void copy(CopyManager copying, String statement, CopyText text)
            throws SQLException, IOException {
        if (!text.isEmpty()) {
            copying.copyIn(statement, new ByteArrayInputStream(text.bytes()), 1 << 16);
        }
    }
}
