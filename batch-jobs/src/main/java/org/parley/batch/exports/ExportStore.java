package org.parley.batch.exports;

import static org.parley.sql.postgres.Tables.EXPORT_FILE;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.parley.analytics.finance.ControlTotals;
import org.parley.analytics.finance.RoiParameters;
import org.parley.batch.exports.ExportFile.Part;
import org.parley.batch.exports.ExportFile.State;
import org.parley.core.audit.AuditLog;
import tools.jackson.databind.json.JsonMapper;

/// The list of exports, and the record of who asked for them and who took them.
final class ExportStore {

    static final String ROI = "roi";

    private final DSLContext postgres;
    private final JsonMapper json;
    private final Clock clock;
    private final AuditLog audit;

    ExportStore(DSLContext postgres, JsonMapper json, Clock clock, AuditLog audit) {
        this.postgres = postgres;
        this.json = json;
        this.clock = clock;
        this.audit = audit;
    }

    long add(RoiParameters parameters, String createdBy) {
        var written = JSONB.valueOf(json.writeValueAsString(parameters));
        return postgres.transactionResult(transaction -> {
            long id =
                    transaction
                            .dsl()
                            .insertInto(
                                    EXPORT_FILE,
                                    EXPORT_FILE.KIND,
                                    EXPORT_FILE.PARAMETERS,
                                    EXPORT_FILE.STATE,
                                    EXPORT_FILE.CREATED_BY,
                                    EXPORT_FILE.CREATED_AT)
                            .values(ROI, written, State.RUNNING.word(), createdBy, clock.instant())
                            .returning(EXPORT_FILE.ID)
                            .fetchSingle()
                            .getId();
            audit.record(createdBy, "export.start", subject(id), detail(parameters));
            return id;
        });
    }

    void finish(long id, ControlTotals totals, Path csv, Path manifest) {
        postgres.update(EXPORT_FILE)
                .set(EXPORT_FILE.STATE, State.FINISHED.word())
                .set(EXPORT_FILE.ROWS, totals.rows())
                .set(EXPORT_FILE.SHA256, totals.sha256())
                .set(EXPORT_FILE.PATH, csv.toString())
                .set(EXPORT_FILE.MANIFEST_PATH, manifest.toString())
                .set(EXPORT_FILE.FINISHED_AT, clock.instant())
                .where(EXPORT_FILE.ID.eq(id))
                .execute();
    }

    void fail(long id, String problem) {
        postgres.update(EXPORT_FILE)
                .set(EXPORT_FILE.STATE, State.FAILED.word())
                .set(EXPORT_FILE.PROBLEM, problem)
                .set(EXPORT_FILE.FINISHED_AT, clock.instant())
                .where(EXPORT_FILE.ID.eq(id), EXPORT_FILE.STATE.eq(State.RUNNING.word()))
                .execute();
    }

    /// Exports that nobody can be writing any more: their node ended.
    void failAbandoned(Duration age) {
        postgres.update(EXPORT_FILE)
                .set(EXPORT_FILE.STATE, State.FAILED.word())
                .set(
                        EXPORT_FILE.PROBLEM,
                        "The export was interrupted and left no file. Start it again.")
                .set(EXPORT_FILE.FINISHED_AT, clock.instant())
                .where(EXPORT_FILE.STATE.eq(State.RUNNING.word()))
                .and(EXPORT_FILE.CREATED_AT.lt(clock.instant().minus(age)))
                .execute();
    }

    Optional<ExportFile> find(long id) {
        return postgres.selectFrom(EXPORT_FILE)
                .where(EXPORT_FILE.ID.eq(id))
                .fetchOptional(this::file);
    }

    /// The latest first.
    List<ExportFile> before(long id, int limit) {
        return postgres.selectFrom(EXPORT_FILE)
                .where(EXPORT_FILE.ID.lt(id))
                .orderBy(EXPORT_FILE.ID.desc())
                .limit(limit)
                .fetch(this::file);
    }

    Optional<Path> path(long id, Part part) {
        var column =
                switch (part) {
                    case FILE -> EXPORT_FILE.PATH;
                    case MANIFEST -> EXPORT_FILE.MANIFEST_PATH;
                };
        return postgres.select(column)
                .from(EXPORT_FILE)
                .where(EXPORT_FILE.ID.eq(id))
                .fetchOptional(column)
                .map(Path::of);
    }

    void taken(long id, Part part, String actor) {
        audit.record(actor, "export.download", subject(id), Map.of("part", part.word()));
    }

    private static String subject(long id) {
        return "export/" + id;
    }

    private static Map<String, Object> detail(RoiParameters parameters) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("kind", ROI);
        detail.put("run", parameters.run());
        detail.put("from", parameters.from());
        detail.put("until", parameters.until());
        detail.put("period", parameters.period());
        detail.put("reportingCurrency", parameters.reportingCurrency());
        detail.put("profile", parameters.profile());
        return detail;
    }

    private ExportFile file(Record row) {
        return new ExportFile(
                row.get(EXPORT_FILE.ID),
                row.get(EXPORT_FILE.KIND),
                json.readValue(row.get(EXPORT_FILE.PARAMETERS).data(), RoiParameters.class),
                State.of(row.get(EXPORT_FILE.STATE)),
                row.get(EXPORT_FILE.ROWS),
                row.get(EXPORT_FILE.SHA256),
                row.get(EXPORT_FILE.PROBLEM),
                row.get(EXPORT_FILE.CREATED_BY),
                row.get(EXPORT_FILE.CREATED_AT),
                row.get(EXPORT_FILE.FINISHED_AT));
    }
}
