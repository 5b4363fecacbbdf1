package org.parley.batch.imports;

import static org.parley.sql.postgres.Tables.IMPORT_FILE;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.parley.batch.imports.staging.Progress;
import org.parley.sql.postgres.tables.records.ImportFileRecord;
import tools.jackson.databind.json.JsonMapper;

/// The table of imports.
final class ImportStore implements Progress {

    /// An import with the places of its files, which nobody outside needs.
    record Stored(ImportFile file, Path upload, @Nullable Path rejects) {}

    private final DSLContext dsl;
    private final JsonMapper json;
    private final Clock clock;

    ImportStore(DSLContext dsl, JsonMapper json, Clock clock) {
        this.dsl = dsl;
        this.json = json;
        this.clock = clock;
    }

    long add(
            ImportKind kind,
            String fileName,
            Path upload,
            long size,
            ImportOptions options,
            String createdBy) {
        return dsl.insertInto(IMPORT_FILE)
                .set(IMPORT_FILE.KIND, kind.word())
                .set(IMPORT_FILE.FILE_NAME, fileName)
                .set(IMPORT_FILE.PATH, upload.toString())
                .set(IMPORT_FILE.STATE, ImportState.WAITING.word())
                .set(IMPORT_FILE.SIZE_BYTES, size)
                .set(IMPORT_FILE.OPTIONS, JSONB.valueOf(json.writeValueAsString(options)))
                .set(IMPORT_FILE.CREATED_BY, createdBy)
                .set(IMPORT_FILE.CREATED_AT, clock.instant())
                .returningResult(IMPORT_FILE.ID)
                .fetchSingle()
                .value1();
    }

    Optional<Stored> find(long id) {
        return dsl.selectFrom(IMPORT_FILE).where(IMPORT_FILE.ID.eq(id)).fetchOptional(this::stored);
    }

    /// The latest first.
    List<ImportFile> before(long id, int limit) {
        return dsl.selectFrom(IMPORT_FILE)
                .where(IMPORT_FILE.ID.lt(id))
                .orderBy(IMPORT_FILE.ID.desc())
                .limit(limit)
                .fetch(r -> stored(r).file());
    }

    List<Long> unfinished() {
        return dsl.select(IMPORT_FILE.ID)
                .from(IMPORT_FILE)
                .where(IMPORT_FILE.STATE.in(ImportState.WAITING.word(), ImportState.RUNNING.word()))
                .orderBy(IMPORT_FILE.ID)
                .fetch(IMPORT_FILE.ID);
    }

    /// Whether an upload belongs to an import that ended well.
    boolean isDoneWith(Path upload) {
        return dsl.fetchExists(
                IMPORT_FILE,
                IMPORT_FILE
                        .PATH
                        .eq(upload.toString())
                        .and(IMPORT_FILE.STATE.eq(ImportState.FINISHED.word())));
    }

    void running(long id) {
        dsl.update(IMPORT_FILE)
                .set(IMPORT_FILE.STATE, ImportState.RUNNING.word())
                .set(IMPORT_FILE.STARTED_AT, clock.instant())
                .setNull(IMPORT_FILE.PROBLEM)
                .setNull(IMPORT_FILE.FINISHED_AT)
                .where(IMPORT_FILE.ID.eq(id))
                .execute();
    }

    /// Back in the queue after a fault of ours.
    ///
    /// @return false where it has not failed
    boolean waitAgain(long id) {
        return dsl.update(IMPORT_FILE)
                        .set(IMPORT_FILE.STATE, ImportState.WAITING.word())
                        .where(IMPORT_FILE.ID.eq(id))
                        .and(IMPORT_FILE.STATE.eq(ImportState.FAILED.word()))
                        .execute()
                == 1;
    }

    /// Rows that count are those that the job's metadata vouches for.
    void countedAgain(long id, long read, long rejected) {
        dsl.update(IMPORT_FILE)
                .set(IMPORT_FILE.ROWS_READ, read)
                .set(IMPORT_FILE.ROWS_REJECTED, rejected)
                .where(IMPORT_FILE.ID.eq(id))
                .execute();
    }

    @Override
    public void read(long importId, long rows, long rejected) {
        dsl.update(IMPORT_FILE)
                .set(IMPORT_FILE.ROWS_READ, IMPORT_FILE.ROWS_READ.plus(rows))
                .set(IMPORT_FILE.ROWS_REJECTED, IMPORT_FILE.ROWS_REJECTED.plus(rejected))
                .where(IMPORT_FILE.ID.eq(importId))
                .execute();
    }

    @Override
    public void applied(long importId, long rows, long rejected) {
        dsl.update(IMPORT_FILE)
                .set(IMPORT_FILE.ROWS_APPLIED, IMPORT_FILE.ROWS_APPLIED.plus(rows))
                .set(IMPORT_FILE.ROWS_REJECTED, IMPORT_FILE.ROWS_REJECTED.plus(rejected))
                .where(IMPORT_FILE.ID.eq(importId))
                .execute();
    }

    void rejectsAt(long id, Path path) {
        dsl.update(IMPORT_FILE)
                .set(IMPORT_FILE.REJECT_PATH, path.toString())
                .where(IMPORT_FILE.ID.eq(id))
                .execute();
    }

    void settled(long id, ImportState state, @Nullable String problem) {
        dsl.update(IMPORT_FILE)
                .set(IMPORT_FILE.STATE, state.word())
                .set(IMPORT_FILE.PROBLEM, problem)
                .set(IMPORT_FILE.FINISHED_AT, clock.instant())
                .where(IMPORT_FILE.ID.eq(id))
                .execute();
    }

    private Stored stored(ImportFileRecord r) {
        String rejects = r.getRejectPath();
        ImportFile file =
                new ImportFile(
                        r.getId(),
                        ImportKind.of(r.getKind()),
                        r.getFileName(),
                        ImportState.of(r.getState()),
                        r.getSizeBytes(),
                        r.getRowsRead(),
                        r.getRowsApplied(),
                        r.getRowsRejected(),
                        rate(r),
                        r.getProblem(),
                        json.readValue(r.getOptions().data(), ImportOptions.class),
                        r.getCreatedBy(),
                        r.getCreatedAt(),
                        r.getStartedAt(),
                        r.getFinishedAt(),
                        rejects != null);
        return new Stored(file, Path.of(r.getPath()), rejects == null ? null : Path.of(rejects));
    }

    private long rate(ImportFileRecord r) {
        Instant started = r.getStartedAt();
        if (started == null) {
            return 0;
        }
        Instant until = Objects.requireNonNullElse(r.getFinishedAt(), clock.instant());
        long millis = Math.max(1, Duration.between(started, until).toMillis());
        return Math.round(r.getRowsRead() * 1_000.0 / millis);
    }
}
