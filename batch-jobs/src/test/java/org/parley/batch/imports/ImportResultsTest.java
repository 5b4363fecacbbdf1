package org.parley.batch.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.parley.analytics.report.RunReport;
import org.parley.core.campaign.Runs;
import org.parley.core.dispatch.Ledger;
import org.parley.core.offer.CodeIssue;

/// Results of other tools, from the file to the report.
class ImportResultsTest {

    private static final String MAPPING =
            """
            {
              "campaign": {"name": "Old newsletter", "source": "Mailer", "externalId": "c-7", "at": "2026-10-05T09:00:00",
                "zone": "Europe/Madrid", "attributionDays": 7, "margin": 0.5, "currency": "EUR"},
              "arms": [
                {"name": "E-mail", "channel": "email", "weight": 4500, "values": ["A"], "cost": {"total": 10.00}},
                {"name": "SMS", "channel": "sms", "weight": 4500, "values": ["B"], "cost": {"perMessage": 0.05}},
                {"name": "Nobody", "weight": 1000, "values": ["control"]}],
              "columns": {"externalId": "id", "arm": "arm", "sent": {"column": "sent"}, "delivered": {"column": "delivered"},
                "opened": {"column": "opened"}, "clicked": {"time": "clicked at"}, "optedOut": {"column": "left"},
                "converted": {"column": "bought"}, "revenue": "revenue"},
              "opens": "raw"
            }
            """;
    private static final String HEADER =
            "id,arm,sent,delivered,opened,clicked at,left,bought,revenue\n";

    @RegisterExtension final ResultsWorld world = new ResultsWorld();

    /// What a file says of somebody, to be counted by hand.
    private record Told(
            int id,
            int arm,
            boolean sent,
            boolean delivered,
            boolean opened,
            boolean clicked,
            boolean left,
            boolean bought,
            int cents) {

        String row() {
            return String.join(
                            ",",
                            Integer.toString(id),
                            List.of("A", "b ", "Control").get(arm - 1),
                            sent ? "TRUE" : "",
                            delivered ? "yes" : "0",
                            opened ? "1" : "no",
                            clicked ? "2026-10-06T11:00:00" : "",
                            left ? "y" : "n",
                            bought ? "Yes" : "No",
                            bought ? cents / 100 + "." + cents / 10 % 10 + cents % 10 : "")
                    + "\n";
        }

        boolean ordered() {
            return sent && bought;
        }

        /// Opens of e-mail are raw here, so only those of SMS are people's.
        boolean read() {
            return clicked || (opened && arm == 2);
        }

        boolean reached() {
            return delivered || read() || left || ordered();
        }
    }

    private static List<Told> people(int count) {
        var random = new Random(7);
        return IntStream.rangeClosed(1, count)
                .mapToObj(id -> {
                    int slot = random.nextInt(100);
                    int arm = slot < 45 ? 1 : slot < 90 ? 2 : 3;
                    boolean sent = arm < 3 && random.nextInt(10) > 0;
                    return new Told(
                            id,
                            arm,
                            sent,
                            sent && random.nextInt(10) > 0,
                            sent && random.nextInt(3) == 0,
                            sent && random.nextInt(6) == 0,
                            sent && random.nextInt(40) == 0,
                            random.nextInt(8) == 0,
                            100 + random.nextInt(9_900));
                })
                .toList();
    }

    private static String csv(List<Told> people) {
        var csv = new StringBuilder(HEADER);
        people.forEach(each -> csv.append(each.row()));
        return csv.toString();
    }

