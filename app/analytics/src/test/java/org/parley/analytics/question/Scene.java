package org.parley.analytics.question;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.parley.analytics.internal.LeftOutRuns;
import org.parley.analytics.question.internal.CompanyAnswers;
import org.parley.analytics.question.internal.RecipientLedger;
import org.parley.analytics.question.internal.RunAnswers;
import org.parley.analytics.question.internal.SelectedOrdinals;
import org.parley.analytics.report.internal.RunPlans;
import org.parley.analytics.world.Stores;
import org.parley.analytics.world.World;
import org.parley.core.kernel.ClickHouseTime;

/// Stores with the runs of [World] and whatever a test tells beside.
final class Scene {

    static final Instant NOW = Instant.parse("2027-01-10T12:00:00Z");

    final Stores stores;
    private final List<String> events = new ArrayList<>();
    private final List<String> orders = new ArrayList<>();
    private long nextEvent = 5_000_000;
    private long nextOrder = 5_000_000;

    private Scene(Stores stores) {
        this.stores = stores;
    }

    static Scene empty() {
        return of(World.of(1, 0));
    }

    static Scene of(World world) {
        return new Scene(Stores.holding(world));
    }

    /// One event of arm 1, on Viber; the contact has the ordinal's number.
    Scene event(String kind, int run, int ordinal, String at) {
        return event(kind, run, ordinal, ordinal, at, "viber", "", false);
    }

    Scene event(
            String kind,
            int run,
            int ordinal,
            long contact,
            String at,
            String channel,
            String reason,
            boolean machine) {
        events.add(
                "('%s', %d, %d, %d, '%s', %d, 1, '%s', '%s', %s)"
                        .formatted(
                                kind,
                                run,
                                ordinal,
                                nextEvent++,
                                ClickHouseTime.of(Instant.parse(at)),
                                contact,
                                channel,
                                reason,
                                machine));
        return this;
    }

    /// @param original 0: none
    /// @return its id
    long order(
            String kind,
            long original,
            long contact,
            String at,
            String currency,
            long minor,
            int run,
            int ordinal) {
        var id = nextOrder++;
        orders.add(
                "(%d, 1, 's', 'x%d', '%s', %d, %d, '%s', '%s', %d, %d, %d, 1)"
                        .formatted(
                                id,
                                id,
                                kind,
                                original,
                                contact,
                                ClickHouseTime.of(Instant.parse(at)),
                                currency,
                                minor,
                                run,
                                ordinal));
        return id;
    }

    Scene told() {
        if (!events.isEmpty()) {
            stores.clickHouse.execute(
                    "insert into message_event (kind, run_id, ordinal, event_id, occurred_at, contact_id,"
                            + " arm, channel, reason, machine) values "
                            + String.join(",", events));
        }
        if (!orders.isEmpty()) {
            stores.clickHouse.execute(
                    "insert into shop_order (id, version, store, external_id, kind, original_id,"
                            + " contact_id, placed_at, currency, revenue_minor, run_id, ordinal, arm)"
                            + " values "
                            + String.join(",", orders));
        }
        events.clear();
        orders.clear();
        return this;
    }

    RunQuestions ofRuns() {
        return new RunQuestions(
                new RunPlans(stores.postgres), new RunAnswers(stores.clickHouse, stores.kept));
    }

    CompanyQuestions ofTheCompany() {
        return new CompanyQuestions(
                new RunPlans(stores.postgres),
                new CompanyAnswers(stores.clickHouse, stores.kept),
                new LeftOutRuns(stores.postgres),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    Recipients recipients() {
        return new Recipients(
                new RunPlans(stores.postgres),
                new SelectedOrdinals(stores.clickHouse, stores.kept),
                new RecipientLedger(stores.postgres));
    }
}
