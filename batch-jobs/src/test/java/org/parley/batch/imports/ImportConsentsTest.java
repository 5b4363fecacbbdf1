package org.parley.batch.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.sql.postgres.Tables.CONSENT;
import static org.parley.sql.postgres.Tables.CONSENT_EVENT;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.sql.postgres.tables.records.ConsentEventRecord;

class ImportConsentsTest {

    private static final String HEADER =
            "external_id,channel,purpose,state,occurred_at,source,method,wording,evidence\n";

    @TempDir Path directory;
    private ImportWorld world;

    @BeforeEach
    void open() {
        world = new ImportWorld(directory);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void consentsLandWithEverythingThatProvesThemAndAreFolded() {
        world.run(ImportKind.CONTACTS, "external_id\n1\n2\n");
        String csv =
                HEADER
                        + """
                        1,viber,marketing,granted,2026-01-02T10:00:00Z,form,double opt-in,"Yes, send me offers",https://shop.example/form/9
                        1,viber,marketing,withdrawn,2026-03-01 09:00,reply,STOP,,msg-1
                        2,viber,marketing,granted,2026-01-02,form,,,
                        """;

        ImportFile file =
                world.run(
                        ImportKind.CONSENTS,
                        csv,
                        new ImportOptions(null, null, null, "Europe/Madrid", null));
        String once = world.checksums();
        ImportFile again =
                world.run(
                        ImportKind.CONSENTS,
                        csv,
                        new ImportOptions(null, null, null, "Europe/Madrid", null));

        assertThat(file.rowsApplied()).isEqualTo(3);
        ConsentEventRecord first =
                world.dsl
                        .selectFrom(CONSENT_EVENT)
                        .orderBy(CONSENT_EVENT.ID)
                        .limit(1)
                        .fetchSingle();
        assertThat(first.getWording()).isEqualTo("Yes, send me offers");
        assertThat(first.getMethod()).isEqualTo("double opt-in");
        assertThat(first.getEvidence()).isEqualTo("https://shop.example/form/9");
        assertThat(
                        world.dsl
                                .selectFrom(CONSENT)
                                .orderBy(CONSENT.CONTACT_ID)
                                .fetch(c -> c.getState() + " " + c.getOccurredAt()))
                .containsExactly("withdrawn 2026-03-01T08:00:00Z", "granted 2026-01-01T23:00:00Z");
        assertThat(again.rowsApplied()).isEqualTo(3);
        assertThat(world.checksums()).isEqualTo(once);
    }

    @Test
    void consentsOfNobodyOrFromTheFutureAreRejected() {
        world.run(ImportKind.CONTACTS, "external_id\n1\n");

        ImportFile file =
                world.run(
                        ImportKind.CONSENTS,
                        HEADER
                                + """
                                9,viber,marketing,granted,2026-01-02,form,,,
                                1,viber,marketing,granted,2026-11-21T12:06:00Z,form,,,
                                1,viber,marketing,maybe,2026-01-02,form,,,
                                1,viber,marketing,granted,yesterday,form,,,
                                1,viber,,granted,2026-01-02,form,,,
                                1,sms,marketing,granted,2026-01-02,form,,,
                                """);

        assertThat(file.rowsApplied()).isEqualTo(1);
        assertThat(file.rowsRejected()).isEqualTo(5);
        assertThat(world.rejects(file))
                .containsExactly(
                        "line,column,reason",
                        "2,external_id,No contact has this number; import contacts first",
                        "3,occurred_at,Is in the future",
                        "4,state,Is not granted or withdrawn",
                        "5,occurred_at,Is not a time such as 2026-11-21T09:30:00Z",
                        "6,purpose,Must be given");
    }
}
