package org.parley.batch.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EventRetentionTest {

    private static final Path REPORTS = Path.of("../sql/src/main/resources/org/parley/sql/reports");

    /// Whoever writes a report on another kind has it taken from the list of what goes.
    @Test
    void noReportReadsWhatGoes() throws IOException {
        try (var files = Files.list(REPORTS)) {
            var ofEvents = files.filter(EventRetentionTest::readsEvents).toList();
            assertThat(ofEvents).isNotEmpty();
            assertThat(ofEvents)
                    .allSatisfy(file ->
                            assertThat(Files.readString(file))
                                    .doesNotContain(
                                            EventRetention.UNREAD.stream()
                                                    .map(kind -> "'" + kind + "'")
                                                    .toList()));
        }
    }

    private static boolean readsEvents(Path report) {
        try {
            return Files.readString(report).contains("message_event");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
