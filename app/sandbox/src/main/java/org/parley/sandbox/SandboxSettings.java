package org.parley.sandbox;

import java.time.Clock;
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
/// @param timeScale real seconds per second of customers' time; 0 has no delays at all
public record SandboxSettings(
        int port,
        int smtpPort,
        long seed,
        double timeScale,
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

    public SandboxSettings {
        if (!(timeScale >= 0)) {
            throw new IllegalArgumentException("timeScale must not be negative: " + timeScale);
        }
    }

    /// The demo world: only people in the book, usual habits, everything done in ten seconds.
    public static SandboxSettings demo() {
        return new SandboxSettings(
                0,
                0,
                USUAL_SEED,
                USUAL_TIME_SCALE,
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
        return demo().withTimeScale(0).withPopulation(Population.EVERYONE);
    }

    /// For benchmarks of sending: nothing is remembered, nobody reacts, nothing is throttled.
    public static SandboxSettings forBenchmarks() {
        return forTests()
                .withHabits(Habits.all(Propensities.SILENT))
                .withWhatsApp(WhatsAppRules.UNLIMITED)
                .withKept(Kept.COUNTS_ONLY);
    }

    public SandboxSettings withPort(int newPort) {
        return new SandboxSettings(
                newPort,
                smtpPort,
                seed,
                timeScale,
                clock,
                accounts,
                population,
                habits,
                whatsApp,
                webhooks,
                kept);
    }

    public SandboxSettings withSmtpPort(int newPort) {
        return new SandboxSettings(
                port,
                newPort,
                seed,
                timeScale,
                clock,
                accounts,
                population,
                habits,
                whatsApp,
                webhooks,
                kept);
    }

    /// Changes the seed and with it the credentials.
    public SandboxSettings withSeed(long newSeed) {
        return new SandboxSettings(
                port,
                smtpPort,
                newSeed,
                timeScale,
                clock,
                SandboxAccounts.ofSeed(newSeed),
                population,
                habits,
                whatsApp,
                webhooks,
                kept);
    }

    public SandboxSettings withTimeScale(double newScale) {
        return new SandboxSettings(
                port,
                smtpPort,
                seed,
                newScale,
                clock,
                accounts,
                population,
                habits,
                whatsApp,
                webhooks,
                kept);
    }

    public SandboxSettings withClock(Clock newClock) {
        return new SandboxSettings(
                port,
                smtpPort,
                seed,
                timeScale,
                newClock,
                accounts,
                population,
                habits,
                whatsApp,
                webhooks,
                kept);
    }

    public SandboxSettings withAccounts(SandboxAccounts newAccounts) {
        return new SandboxSettings(
                port,
                smtpPort,
                seed,
                timeScale,
                clock,
                newAccounts,
                population,
                habits,
                whatsApp,
                webhooks,
                kept);
    }

    public SandboxSettings withPopulation(Population newPopulation) {
        return new SandboxSettings(
                port,
                smtpPort,
                seed,
                timeScale,
                clock,
                accounts,
                newPopulation,
                habits,
                whatsApp,
                webhooks,
                kept);
    }

    public SandboxSettings withHabits(Habits newHabits) {
        return new SandboxSettings(
                port,
                smtpPort,
                seed,
                timeScale,
                clock,
                accounts,
                population,
                newHabits,
                whatsApp,
                webhooks,
                kept);
    }

    public SandboxSettings withWhatsApp(WhatsAppRules newRules) {
        return new SandboxSettings(
                port,
                smtpPort,
                seed,
                timeScale,
                clock,
                accounts,
                population,
                habits,
                newRules,
                webhooks,
                kept);
    }

    public SandboxSettings withWebhooks(WebhookSettings newWebhooks) {
        return new SandboxSettings(
                port,
                smtpPort,
                seed,
                timeScale,
                clock,
                accounts,
                population,
                habits,
                whatsApp,
                newWebhooks,
                kept);
    }

    public SandboxSettings withKept(Kept newKept) {
        return new SandboxSettings(
                port,
                smtpPort,
                seed,
                timeScale,
                clock,
                accounts,
                population,
                habits,
                whatsApp,
                webhooks,
                newKept);
    }
}
