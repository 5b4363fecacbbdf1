package org.parley.analytics.finance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

class PeriodsTest extends BookedMonths {

    @Test
    void monthsCloseInTheirOrderAndOnlyOnceTheyAreOver() {
        refused(() -> periods.close(NOVEMBER, "EUR", ANN), "2026-10 is the next month to close.");
        assertThat(periods.list())
                .extracting(period -> period.span().month() + " " + period.closable())
                .containsExactly(
                        "2027-03 false",
                        "2027-02 false",
                        "2027-01 false",
                        "2026-12 false",
                        "2026-11 false",
                        "2026-10 true");

        for (var month = OCTOBER;
                month.isBefore(YearMonth.of(2027, 3));
                month = month.plusMonths(1)) {
            assertThat(periods.close(month, "EUR", ANN).name()).isEqualTo(month + "/1");
        }

        refused(
                () -> periods.close(YearMonth.of(2027, 3), "EUR", ANN),
                "2027-03 is not over before 2027-03-31T22:00:00Z.");
        refused(() -> periods.close(OCTOBER, "EUR", ANN), "2027-03 is the next month to close.");
        assertThat(periods.list().getLast().status()).isEqualTo(PeriodStatus.CLOSED);
    }

    @Test
    void theFileOfAClosedMonthKeepsItsBytesWhateverComesLater() throws IOException {
        var asOpen = export(OCTOBER, "EUR");
        assertThat(asOpen)
                .allSatisfy(line -> assertThat(line.get("period_status")).isEqualTo("open"));
        periods.close(OCTOBER, "EUR", ANN);
        var closed = export(OCTOBER, null);
        var bytes = Files.readAllBytes(file());
        assertThat(closed)
                .hasSameSizeAs(asOpen)
                .allSatisfy(line -> assertThat(line.get("snapshot")).isEqualTo("2026-10/1"));

        stores.add(List.of(sale(IN_OCTOBER, 4_711), sale(IN_OCTOBER, 100)));
        bill(IN_OCTOBER);
        stores.postgres.execute(
                "update campaign set name = name || ' renamed', cost_centre = 'other'");
        stores.postgres.execute("update fx_rate set rate = rate * 2");

        export(OCTOBER, null);
        assertThat(Files.readAllBytes(file())).isEqualTo(bytes);
    }

    @Test
    void whatComesLateIsCorrectedInTheNextOpenMonthAtTheRateOfItsOwnDay() {
        periods.close(OCTOBER, "EUR", ANN);
        assertThat(corrections(export(NOVEMBER, null))).isEmpty();
        var late = sale(IN_OCTOBER, 4_711);
        stores.add(List.of(late));

        var lines = corrections(export(NOVEMBER, null));

        assertThat(lines).hasSize(1);
        var line = lines.getFirst();
        assertThat(line.get("orig_period")).isEqualTo("2026-10");
        assertThat(line.get("line_type")).isEqualTo("revenue");
        assertThat(line.get("quantity")).isEqualTo("1");
        assertThat(line.get("amount_orig")).isEqualTo("47.11");
        assertThat(line.get("fx_rate_date")).isEqualTo("2026-10-20");
        assertThat(corrections(export(NOVEMBER.plusMonths(1), null)))
                .as("only the first open month takes corrections")
                .isEmpty();

        periods.close(NOVEMBER, null, ANN);
        assertThat(corrections(export(NOVEMBER.plusMonths(1), null))).isEmpty();
        takeAwayCredit(late);
        assertThat(corrections(export(NOVEMBER.plusMonths(1), null)))
                .singleElement()
                .satisfies(back -> {
                    assertThat(back.get("orig_period")).isEqualTo("2026-10");
                    assertThat(back.get("quantity")).isEqualTo("-1");
                    assertThat(back.get("amount_orig")).isEqualTo("-47.11");
                    assertThat(back.get("amount_reporting"))
                            .isEqualTo("-" + line.get("amount_reporting"));
                });
    }

