package org.parley.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.parley.core.kernel.MessageId;
import org.parley.core.tracking.OpenLinks;
import org.parley.sandbox.Sandbox;
import org.parley.sandbox.customer.Habits;
import org.parley.sandbox.customer.Person;
import org.parley.sandbox.customer.Propensities;
import org.parley.sandbox.email.Esp;
import org.parley.sandbox.email.EspSite;
import org.parley.sandbox.email.MailEvent;
import org.parley.sandbox.email.MailQuirks;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.JsonNode;

/// What comes back of the mails of a run, from a provider that takes them all and tells later, and
/// from mailboxes that load every picture at delivery: over HTTP and SMTP, on real stores.
class MailFeedbackTest {

    private static final int CONTACTS = 600;
    private static final String DESK =
            "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Thunderbird/145.0";

    @TempDir(cleanup = CleanupMode.ALWAYS)
    static Path directory;

    private static Shop shop;
    private static EspSite esp;
    private static int run;

    @BeforeAll
    static void takeARun() throws Exception {
        shop = Shop.open(CONTACTS, directory, MailFeedbackTest::amazon);
        esp = shop.sandbox.provider(EspSite.class);
        esp.quirks(MailQuirks.of(Esp.SES).prefetching().scanning());
        assertThat(esp.subscribe(shop.address().resolve("/webhooks/email/main"))).isEmpty();
        shop.sandbox
                .customers()
                .habits(Habits.USUAL.with(Channel.EMAIL, new Propensities(1, 0, 0, 0, 0, 0, 0)));
        List<Person> people = shop.data.customers();
        for (int i = 0; i < people.size(); i += 4) {
            String mailbox = people.get(i).addresses().get(Channel.EMAIL);
            if (mailbox != null) {
                shop.sandbox.customers().book().unregister(Channel.EMAIL, mailbox);
            }
        }
        run = (int) shop.run();
    }

    private static List<String> amazon(Sandbox sandbox) {
        Map<String, String> sheet = sandbox.provider(EspSite.class).account(sandbox.baseUri());
        return List.of(
                "--parley.channels.email.events=ses",
                "--parley.channels.email.ses-topic=" + sheet.get("snsTopic"),
                "--parley.channels.email.sns-uri=" + sheet.get("snsUri"));
    }

    @AfterAll
    static void close() {
        if (shop != null) {
            shop.close();
        }
    }

    @Test
    void deliveriesAreTheProvidersWordAndNotTheServers() {
        assertThat(count("delivered_at is not null")).isPositive();
        assertThat(count("delivered_at is not null and failed_at is not null")).isZero();
        assertThat(
                        shop.clickHouse()
                                .fetchValue(
                                        "select count() from message_event where channel = 'email'"
                                                + " and kind = 'delivered' and reason = 'accepted'"))
                .hasToString("0");
    }

    @Test
    void aMailboxThatDoesNotExistIsNeverWrittenToAgain() {
        long bounced = count("failure_code = '5.1.1' and state = 'failed'");
        assertThat(bounced).isPositive();
        assertThat(suppressed("bounced")).isGreaterThanOrEqualTo(bounced);
    }

    @Test
    void opensOfMailboxesThatPrefetchRaiseNoFigureAndStayInTheRawEvents() throws Exception {
        long delivered = count("delivered_at is not null");
        assertThat(raw("kind = 'read'")).isEqualTo(delivered);
        assertThat(raw("kind = 'read' and not machine")).isEqualTo(count("receipt = 'read'"));
        assertThat(raw("kind = 'clicked' and machine")).isEqualTo(delivered);
        long before = reads();
        assertThat(before).isEqualTo(count("receipt = 'read'"));

        int ordinal = ordinal("receipt = 'delivered'");
        URI pixel = shop.node.getBean(OpenLinks.class).linkFor(new MessageId(run, ordinal), 1);
        HttpResponse<byte[]> picture = load(pixel);
        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(picture.headers().firstValue("Content-Type")).contains("image/gif");
        shop.settle();

        assertThat(reads()).as("a person's open counts").isEqualTo(before + 1);
        assertThat(raw("kind = 'read'")).isEqualTo(delivered);
        assertThat(raw("kind = 'read' and not machine")).isEqualTo(before + 1);
    }

    @Test
    void aComplaintWithdrawsConsentAndKeepsTheAddressOff() throws Exception {
        int ordinal = ordinal("delivered_at is not null and opted_out_at is null");
        String address =
                (String)
                        shop.postgres()
                                .fetchValue(
                                        "select address from recipient where run_id = {0} and ordinal = {1}",
                                        DSL.val(run), DSL.val(ordinal));
        long before = suppressed("complained");
        esp.tell(MailEvent.COMPLAINED, address);
        esp.tell(MailEvent.COMPLAINED, address);
        shop.settle();
        assertThat(suppressed("complained")).isEqualTo(before + 1);
        assertThat(
                        shop.postgres()
                                .fetchValue(
                                        "select c.state from consent c join recipient r on"
                                                + " r.contact_id = c.contact_id and r.channel = c.channel"
                                                + " where r.run_id = {0} and r.ordinal = {1} and"
                                                + " c.purpose = 'marketing'",
                                        DSL.val(run), DSL.val(ordinal)))
                .isEqualTo("withdrawn");
    }

    @Test
    void everyWebhookAgainChangesNothing() throws Exception {
        JsonNode before = shop.report(run).get("arms");
        assertThat(shop.sandbox.chaos().replayAll(7)).isPositive();
        shop.settle();
        assertThat(shop.report(run).get("arms")).isEqualTo(before);
    }

    private static HttpResponse<byte[]> load(URI pixel) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(pixel).header("User-Agent", DESK).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    /// Of mails of the run, by the ledger.
    private static long count(String condition) {
        return ((Number)
                        shop.postgres()
                                .fetchValue(
                                        "select count(*) from recipient where channel = 'email' and"
                                                + " run_id = {0} and "
                                                + condition,
                                        DSL.val(run)))
                .longValue();
    }

    private static int ordinal(String condition) {
        return ((Number)
                        shop.postgres()
                                .fetchValue(
                                        "select min(ordinal) from recipient where channel = 'email'"
                                                + " and run_id = {0} and "
                                                + condition,
                                        DSL.val(run)))
                .intValue();
    }

    /// People of the run by raw events.
    private static long raw(String condition) {
        return ((Number)
                        shop.clickHouse()
                                .fetchValue(
                                        "select uniqExact(ordinal) from message_event where channel ="
                                                + " 'email' and run_id = {0} and "
                                                + condition,
                                        DSL.val(run)))
                .longValue();
    }

    private static long suppressed(String reason) {
        return ((Number)
                        shop.postgres()
                                .fetchValue(
                                        "select count(*) from suppression where channel = 'email'"
                                                + " and reason = {0}",
                                        DSL.val(reason)))
                .longValue();
    }

    /// As the report of the run has it.
    private static long reads() throws Exception {
        for (JsonNode arm : shop.report(run).get("arms")) {
            if (arm.get("name").stringValue().equals("Email")) {
                return arm.get("counts").get("read").longValue();
            }
        }
        throw new AssertionError("There is no e-mail arm");
    }
}
