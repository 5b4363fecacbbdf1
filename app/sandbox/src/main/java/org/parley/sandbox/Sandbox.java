package org.parley.sandbox;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.apns.ApnsProvider;
import org.parley.sandbox.apple.AppleProvider;
import org.parley.sandbox.control.ControlSite;
import org.parley.sandbox.customer.Book;
import org.parley.sandbox.customer.Customers;
import org.parley.sandbox.customer.ParleyLink;
import org.parley.sandbox.email.MailServer;
import org.parley.sandbox.fcm.FcmProvider;
import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.HttpDesk;
import org.parley.sandbox.http.HttpOut;
import org.parley.sandbox.http.Site;
import org.parley.sandbox.infobip.InfobipProvider;
import org.parley.sandbox.instagram.InstagramSite;
import org.parley.sandbox.line.LineSite;
import org.parley.sandbox.messenger.MessengerSite;
import org.parley.sandbox.provider.Provider;
import org.parley.sandbox.provider.Surroundings;
import org.parley.sandbox.rcs.RcsProvider;
import org.parley.sandbox.received.Received;
import org.parley.sandbox.refusal.Refusals;
import org.parley.sandbox.smpp.SmppProvider;
import org.parley.sandbox.telegram.TelegramSite;
import org.parley.sandbox.twilio.TwilioProvider;
import org.parley.sandbox.viber.ViberSite;
import org.parley.sandbox.viber.ViberVoice;
import org.parley.sandbox.webhook.Chaos;
import org.parley.sandbox.webhook.Webhooks;
import org.parley.sandbox.webpush.WebPushProvider;
import org.parley.sandbox.whatsapp.WhatsAppSite;
import org.parley.sandbox.whatsapp.WhatsAppTemplates;
import org.parley.sandbox.whatsapp.WhatsAppVoice;
import org.parley.sandbox.world.Agenda;
import org.parley.sandbox.world.Channel;

/// The running sandbox: every provider, every customer, and the switches of a test.
public final class Sandbox implements AutoCloseable {
    private static final int PARALLEL_ACTS = 64;
    private static final long MOST_PENDING = 2_000_000;

    /// A new channel is one line here.
    private static final List<Provider.Opening> REGISTERED =
            List.of(
                    TwilioProvider::new,
                    RcsProvider::new,
                    InfobipProvider::new,
                    SmppProvider::new,
                    AppleProvider::new,
                    FcmProvider::new,
                    ApnsProvider::new,
                    WebPushProvider::new,
                    LineSite::open,
                    MessengerSite::open,
                    InstagramSite::open,
                    TelegramSite::open);

    private final SandboxSettings settings;
    private final Agenda agenda;
    private final HttpOut http;
    private final Surroundings around;
    private final ViberSite viber;
    private final WhatsAppSite whatsApp;
    private final MailServer mail;
    private final List<Provider> providers;
    private final HttpDesk desk;

    private Sandbox(SandboxSettings settings) {
        this.settings = settings;
        this.agenda =
                new Agenda(settings.timeScale(), settings.firstLook(), PARALLEL_ACTS, MOST_PENDING);
        this.http = new HttpOut(settings.webhooks().timeout());
        this.around = surroundings();
        this.viber = new ViberSite(settings.accounts().viberToken(), around);
        this.whatsApp =
                new WhatsAppSite(settings.accounts().whatsApp(), settings.whatsApp(), around);
        this.mail =
                new MailServer(
                        settings.smtpPort(), settings.accounts().mail(), settings.seed(), around);
        this.providers = open();
        Map<String, Site> sites = new HashMap<>();
        sites.put("control", new ControlSite(around, providers, whatsApp, this::describe));
        sites.put("discard", _ -> Answer.text(200, ""));
        for (Provider provider : providers) {
            sites.put(provider.segment(), provider);
            customers().speakOn(provider.channel(), provider.voice());
        }
        this.desk = new HttpDesk(settings.port(), sites);
    }

