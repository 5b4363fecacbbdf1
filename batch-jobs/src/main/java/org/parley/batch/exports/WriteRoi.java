package org.parley.batch.exports;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.finance.RoiExport;
import org.parley.analytics.finance.RoiOutcome.Refused;
import org.parley.analytics.finance.RoiOutcome.Written;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/// The one step of the job: writes both files of an export and settles its row. Files have the
/// export's number, so that running it again replaces and never doubles.
final class WriteRoi implements Tasklet {

    static final String EXPORT_ID = "exportId";

    private static final Logger log = LoggerFactory.getLogger(WriteRoi.class);

    private final ExportStore store;
    private final RoiExport export;
    private final Path folder;

    WriteRoi(ExportStore store, RoiExport export, Path folder) {
        this.store = store;
        this.export = export;
        this.folder = folder;
    }

    @Override
    public @Nullable RepeatStatus execute(StepContribution contribution, ChunkContext context)
            throws Exception {
        long id =
                Objects.requireNonNull(
                        contribution.getStepExecution().getJobParameters().getLong(EXPORT_ID));
        var file = store.find(id).orElseThrow();
        var name = "roi-" + id;
        var csv = folder.resolve(name + "." + file.parameters().profile().extension());
        var manifest = folder.resolve(name + ".manifest.json");
        try {
            Files.createDirectories(folder);
            switch (export.write(id, file.parameters(), csv, manifest)) {
                case Written(var totals, _) -> store.finish(id, totals, csv, manifest);
                case Refused(var problem) -> store.fail(id, problem);
            }
        } catch (Exception e) {
            log.error("Export {} failed", id, e);
            store.fail(id, "The export could not be written; the log of the server says why.");
            throw e;
        }
        return RepeatStatus.FINISHED;
    }
}