    @Test
    void resultsBecomeARunWhoseReportIsWhatCountingByHandGives() {
        var people = people(600);
        world.contacts(600);

        ImportFile file = world.run(MAPPING, csv(people));
        world.settle();

        assertThat(file.problem()).isNull();
        assertThat(world.imports.rejects(file)).isEmpty();
        assertThat(file.rowsApplied()).isEqualTo(600);
        RunReport report = world.report(1);
        assertThat(report.run().source()).isEqualTo("Mailer");
        assertThat(report.run().state()).isEqualTo("finished");
        assertThat(report.run().targeted()).isEqualTo(600);
        assertThat(report.emailMeasured()).isTrue();
        assertThat(report.note()).isEqualTo("Sent by Mailer: results as that tool counted them.");
        assertThat(report.comparisons()).isNotEmpty();
        for (int arm = 1; arm <= 3; arm++) {
            assertArm(report.arms().get(arm - 1), people, arm);
        }
        // the ledger and its events are one account
        assertThat(
                        world.rows(
                                "select state || ' ' || coalesce(reason, '') || ' ' || count(*) from recipient group by state,"
                                        + " reason order by 1"))
                .containsExactly(
                        "sent  " + people.stream().filter(Told::sent).count(),
                        "skipped holdout " + people.stream().filter(p -> p.arm() == 3).count(),
                        "skipped not_sent "
                                + people.stream().filter(p -> p.arm() < 3 && !p.sent()).count());
    }

    private static void assertArm(RunReport.Arm arm, List<Told> people, int number) {
        var of = people.stream().filter(p -> p.arm() == number).toList();
        var counts = arm.counts();
        assertThat(counts.assigned()).isEqualTo(of.size());
        assertThat(counts.sent()).isEqualTo(of.stream().filter(Told::sent).count());
        assertThat(counts.delivered()).isEqualTo(of.stream().filter(Told::reached).count());
        assertThat(counts.read()).isEqualTo(of.stream().filter(Told::read).count());
        assertThat(counts.clicked()).isEqualTo(of.stream().filter(Told::clicked).count());
        assertThat(counts.optedOut()).isEqualTo(of.stream().filter(Told::left).count());
        assertThat(counts.ordered()).isEqualTo(of.stream().filter(Told::ordered).count());
        assertThat(numerator(arm, "conversionItt"))
                .isEqualTo(of.stream().filter(Told::bought).count());
        assertThat(arm.money().stream().mapToLong(RunReport.Money::grossMinor).sum())
                .isEqualTo(of.stream().filter(Told::ordered).mapToLong(Told::cents).sum());
        if (number == 1) {
            assertThat(numerator(arm, "openRateRaw"))
                    .isEqualTo(
                            of.stream()
                                    .filter(p -> p.reached() && (p.read() || p.opened()))
                                    .count());
            // the total but for the rounding of its lines: two prices in two countries
            assertThat(cost(arm)).isCloseTo(1_000, within(2L));
        }
        if (number == 2) {
            assertThat(cost(arm)).isEqualTo(5 * of.stream().filter(Told::sent).count());
        }
    }

    private static long cost(RunReport.Arm arm) {
        return arm.money().stream().mapToLong(RunReport.Money::costMinor).sum();
    }

    private static long numerator(RunReport.Arm arm, String kpi) {
        return arm.kpis().stream()
                .filter(value -> value.id().equals(kpi))
                .findFirst()
                .orElseThrow()
                .numerator();
    }

    @Test
    void theSameFileTwiceChangesNothing() {
        world.contacts(50);
        String csv = csv(people(50));
        world.run(MAPPING, csv);
        world.settle();
        String before = world.checksums();

        ImportFile again = world.run(MAPPING, csv);
        world.settle();

        assertThat(again.problem()).isNull();
        assertThat(again.rowsApplied()).isEqualTo(50);
        assertThat(world.checksums()).isEqualTo(before);
        assertThat(world.imports.count("run")).isEqualTo(1);
    }

