package org.parley.sandbox.email;

import java.io.IOException;
import java.net.URI;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.parley.sandbox.customer.Voice;
import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.Call;
import org.parley.sandbox.provider.Provider;
import org.parley.sandbox.provider.Surroundings;
import org.parley.sandbox.webhook.Webhooks;
import org.parley.sandbox.world.Channel;

/// Whoever runs the mail server: takes mails by SMTP beside this, and tells over HTTP what became
/// of them, in the way of the provider that it plays at the moment.
public final class EspSite implements Provider {
    private final EspAccount account;
    private final Surroundings around;
    private final Postbag postbag = new Postbag();
    private final SnsDesk sns;
    private final SendGridWriter sendGrid;
    private final Map<Esp, EventWriter> writers = new EnumMap<>(Esp.class);
    private final EmailVoice voice;
    private volatile MailQuirks quirks = MailQuirks.NONE;
    private volatile URI desk = URI.create("http://127.0.0.1:0");

    EspSite(long seed, Surroundings around) {
        this.account = EspAccount.ofSeed(seed);
        this.around = around;
        this.sns =
                new SnsDesk(
                        account.snsTopic(),
                        around.clock(),
                        () -> desk.resolve("/" + segment() + "/sns/"));
        this.sendGrid = new SendGridWriter(around.clock());
        writers.put(Esp.SES, new SesWriter(sns));
        writers.put(Esp.SENDGRID, sendGrid);
        writers.put(Esp.MAILGUN, new MailgunWriter(account.mailgunSigningKey(), around.clock()));
        writers.put(Esp.POSTMARK, new PostmarkWriter(account.postmarkPassword()));
        writers.put(
                Esp.OWN_SERVER,
                new ReportWriter(account.returnedMailSecret(), () -> quirks.hidesPeople()));
        this.voice = new EmailVoice(around.http(), this);
    }

    /// How servers and mailboxes are from now on.
    public void quirks(MailQuirks quirks) {
        this.quirks = quirks;
    }

    public MailQuirks quirks() {
        return quirks;
    }

    /// Whether SNS signs by SHA-1 from now on.
    public void signVersion1(boolean old) {
        sns.signVersion1(old);
    }

    /// How often a subscription was confirmed.
    public int confirmations() {
        return sns.confirmations();
    }

    /// Tells an event of the last mail to an address, in the words of whoever runs the server.
    public void tell(MailEvent event, String address) {
        postbag.last(address).ifPresent(letter -> tell(event, letter));
    }

    void tell(MailEvent event, Letter letter) {
        EventWriter writer = writers.get(quirks.esp());
        if (writer != null) {
            writer.write(event, letter, around.clock().instant()).ifPresent(webhooks()::post);
        }
    }

    Postbag postbag() {
        return postbag;
    }

    /// Where it answers; known once the sandbox is up.
    public void at(URI desk) {
        this.desk = desk;
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public Voice voice() {
        return voice;
    }

    @Override
    public String segment() {
        return "esp";
    }

    @Override
    public Map<String, String> account(URI desk) {
        Map<String, String> sheet = new HashMap<>(account.sheet());
        sheet.put("snsUri", desk.resolve("/" + segment() + "/sns/").toString());
        sheet.put("sendGridVerificationKey", sendGrid.verificationKey());
        return sheet;
    }

    /// SNS sends nothing before its subscription is confirmed; the others shake no hands.
    @Override
    public Optional<String> subscribe(URI webhook) {
        if (quirks.esp() == Esp.SES) {
            int before = sns.confirmations();
            try {
                int status = webhooks().probe(sns.confirmation(), webhook);
                if (sns.confirmations() == before) {
                    return Optional.of("the subscription was not confirmed: answer " + status);
                }
            } catch (IOException unreachable) {
                return Optional.of("no answer: " + unreachable.getMessage());
            }
        }
        webhooks().target(Channel.EMAIL, webhook);
        return Optional.empty();
    }

    @Override
    public Map<String, Consumer<String>> deeds() {
        return Map.of(
                "complain", address -> tell(MailEvent.COMPLAINED, address),
                "unsubscribe", address -> tell(MailEvent.UNSUBSCRIBED, address),
                "bounce", address -> tell(MailEvent.BOUNCED, address),
                "softBounce", address -> tell(MailEvent.SOFT_BOUNCED, address),
                "block", address -> tell(MailEvent.BLOCKED, address),
                "defer", address -> tell(MailEvent.DEFERRED, address),
                "open", address -> tell(MailEvent.OPENED, address),
                "click", address -> tell(MailEvent.CLICKED, address));
    }

    @Override
    public Answer answer(Call call) {
        return call.path().startsWith("/" + segment() + "/sns/")
                ? sns.answer(call)
                : Answer.text(404, "mail is taken by SMTP");
    }

    private Webhooks webhooks() {
        return around.webhooks();
    }
}