    private List<Provider> open() {
        List<Provider> all = new ArrayList<>(List.of(viber, whatsApp, mail.esp()));
        REGISTERED.forEach(each -> all.add(each.open(settings.seed(), around)));
        return List.copyOf(all);
    }

    /// Opens both ports; an occupied one is an error that names it.
    public static Sandbox start(SandboxSettings settings) {
        Sandbox sandbox = new Sandbox(settings);
        try {
            sandbox.mail.open();
            sandbox.providers.forEach(Provider::open);
            sandbox.desk.open();
            sandbox.mail.esp().at(sandbox.baseUri());
            return sandbox;
        } catch (RuntimeException e) {
            sandbox.close();
            throw e;
        }
    }

    public SandboxSettings settings() {
        return settings;
    }

    public SandboxAccounts accounts() {
        return settings.accounts();
    }

    public URI baseUri() {
        return URI.create("http://127.0.0.1:" + desk.port());
    }

    /// In place of `https://chatapi.viber.com/pa`.
    public URI viberBaseUri() {
        return baseUri().resolve("/viber/pa");
    }

    /// In place of `https://graph.facebook.com`; the version follows.
    public URI whatsAppBaseUri() {
        return baseUri().resolve("/whatsapp");
    }

    /// Answers 200 to anything and forgets it: a webhook target for benchmarks.
    public URI discardUri() {
        return baseUri().resolve("/discard");
    }

    public String smtpHost() {
        return "127.0.0.1";
    }

    public int smtpPort() {
        return mail.getPort();
    }

    /// Sets the bot's webhook without the handshake that `set_webhook` makes.
    public void viberWebhook(URI webhook) {
        webhooks().target(Channel.VIBER, webhook);
    }

    /// Subscribes after Meta's handshake. Empty when it stands, else the trouble.
    public Optional<String> subscribeWhatsApp(URI webhook) {
        return whatsApp.subscribe(webhook);
    }

    /// Subscribes without the handshake.
    public void whatsAppWebhook(URI webhook) {
        webhooks().target(Channel.WHATSAPP, webhook);
    }

    /// Where the shop reports orders; null stops them.
    public void parley(@Nullable ParleyLink link) {
        customers().parley(link);
    }

    public WhatsAppTemplates whatsAppTemplates() {
        return whatsApp.templates();
    }

    /// Viber users act by hand through this.
    public ViberVoice viberUsers() {
        return viber.voice();
    }

    /// WhatsApp users act by hand through this.
    public WhatsAppVoice whatsAppUsers() {
        return whatsApp.voice();
    }

    /// Everybody who is called over HTTP.
    public List<Provider> providers() {
        return providers;
    }

    /// The provider of this kind.
    public <P extends Provider> P provider(Class<P> kind) {
        return providers.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + kind.getSimpleName()));
    }

    public Customers customers() {
        return around.customers();
    }

    public Received received() {
        return around.received();
    }

    public Webhooks webhooks() {
        return around.webhooks();
    }

    public Chaos chaos() {
        return webhooks().chaos();
    }

    public Refusals refusals() {
        return around.refusals();
    }

    /// Waits until every customer is done and every webhook taken or given up. Webhooks on hold do
    /// not count. False when the time ran out first.
    public boolean awaitQuiet(Duration longest) throws InterruptedException {
        return agenda.awaitQuiet(longest);
    }

    @Override
    public void close() {
        desk.close();
        mail.close();
        providers.forEach(Provider::close);
        agenda.close();
        http.close();
    }

    private Surroundings surroundings() {
        Kept kept = settings.kept();
        Book book = new Book(settings.seed(), settings.population());
        Customers customers =
                new Customers(
                        settings.seed(),
                        book,
                        settings.habits(),
                        agenda,
                        http,
                        settings.clock(),
                        kept.acts());
        return new Surroundings(
                settings.clock(),
                agenda,
                http,
                customers,
                new Received(settings.clock(), kept.messages(), kept.bodies()),
                new Webhooks(http, agenda, settings.webhooks(), kept.webhooks(), settings.seed()),
                new Refusals());
    }

    private Map<String, String> describe() {
        return AccountSheet.of(this);
    }
}
