package org.parley.batch.imports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.parley.batch.imports.csv.CsvFile;
import org.parley.batch.imports.csv.CsvLine;
import org.parley.batch.imports.form.ParsedRow;
import org.parley.batch.imports.form.RowParser;
import org.parley.batch.imports.staging.RowBlock;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamException;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/// Reads a file block by block. The position that is kept is the last line of the last committed
/// block; a restart reads up to it again without parsing cells, since gzip knows no seek.
final class RowBlockReader implements ItemStreamReader<RowBlock> {

    private static final String LAST_LINE = "import.last-line";
    private static final int MOST_ROWS = 10_000;
    private static final long MOST_CHARACTERS = 8L << 20;

    private final BoundFile bound;
    private final LongConsumer onOpen;
    private @Nullable CsvFile file;
    private @Nullable RowParser parser;
    private long lastLine;

    /// @param onOpen is told the line after which the reading begins
    RowBlockReader(BoundFile bound, LongConsumer onOpen) {
        this.bound = bound;
        this.onOpen = onOpen;
    }

    @Override
    public void open(ExecutionContext context) {
        CsvFile opened = bound.open();
        file = opened;
        parser = bound.form().apply(opened.header());
        lastLine = context.getLong(LAST_LINE, 1);
        onOpen.accept(lastLine);
    }

    @Override
    public @Nullable RowBlock read() {
        CsvFile from = Objects.requireNonNull(file);
        RowParser by = Objects.requireNonNull(parser);
        long done = lastLine;
        List<ParsedRow> rows = new ArrayList<>();
        long characters = 0;
        while (rows.size() < MOST_ROWS && characters < MOST_CHARACTERS) {
            CsvLine line = from.next();
            if (line == null) {
                break;
            }
            if (line.number() > done) {
                rows.add(by.parse(line));
                characters += line.cells().stream().mapToLong(String::length).sum();
                lastLine = line.number();
            }
        }
        return rows.isEmpty() ? null : new RowBlock(rows, lastLine);
    }

    @Override
    public void update(ExecutionContext context) {
        context.putLong(LAST_LINE, lastLine);
    }

    @Override
    public void close() {
        CsvFile opened = file;
        file = null;
        if (opened != null) {
            try {
                opened.close();
            } catch (IOException e) {
                throw new ItemStreamException("Cannot close the uploaded file", e);
            }
        }
    }
}
