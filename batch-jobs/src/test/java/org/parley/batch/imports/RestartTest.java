package org.parley.batch.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An import that is cut off anywhere goes on to exactly the end that it would have had.
class RestartTest {

    private static final int ROWS = 45_000;

    @TempDir Path directory;
    private final List<ImportWorld> worlds = new ArrayList<>();

    @AfterEach
    void close() {
        worlds.forEach(ImportWorld::close);
    }

    private ImportWorld world() {
        ImportWorld world = new ImportWorld(directory);
        worlds.add(world);
        return world;
    }

    @Test
    void anImportThatABrokenSliceStoppedGoesOnWhereItStopped() throws IOException {
        ImportWorld world = world();
        breakAt(world, 25_000);
        ImportFile broken = world.run(ImportKind.CONTACTS, contacts());
        long landed = world.count("contact");
        world.dsl.execute("drop trigger fault on contact");

        ImportFile file = world.ended(world.imports.resume(broken.id()).id());

        assertThat(broken.state()).isEqualTo(ImportState.FAILED);
        assertThat(broken.problem()).startsWith("A fault on our side stopped the import");
        // Slices are lines, and line 1 is the header.
        assertThat(landed).isEqualTo(19_999);
        assertComplete(world, file);
    }

    @Test
    void anImportOfADeadNodeIsTakenUpByTheNextOne() throws IOException {
        ImportWorld dead = world();
        breakAt(dead, 25_000);
        ImportFile broken = dead.run(ImportKind.CONTACTS, contacts());
        dead.dsl.execute("drop trigger fault on contact");
        pretendItWasKilled(dead, "apply");

        ImportWorld next = new ImportWorld(dead.dataSource, directory);
        next.queue.start();

        assertComplete(next, next.ended(broken.id()));
    }

    @Test
    void anImportThatDiedWhileReadingForgetsWhatNobodyVouchesFor() throws IOException {
        ImportWorld dead = world();
        dead.dsl.execute(
                "create function fault() returns trigger language plpgsql as $$ begin if new.line > 25000 then raise"
                        + " exception 'fault'; end if; return new; end $$");
        dead.dsl.execute(
                "create trigger fault before insert on import_contact_row for each row execute function fault()");
        ImportFile broken = dead.run(ImportKind.CONTACTS, contacts());
        assertThat(dead.count("contact")).isZero();
        assertThat(broken.rowsRead()).isEqualTo(20_000);
        dead.dsl.execute("drop trigger fault on import_contact_row");
        // A row that was committed without its position, as no crash leaves it but a bug could.
        dead.dsl.execute(
                "insert into import_contact_row (import_id, line, external_id, attributes, address_channels,"
                        + " address_values) values ({0}, 30000, 'ghost', '{}', '{}', '{}')",
                DSL.inline(broken.id()));
        pretendItWasKilled(dead, "stage");

        ImportWorld next = new ImportWorld(dead.dataSource, directory);
        next.queue.start();

        assertComplete(next, next.ended(broken.id()));
    }

    @Test
    void anImportThatIsStoppedInOrderGoesOnAtTheNextStart() throws IOException {
        ImportWorld first = world();
        long id =
                first.imports
                        .start(
                                ImportKind.CONTACTS,
                                "f.csv",
                                new ByteArrayInputStream(
                                        contacts().getBytes(StandardCharsets.UTF_8)),
                                ImportOptions.NONE,
                                "test")
                        .id();
        first.queue.stop();
        ImportState left = first.imports.get(id).state();

        ImportWorld next = new ImportWorld(first.dataSource, directory);
        next.queue.start();

        assertThat(left).isNotEqualTo(ImportState.FAILED);
        assertComplete(next, next.ended(id));
    }

    @Test
    void anImportThatALivingNodeWorksOnIsLeftToIt() throws Exception {
        ImportWorld world = world();
        ImportLocks locks = new ImportLocks(world.dataSource);

        try (ImportLocks.Held _ = locks.take(7).orElseThrow()) {
            assertThat(locks.take(7)).isEmpty();
        }

        try (ImportLocks.Held again = locks.take(7).orElseThrow()) {
            assertThat(again.importId()).isEqualTo(7);
        }
    }

    /// Rows from this line on cannot be applied.
    private static void breakAt(ImportWorld world, int row) {
        world.dsl.execute(
                "create function fault() returns trigger language plpgsql as $$ begin if new.external_id::int > "
                        + row
                        + " then raise exception 'fault'; end if; return new; end $$");
        world.dsl.execute(
                "create trigger fault before insert on contact for each row execute function fault()");
    }

    /// The state that kill -9 leaves behind: everything says that it is still running.
    private static void pretendItWasKilled(ImportWorld world, String step) {
        world.dsl.execute(
                "update import_file set state = 'running', finished_at = null, problem = null");
        world.dsl.execute(
                "update batch_job_execution set status = 'STARTED', exit_code = 'UNKNOWN', end_time = null");
        world.dsl.execute(
                "update batch_step_execution set status = 'STARTED', exit_code = 'EXECUTING', end_time = null where"
                        + " step_name = {0}",
                DSL.val(step));
    }

    private static String contacts() {
        return IntStream.rangeClosed(1, ROWS)
                .mapToObj(i -> i + ",Name " + i + "\n")
                .collect(Collectors.joining("", "external_id,first_name\n", ""));
    }

    private static void assertComplete(ImportWorld world, ImportFile file) {
        assertThat(file.problem()).isNull();
        assertThat(file.state()).isEqualTo(ImportState.FINISHED);
        assertThat(file.rowsRead()).isEqualTo(ROWS);
        assertThat(file.rowsApplied()).isEqualTo(ROWS);
        assertThat(file.rowsRejected()).isZero();
        assertThat(world.count("contact")).isEqualTo(ROWS);
        assertThat(world.waitingTables()).isZero();
    }
}