    @Test
    void aCampaignOfThePastIsBookedInTheFirstOpenMonth() {
        periods.close(OCTOBER, "EUR", ANN);
        stores.postgres.execute(
                "insert into run (campaign_id, fire_time, state, started_at, finished_at)"
                        + " values (1, '2026-08-10 09:30Z', 'finished', '2026-08-10 09:30Z', '2026-08-10 12:00Z')");
        var old = sale(Instant.parse("2026-08-15T12:00:00Z"), 4_711);
        // the last hour of September in Berlin
        stores.add(List.of(old, sale(Instant.parse("2026-09-30T21:30:00Z"), 100)));
        bill(Instant.parse("2026-08-12T12:00:00Z"));

        assertThat(periods.list().getLast().span().month()).isEqualTo(OCTOBER);
        assertThat(corrections(export(NOVEMBER, null)))
                .extracting(line -> line.get("orig_period") + " " + line.get("line_type"))
                .containsExactlyInAnyOrder("2026-08 cost", "2026-08 revenue", "2026-09 revenue");
        refused(
                () -> periods.open(OCTOBER.minusMonths(1), null),
                "The books begin with 2026-10. What was before is corrected in the first open month.");
        assertThat(booked()).isEqualTo(facts());

        periods.close(NOVEMBER, null, ANN);
        assertThat(corrections(export(NOVEMBER.plusMonths(1), null))).isEmpty();
        takeAwayCredit(old);
        assertThat(corrections(export(NOVEMBER.plusMonths(1), null)))
                .singleElement()
                .satisfies(back -> {
                    assertThat(back.get("orig_period")).isEqualTo("2026-08");
                    assertThat(back.get("amount_orig")).isEqualTo("-47.11");
                });
        assertThat(booked()).isEqualTo(facts());
    }

    @Test
    void whatAnotherToolSentOpensNoMonthsAndIsToldApart() {
        stores.postgres.execute(
                "update run set source = 'mailchimp', source_campaign = 'm1', sandbox = false,"
                        + " fire_time = '2025-03-05 09:30Z' where id = 1");
        // run 2 is the first of ours
        assertThat(periods.list().getLast().span().month()).isEqualTo(NOVEMBER);
        var open = export(NOVEMBER, "EUR");
        assertThat(corrections(open)).isNotEmpty();

        periods.close(NOVEMBER, "EUR", ANN);

        for (var lines : List.of(open, export(NOVEMBER, null))) {
            assertThat(lines)
                    .allSatisfy(line ->
                            assertThat(line.get("source"))
                                    .isEqualTo(
                                            line.get("run_id").equals("1") ? "imported" : "live"))
                    .extracting(line -> line.get("run_id"))
                    .contains("1", "2");
        }
        assertThat(booked()).isEqualTo(facts());
    }

    @Test
    void aRestatementTellsWhereARunComesFromThoughTheMonthItRestatesDoesNot() {
        stores.postgres.execute("update run set sandbox = false");
        periods.close(OCTOBER, "EUR", ANN);
        // as if it were of before lines told it
        stores.postgres.execute(
                "update run set source = 'mailchimp', source_campaign = 'm1' where id = 1");
        stores.postgres.execute("update campaign set name = name || ' renamed'");
        stores.add(List.of(sale(IN_OCTOBER, 4_711)));
        assertThat(costsOfTheFirstRun())
                .extracting(line -> line.get("source"))
                .containsOnly("live");

        approve(restatements.request(OCTOBER, "The shop sent a day late", ANN), BEA);

        assertThat(costsOfTheFirstRun())
                .isNotEmpty()
                .allSatisfy(line -> {
                    assertThat(line.get("source")).isEqualTo("imported");
                    assertThat(line.get("campaign_name")).doesNotEndWith("renamed");
                });
    }

    private List<CSVRecord> costsOfTheFirstRun() {
        return export(OCTOBER, null).stream()
                .filter(line -> line.get("run_id").equals("1"))
                .filter(line -> line.get("line_type").equals("cost"))
                .toList();
    }

    @Test
    void closedMonthsAndOpenCorrectionsTogetherAreAlwaysTheFacts() {
        var random = new SplittableRandom(815);
        // one for all days: a cost takes that of its first bill, which may move
        stores.postgres.execute("update fx_rate set rate = 0.9137");
        var next = OCTOBER;
        for (var step = 0; step < 9; step++) {
            var at =
                    Instant.parse("2026-08-20T00:00:00Z").plusSeconds(random.nextInt(187 * 86_400));
            switch (random.nextInt(4)) {
                case 0 -> {
                    periods.close(next, "EUR", ANN);
                    next = next.plusMonths(1);
                }
                case 1 -> bill(at);
                case 2 -> takeAwayCredit(credited(random.nextInt(50)));
                default ->
                        stores.add(
                                List.of(
                                        sale(at, random.nextInt(1, 9_999)),
                                        refund(at, random.nextInt(1, 999))));
            }
            if (step % 4 == 3 && next.isAfter(OCTOBER)) {
                approve(restatements.request(OCTOBER, "step " + step, ANN), BEA);
            }
            assertThat(booked()).as("after step " + step).isEqualTo(facts());
        }
        assertThat(next).as("something was closed").isAfter(OCTOBER);
    }

