package org.parley.bench.segment;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.parley.bench.Arguments;
import org.parley.bench.Bench;
import org.parley.bench.EventStore;
import org.parley.bench.Series;
import org.parley.bench.Workplace;
import org.parley.core.audience.AudiencePreview;
import org.parley.core.audience.Segments;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.SqlFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Previews a segment over all contacts, with its reach on two channels, beside a bare count.
public final class SegmentBench implements Bench {

    private static final int A_STATEMENT = 2_000_000;
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final int DAYS = 90;
    private static final String CONTACTS = SqlFile.readPlain(SegmentBench.class, "contacts.sql");
    private static final String ORDERS = SqlFile.readPlain(SegmentBench.class, "orders.sql");
    private static final String BARE = SqlFile.readPlain(SegmentBench.class, "bare.sql");
    private static final List<Channel> CHANNELS =
            List.of(new Channel("viber"), new Channel("email"));
    private static final JsonNode RULE =
            JsonMapper.builder()
                    .build()
                    .readTree(
                            """
                            {"all": [{"attribute": "country", "in": ["DE", "FR", "IT"]}, {"not": {"tag": "vip"}},
                              {"attribute": "points", "atLeast": 200}, {"orders": {"count": {"atLeast": 1}, "withinDays": %d}}]}\
                            """
                                    .formatted(DAYS));

    @Override
    public String name() {
        return "segment";
    }

    @Override
    public String summary() {
        return "preview of a segment with its reach on two channels, beside count() with the bare predicate";
    }

    @Override
    public String options() {
        return SegmentSize.OPTIONS;
    }

    @Override
    public boolean run(Arguments arguments, PrintStream out) throws Exception {
        SegmentSize size = SegmentSize.of(arguments);
        Workplace.quiet();
        SegmentReport report = measure(size, Path.of("target"));
        report.print(out);
        return report.faults().isEmpty();
    }

    /// @param place for the store; what is made there is deleted again
    SegmentReport measure(SegmentSize size, Path place) throws Exception {
        try (Workplace workplace = Workplace.below(place);
                EventStore store = new EventStore(workplace.data())) {
            fill(store, size);
            store.settle(List.of("contact", "shop_order"));
            Segments segments =
                    new Segments(
                            DSL.using(SQLDialect.POSTGRES),
                            store.sql(),
                            Clock.fixed(NOW, ZoneOffset.UTC));
            String bare = BARE.replace("{since}", time(NOW.minus(Duration.ofDays(DAYS))));
            AudiencePreview preview = segments.preview(RULE, "marketing", CHANNELS);
            List<String> faults = new ArrayList<>();
            long counted = store.sql().fetchSingle(bare).get(0, Long.class);
            if (preview.size() != counted) {
                faults.add(
                        "the preview counts %d, the bare predicate %d"
                                .formatted(preview.size(), counted));
            }
            for (AudiencePreview.ChannelReach reach : preview.channels()) {
                long all =
                        reach.reachable()
                                + reach.unreachable().stream()
                                        .mapToLong(AudiencePreview.UnreachableCount::count)
                                        .sum();
                if (all != preview.size()) {
                    faults.add(
                            "%s accounts for %d of %d people"
                                    .formatted(reach.channel(), all, preview.size()));
                }
            }
            return new SegmentReport(
                    size,
                    workplace.machine(),
                    preview.size(),
                    Series.times(
                            size.rounds(), () -> segments.preview(RULE, "marketing", CHANNELS)),
                    Series.times(
                            size.rounds(), () -> store.sql().fetchSingle(bare).get(0, Long.class)),
                    List.copyOf(faults));
        }
    }

    private static void fill(EventStore store, SegmentSize size) {
        for (int from = 1; from <= size.contacts(); from += A_STATEMENT) {
            store.sql().execute(part(CONTACTS, from, size.contacts()));
        }
        int buyers = Math.max(1, size.contacts() / 3);
        for (int from = 1; from <= buyers; from += A_STATEMENT) {
            store.sql().execute(part(ORDERS, from, buyers).replace("{until}", time(NOW)));
        }
    }

    private static String part(String statement, int from, int last) {
        return statement
                .replace("{from}", Integer.toString(from))
                .replace("{count}", Integer.toString(Math.min(A_STATEMENT, last - from + 1)));
    }

    private static String time(Instant instant) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
                .format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }
}
