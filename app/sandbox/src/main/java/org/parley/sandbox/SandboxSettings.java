package org.parley.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.parley.sandbox.customer.Habits;
import org.parley.sandbox.customer.Population;
import org.parley.sandbox.customer.Propensities;
import org.parley.sandbox.webhook.WebhookSettings;
import org.parley.sandbox.whatsapp.WhatsAppRules;

/// How a sandbox is set up.
///
/// @param port of HTTP on 127.0.0.1; 0 takes any free one
/// @param smtpPort of SMTP on 127.0.0.1; 0 takes any free one
/// @param seed of every decision
/// @param timeScale real seconds per second of customers' time; 0 has no delays but the first look
/// @param firstLook real time that passes at least before somebody reads what arrived; who is
///   faster than a second is taken for a machine
public record SandboxSettings(
        int port,
        int smtpPort,
        long seed,
        double timeScale,
        Duration firstLook,
        Clock clock,
        SandboxAccounts accounts,
        Population population,
        Habits habits,
        WhatsAppRules whatsApp,
        WebhookSettings webhooks,
        Kept kept) {
    public static final long USUAL_SEED = 20_260_901;

    /// Compresses the slowest customer, about 25 minutes from arrival to refund, to ten seconds.
    public static final double USUAL_TIME_SCALE = 1.0 / 150;

    /// A second is a person's; another for Parley to note that its message was taken.
    private static final Duration USUAL_FIRST_LOOK = Duration.ofSeconds(2);

    public SandboxSettings {
        if (!(timeScale >= 0)) {
            throw new IllegalArgumentException("timeScale must not be negative: " + timeScale);
        }
        if (firstLook.isNegative()) {
            throw new IllegalArgumentException("firstLook must not be negative: " + firstLook);
        }
    }

    /// The demo world: only people in the book, usual habits, everything done in twelve seconds.
    public static SandboxSettings demo() {
        return new SandboxSettings(
                0,
                0,
                USUAL_SEED,
                USUAL_TIME_SCALE,
                USUAL_FIRST_LOOK,
                Clock.systemUTC(),
                SandboxAccounts.ofSeed(USUAL_SEED),
                Population.BOOK_ONLY,
                Habits.USUAL,
                WhatsAppRules.USUAL,
                WebhookSettings.defaults(),
                Kept.PLENTY);
    }

    /// For tests: every address exists, no delays, usual habits.
    public static SandboxSettings forTests() {
        return demo().withTimeScale(0)
                .withFirstLook(Duration.ZERO)
                .withPopulation(Population.EVERYONE);
    }

    /// For benchmarks of sending: nothing is remembered, nobody reacts, nothing is throttled.
    public static SandboxSettings forBenchmarks() {
        return forTests()
                .withHabits(Habits.all(Propensities.SILENT))
                .withWhatsApp(WhatsAppRules.UNLIMITED)
                .withKept(Kept.COUNTS_ONLY);
    }

    public SandboxSettings withPort(int port) {
        return with(draft -> draft.port = port);
    }

    public SandboxSettings withSmtpPort(int port) {
        return with(draft -> draft.smtpPort = port);
    }

    /// Changes the seed and with it the credentials.
    public SandboxSettings withSeed(long seed) {
        return with(draft -> {
            draft.seed = seed;
            draft.accounts = SandboxAccounts.ofSeed(seed);
        });
    }

    public SandboxSettings withTimeScale(double scale) {
        return with(draft -> draft.timeScale = scale);
    }

    public SandboxSettings withFirstLook(Duration firstLook) {
        return with(draft -> draft.firstLook = firstLook);
    }

    public SandboxSettings withClock(Clock clock) {
        return with(draft -> draft.clock = clock);
    }

    public SandboxSettings withPopulation(Population population) {
        return with(draft -> draft.population = population);
    }

    public SandboxSettings withHabits(Habits habits) {
        return with(draft -> draft.habits = habits);
    }

    public SandboxSettings withWhatsApp(WhatsAppRules rules) {
        return with(draft -> draft.whatsApp = rules);
    }

    public SandboxSettings withWebhooks(WebhookSettings webhooks) {
        return with(draft -> draft.webhooks = webhooks);
    }

    public SandboxSettings withKept(Kept kept) {
        return with(draft -> draft.kept = kept);
    }

    private SandboxSettings with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.done();
    }

    /// The same settings while one of them changes.
    private static final class Draft {
        private int port;
        private int smtpPort;
        private long seed;
        private double timeScale;
        private Duration firstLook;
        private Clock clock;
        private SandboxAccounts accounts;
        private Population population;
        private Habits habits;
        private WhatsAppRules whatsApp;
        private WebhookSettings webhooks;
        private Kept kept;

        Draft(SandboxSettings from) {
            port = from.port;
            smtpPort = from.smtpPort;
            seed = from.seed;
            timeScale = from.timeScale;
            firstLook = from.firstLook;
            clock = from.clock;
            accounts = from.accounts;
            population = from.population;
            habits = from.habits;
            whatsApp = from.whatsApp;
            webhooks = from.webhooks;
            kept = from.kept;
        }

        SandboxSettings done() {
            return new SandboxSettings(
                    port,
                    smtpPort,
                    seed,
                    timeScale,
                    firstLook,
                    clock,
                    accounts,
                    population,
                    habits,
                    whatsApp,
                    webhooks,
                    kept);
        }
    }
}