    @Test
    void whoIsTheWrongWayOrUnknownIsSetAsideAndTheRestLands() {
        world.contacts(9);

        ImportFile file =
                world.run(
                        MAPPING,
                        HEADER
                                + """
                                1,A,1,1,1,2026-10-06T11:00:00,,,
                                2,C,1,1,,,,,
                                3,A,maybe,1,,,,,
                                4,A,1,1,,2026-10-05T06:59:59Z,,,
                                5,A,1,1,,,,1,
                                6,control,1,,,,,,
                                7,B,,1,,,,,
                                77,B,1,1,,,,,
                                8,B,1,1,,2026-10-06T11:00:00,,,
                                8,A,1,1,,,,,
                                9,B,1,1,,,,1,"1,5"
                                ,B,1,1,,,,,
                                """);

        assertThat(world.imports.rejects(file))
                .containsExactly(
                        "line,column,reason",
                        "3,arm,Is not among the values of an arm",
                        "4,sent,Is neither among the cells for yes nor among those for no",
                        "5,clicked at,Is before the start of the campaign",
                        "6,revenue,Must be given where there is a conversion",
                        "7,sent,The holdout is sent nothing",
                        "8,sent,Something happened to a message that was not sent",
                        "9,id,\"No contact, or more than one, is known by this; import contacts first\"",
                        "10,arm,The lines of this recipient do not agree on the arm",
                        "11,arm,The lines of this recipient do not agree on the arm",
                        "12,revenue,Is not an amount of 0 or more below 10^12",
                        "13,id,Must be given");
        assertThat(file.rowsRead()).isEqualTo(12);
        assertThat(file.rowsApplied()).isEqualTo(1);
        assertThat(file.rowsRejected()).isEqualTo(11);
        assertThat(world.imports.count("recipient")).isEqualTo(1);
    }

    @Test
    void aFileOfStrangersMakesNoRunAndSaysSo() {
        ImportFile file = world.run(MAPPING, HEADER + "1,A,1,1,,,,,\n");

        assertThat(file.state()).isEqualTo(ImportState.FINISHED);
        assertThat(file.rowsRejected()).isEqualTo(1);
        assertThat(world.imports.count("run") + world.imports.count("campaign")).isZero();
    }

    @Test
    void aLaterFileAddsPeopleAndChangesNobody() {
        world.contacts(4);
        world.run(MAPPING, HEADER + "1,A,1,1,,,,,\n2,B,1,1,,,,,\n");

        ImportFile corrected =
                world.run(
                        MAPPING,
                        HEADER + "1,A,1,1,1,,,,\n2,B,1,1,,,,,\n3,B,1,,,,,,\n4,control,,,,,,,\n");
        ImportFile otherPlan =
                world.run(
                        MAPPING.replace("4500", "4400").replace("1000", "1200"),
                        HEADER + "1,A,1,,,,,,\n");
        ImportFile sameName = world.run(MAPPING.replace("c-7", "c-8"), HEADER + "1,A,1,,,,,,\n");

        assertThat(world.imports.rejects(corrected))
                .containsExactly(
                        "line,column,reason",
                        "2,,\"The results of this recipient are here already, and otherwise; they are not"
                                + " changed\"");
        assertThat(
                        world.rows(
                                "select r.ordinal || ' ' || c.external_id || ' ' || r.arm from recipient r join contact c on"
                                        + " c.id = r.contact_id order by r.ordinal"))
                .containsExactly("1 1 1", "2 2 2", "3 3 2", "4 4 3");
        assertThat(world.rows("select targeted::text from run")).containsExactly("4");
        // the total was paid for the first file's messages
        assertThat(world.rows("select coalesce(price::text, '-') from recipient order by ordinal"))
                .containsExactly("10.000000", "0.050000", "0.050000", "-");
        assertThat(otherPlan.problem()).contains("already as run 1").contains("Use that mapping");
        assertThat(sameName.problem()).startsWith("There is another campaign of this name");
    }

