package org.parley.batch.imports;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record3;
import org.jooq.Result;
import org.parley.sql.postgres.tables.ImportReject;

/// The list of what did not land: line, column, reason. It holds no value of the file, so it can be
/// mailed around; and no text of it starts a formula in a spreadsheet.
final class RejectFile {

    private static final ImportReject REJECT = ImportReject.IMPORT_REJECT;
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setHeader("line", "column", "reason").get();

    private final DSLContext dsl;
    private final Path directory;

    RejectFile(DSLContext dsl, Path directory) {
        this.dsl = dsl;
        this.directory = directory;
    }

    /// @return empty where everything landed
    Optional<Path> write(long importId) throws IOException {
        if (!dsl.fetchExists(REJECT, REJECT.IMPORT_ID.eq(importId))) {
            return Optional.empty();
        }
        Path whole = directory.resolve(importId + "-rejects.csv");
        Path part = directory.resolve(importId + "-rejects.csv.part");
        try (BufferedWriter writer = Files.newBufferedWriter(part);
                CSVPrinter printer = new CSVPrinter(writer, FORMAT);
                Cursor<Record3<Long, String, String>> rejects = rejects(importId)) {
            while (rejects.hasNext()) {
                print(rejects.fetchNext(1_000), printer);
            }
        }
        Files.move(
                part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return Optional.of(whole);
    }

    private Cursor<Record3<Long, String, String>> rejects(long importId) {
        return dsl.select(REJECT.LINE, REJECT.COLUMN_NAME, REJECT.REASON)
                .from(REJECT)
                .where(REJECT.IMPORT_ID.eq(importId))
                .orderBy(REJECT.LINE, REJECT.ID)
                .fetchSize(1_000)
                .fetchLazy();
    }

    private static void print(Result<Record3<Long, String, String>> rejects, CSVPrinter printer)
            throws IOException {
        for (Record3<Long, String, String> reject : rejects) {
            printer.printRecord(reject.value1(), inert(reject.value2()), inert(reject.value3()));
        }
    }

    /// A column's name is the sender's; = + - @, tab and CR would start a formula (OWASP, CSV
    /// injection).
    static String inert(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