    @Test
    void monthsMeetWithoutGapOrOverlapWhenTheZoneIsSetToAnother() {
        var closed = periods.close(OCTOBER, "EUR", ANN);
        // between the two midnights, which are five hours apart
        stores.add(List.of(sale(Instant.parse("2026-11-01T01:00:00Z"), 4_711)));

        var moved = new Books(stores, CLOCK, ZoneId.of("America/New_York"), Duration.ZERO).periods;

        assertThat(moved.span(NOVEMBER).opens()).isEqualTo(closed.closes());
        var november = moved.close(NOVEMBER, null, ANN);
        assertThat(november.closes()).isEqualTo(Instant.parse("2026-12-01T05:00:00Z"));
        assertThat(booked()).isEqualTo(facts());
    }

    @Test
    void aLineSaysTheWindowOfWhatEarnedItsCredit() {
        stores.add(
                List.of(
                        sale(IN_OCTOBER, 100),
                        sale(IN_OCTOBER, 200),
                        sale(IN_OCTOBER, 300),
                        sale(IN_OCTOBER, 400)));
        var kinds = List.of("read", "code", "shared_code");
        for (var i = 0; i < kinds.size(); i++) {
            stores.clickHouse.execute(
                    "insert into shop_order select * replace (version + 1 as version, '"
                            + kinds.get(i)
                            + "' as touch_kind) from shop_order final where id = "
                            + (nextDocument - 3 + i));
        }

        var open = windows(export(OCTOBER, "EUR"));
        assertThat(open).contains("1.00 P7D", "2.00 PT24H", "7.00 PT720H");
        periods.close(OCTOBER, "EUR", ANN);
        stores.postgres.execute("update campaign set attribution_days = 30");
        assertThat(windows(export(OCTOBER, null))).isEqualTo(open);
        assertThat(corrections(export(NOVEMBER, null))).isEmpty();
    }

    private static List<String> windows(List<CSVRecord> lines) {
        assertThat(lines)
                .allSatisfy(line ->
                        assertThat(line.get("attribution_model"))
                                .isEqualTo(
                                        line.get("line_type").equals("cost") ? "" : "last-touch"));
        return lines.stream()
                .map(line -> line.get("amount_orig") + " " + line.get("attribution_window"))
                .toList();
    }

    @Test
    void theBooksAreKeptInOneCurrency() {
        periods.close(OCTOBER, "EUR", ANN);
        refused(
                () -> periods.close(NOVEMBER, "USD", ANN),
                "The books are kept in EUR. Leave the reporting currency out.");
        assertThat(periods.close(NOVEMBER, null, ANN).reportingCurrency()).isEqualTo("EUR");
    }

    @Test
    void nobodyChangesWhatIsClosed() {
        periods.close(OCTOBER, "EUR", ANN);
        for (var change :
                List.of(
                        "update period_line set amount_minor = 0",
                        "delete from period_line",
                        "truncate period_line",
                        "update period_snapshot set sha256 = ''",
                        "delete from period_snapshot",
                        "truncate period_snapshot cascade")) {
            assertThatThrownBy(() -> stores.postgres.execute(change))
                    .hasMessageContaining("append-only");
        }
    }

    @Test
    void aSnapshotThatWasTamperedWithIsNotGivenOutInAnyProfile() {
        periods.close(OCTOBER, "EUR", ANN);
        stores.postgres.execute("alter table period_line disable trigger user");
        stores.postgres.execute(
                "update period_line set amount_minor = amount_minor + 1 where line = 1");

        for (var profile : RoiProfile.values()) {
            assertThat(
                            books.export.write(
                                    1,
                                    new RoiParameters(null, null, null, OCTOBER, null, profile),
                                    file(),
                                    manifest()))
                    .as(profile.word())
                    .isInstanceOfSatisfying(
                            RoiOutcome.Refused.class,
                            refused ->
                                    assertThat(refused.problem())
                                            .startsWith(
                                                    "The file would not be the one that was closed"));
        }
        assertThat(folder).isEmptyDirectory();
    }
}