    @Test
    void nothingOfItIsEverSentAndNoCapCountsIt() {
        world.contacts(2);
        world.run(
                MAPPING.replace("2026-10-05T09:00:00", "2026-11-21T09:00:00"),
                HEADER + "1,A,1,1,,,,,\n2,A,,,,,,,\n");
        var dsl = world.imports.dsl;

        assertThat(new Runs(dsl, ImportWorld.CLOCK, false).takeOne("node", Duration.ofMinutes(1)))
                .isEmpty();
        assertThatThrownBy(() -> dsl.execute("update run set state = 'running'"))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("run_elsewhere_is_over");
        assertThatThrownBy(() -> dsl.execute("update campaign set state = 'scheduled'"))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("campaign_elsewhere_is_over");
        assertThat(world.rows("select ordinal::text from recipient where address is not null"))
                .isEmpty();

        dsl.execute(
                """
                insert into segment (name, rule) values ('all', '{}');
                insert into message (name) values ('m');
                insert into message_variant (message_id, name, content) values (1, 'A', '{}');
                insert into campaign (name, segment_id, message_id, seed, created_by, state, cap_count, cap_window)
                values ('Ours', 1, 1, 's', 'm', 'running', 1, interval '1 day');
                insert into campaign_arm (campaign_id, arm, name, variant_id, channel, weight) values (2, 1, 'Mail', 1, 'email', 10000);
                insert into run (campaign_id, fire_time, state, started_at, snapshot_at, targeted)
                values (2, '2026-11-21T11:00Z', 'running', '2026-11-21T11:00Z', '2026-11-21T11:00Z', 1);
                insert into address (contact_id, channel, value, position, state) values (1, 'email', 'p1@example.org', 1, 'active')
                on conflict do nothing;
                insert into consent_event (contact_id, channel, purpose, state, occurred_at, source)
                values (1, 'email', 'marketing', 'granted', '2026-01-01T00:00Z', 'form');
                insert into recipient (run_id, ordinal, contact_id, arm, channel, address, state)
                values (2, 1, 1, 1, 'email', 'p1@example.org', 'pending');
                """);
        var ledger =
                new Ledger(
                        dsl,
                        ImportWorld.CLOCK,
                        ZoneOffset.UTC,
                        Duration.ofMinutes(1),
                        new CodeIssue(new SecureRandom()));

        assertThat(ledger.claim(1, 0, 10, 10).examined()).isZero();
        assertThat(ledger.claim(2, 0, 10, 10).claimed()).hasSize(1);
    }

    @Test
    void anImportThatWasKilledInTheMiddleGoesOnToTheSameEnd() {
        int count = 12_000;
        world.contacts(count);
        String csv = csv(people(count));
        var dsl = world.imports.dsl;
        dsl.execute(
                "create function fault() returns trigger language plpgsql as $$ begin if new.ordinal > 7000 then raise"
                        + " exception 'fault'; end if; return new; end $$");
        dsl.execute(
                "create trigger fault before insert on recipient for each row execute function fault()");
        ImportFile broken = world.run(MAPPING, csv);
        long landed = world.imports.count("recipient");
        dsl.execute("drop trigger fault on recipient");
        dsl.execute(
                "update import_file set state = 'running', finished_at = null, problem = null where id = {0}",
                DSL.val(broken.id()));
        dsl.execute(
                "update batch_job_execution set status = 'STARTED', exit_code = 'UNKNOWN', end_time = null where status <>"
                        + " 'COMPLETED'");
        dsl.execute(
                "update batch_step_execution set status = 'STARTED', exit_code = 'EXECUTING', end_time = null where status <>"
                        + " 'COMPLETED'");

        ImportWorld next = new ImportWorld(world.imports.dataSource, world.imports.directory);
        next.queue.start();
        ImportFile file = next.ended(broken.id());

        assertThat(landed).isEqualTo(5_000);
        assertThat(file.problem()).isNull();
        assertThat(file.rowsApplied()).isEqualTo(count);
        assertThat(world.rows("select count(*) || ' ' || max(ordinal) from recipient"))
                .containsExactly(count + " " + count);
        assertThat(
                        world.rows(
                                "select count(*)::text from (select 1 from event_outbox group by kind, machine, ordinal having"
                                        + " count(*) > 1) doubled"))
                .containsExactly("0");
        assertThat(world.rows("select count(*)::text from event_outbox where kind = 'assigned'"))
                .containsExactly(Integer.toString(count));
        assertThat(next.waitingTables()).isZero();
    }
}
