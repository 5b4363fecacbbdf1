package org.parley.server.web.invoices;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.core.access.Role;
import org.parley.server.testing.Callers;
import org.parley.server.testing.Callers.Browser;
import org.parley.server.testing.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/// A provider's invoice as finance sees it, of a channel of 2002 that no other test sends on.
@ServerTest
final class InvoiceEndpointsTest {

    private static final String INVOICES = "/api/v1/invoices";
    private static final String HEAD =
            "&fileName=february.csv&vendor=Pigeon%20Ltd&currency=EUR&from=2002-02-01&to=2002-02-28";

    private final Callers callers;
    private final DSLContext postgres;

    InvoiceEndpointsTest(@Autowired Callers callers, @Autowired DSLContext postgres) {
        this.callers = callers;
        this.postgres = postgres;
    }

    /// A campaign of February 2002 with one bill of 0.05; once for all tests.
    @BeforeEach
    void campaignOfLongAgo() {
        postgres.execute(
                """
                with person as (
                  insert into contact (external_id) values ('invoices')
                  on conflict do nothing returning id
                ), audience as (
                  insert into segment (name, rule) select 'invoices', '{}' from person returning id
                ), words as (
                  insert into message (name) select 'invoices' from person returning id
                ), plan as (
                  insert into campaign (name, segment_id, message_id, seed, created_by)
                  select 'Winter 2002', audience.id, words.id, 's', 't' from audience, words returning id
                ), sent as (
                  insert into run (campaign_id, fire_time, state, started_at, finished_at)
                  select id, '2002-02-03 10:00Z', 'finished', '2002-02-03 10:00Z', '2002-02-03 11:00Z' from plan returning id
                ), got as (
                  insert into recipient (run_id, ordinal, contact_id, arm, channel, country, address, state, sent_at, price,
                    price_currency, billed_at)
                  select sent.id, 1, person.id, 1, 'pigeon', 'DE', 'p', 'sent', '2002-02-03 10:00Z', 0.05, 'EUR', '2002-02-03 10:00Z'
                  from sent, person
                  returning run_id, contact_id
                )
                insert into event_outbox (kind, occurred_at, run_id, ordinal, contact_id, arm, channel, country, language, price, currency)
                select 'billed', '2002-02-03 10:00Z', run_id, 1, contact_id, 1, 'pigeon', 'DE', '', 0.05, 'EUR' from got\
                """);
    }

    @Test
    void anInvoiceIsImportedReconciledAcceptedAndReversed() {
        var ann = callers.signedIn(Role.FINANCE);
        var bea = callers.signedIn(Role.FINANCE);
        var mapping = mapping(ann);
        var csv = "Land,Menge,Netto\nDE,1,\"0,07\"\n";

        var id =
                send(ann, mapping, "P-1", "0.07", csv)
                        .expectStatus()
                        .isCreated()
                        .expectBody(Map.class)
                        .returnResult()
                        .getResponseBody()
                        .get("id");
        send(ann, mapping, "P-1", "0.07", csv).expectStatus().isOk();
        send(ann, mapping, "P-1", "0.08", csv.replace("0,07", "0,08"))
                .expectStatus()
                .isEqualTo(409);

        var address = INVOICES + "/" + id;
        var digest =
                get(address)
                        .expectStatus()
                        .isOk()
                        .expectBody(Map.class)
                        .returnResult()
                        .getResponseBody()
                        .get("digest")
                        .toString();
        get(address)
                .expectBody()
                .jsonPath("$.accrued")
                .isEqualTo("0.05")
                .jsonPath("$.difference")
                .isEqualTo("0.02")
                .jsonPath("$.trueUp")
                .isEqualTo("0.02")
                .jsonPath("$.rows.length()")
                .isEqualTo(1)
                .jsonPath("$.rows[0].status")
                .isEqualTo("price_differs")
                .jsonPath("$.rows[0].month")
                .isEqualTo("2002-02")
                .jsonPath("$.rows[0].priceDifference")
                .isEqualTo("0.02")
                .jsonPath("$.runs[0].campaignName")
                .isEqualTo("Winter 2002")
                .jsonPath("$.invoice.state")
                .isEqualTo("imported")
                .jsonPath("$.invoice.mapping")
                .isEqualTo(mapping)
                .jsonPath("$.messages")
                .isEqualTo(null);
        file(address + "/reconciliation.csv", "vendor,invoice_ref,month,");
        file(address + "/unmatched.csv", "side,line,message_id,");
        assertThat(
                        postgres.fetchValues(
                                "select detail ->> 'file' from audit_entry where action = 'invoice.download' and subject = ? order by id",
                                "invoice/" + id))
                .isEqualTo(List.of("reconciliation", "unmatched"));

        var acceptance = Map.of("digest", digest, "releaseUnbilled", false);
        post(ann, address + "/accept", acceptance)
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("Somebody else has to accept what you imported.");
        callers.program(Role.FINANCE)
                .post()
                .uri(address + "/accept")
                .contentType(MediaType.APPLICATION_JSON)
                .body(acceptance)
                .exchange()
                .expectStatus()
                .isForbidden();
        post(bea, address + "/accept", acceptance)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.invoice.state")
                .isEqualTo("accepted")
                .jsonPath("$.invoice.trueUp")
                .isEqualTo("0.02");
        post(ann, address + "/reverse", Map.of("reason", "")).expectStatus().isBadRequest();
        post(ann, address + "/reverse", Map.of("reason", "Wrong month"))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.invoice.state")
                .isEqualTo("reversed")
                .jsonPath("$.invoice.entries[1].reason")
                .isEqualTo("Wrong month");
        get(INVOICES).expectBody().jsonPath("$.items[0].number").isEqualTo("P-1");
    }

    @Test
    void anInvoiceThatDoesNotAddUpIsRefusedWithTheRemedy() {
        var ann = callers.signedIn(Role.FINANCE);
        var mapping = mapping(ann);

        send(ann, mapping, "P-2", "1.00", "Land,Menge,Netto\nDE,1,\"0,07\"\n")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.type")
                .value(String.class, type -> assertThat(type).endsWith("malformed-file"))
                .jsonPath("$.detail")
                .value(
                        String.class,
                        detail ->
                                assertThat(detail)
                                        .startsWith(
                                                "The lines add up to 0.07 EUR, and the invoice's total is 1.00."));
        send(ann, mapping, "P-2", "0.07", "Land,Menge,Netto\nDE,viel,\"0,07\"\n")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.detail")
                .value(
                        String.class,
                        detail -> assertThat(detail).startsWith("Line 2: column Menge is no"));
        send(ann, mapping, "P-2", "0.07", "Land\nDE\n").expectStatus().isBadRequest();
        send(ann, 4711, "P-2", "0.07", "Land\nDE\n").expectStatus().isBadRequest();
        post(ann, INVOICES + "/mappings", Map.of("columns", Map.of()))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("columns.amount");
        callers.program(Role.FINANCE)
                .post()
                .uri(INVOICES + "/mappings")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("columns", Map.of("amount", "Netto")))
                .exchange()
                .expectStatus()
                .isForbidden();
        callers.program(Role.FINANCE)
                .get()
                .uri(INVOICES + "/4711")
                .exchange()
                .expectStatus()
                .isNotFound();
        callers.program(Role.MARKETER).get().uri(INVOICES).exchange().expectStatus().isForbidden();
    }

    private int mapping(Browser browser) {
        return (int)
                post(
                                browser,
                                INVOICES + "/mappings",
                                Map.of(
                                        "columns",
                                        Map.of(
                                                "channel",
                                                Map.of("value", "pigeon"),
                                                "country",
                                                Map.of("column", "Land"),
                                                "quantity",
                                                "Menge",
                                                "amount",
                                                "Netto"),
                                        "decimal",
                                        ","))
                        .expectStatus()
                        .isCreated()
                        .expectBody(Map.class)
                        .returnResult()
                        .getResponseBody()
                        .get("id");
    }

    private ResponseSpec send(
            Browser browser, int mapping, String number, String total, String csv) {
        return callers.anybody()
                .post()
                .uri(
                        URI.create(
                                INVOICES
                                        + "?mapping=%d&number=%s&total=%s"
                                                .formatted(mapping, number, total)
                                        + HEAD))
                .headers(browser::on)
                .contentType(new MediaType("text", "csv"))
                .body(csv.getBytes(StandardCharsets.UTF_8))
                .exchange();
    }

    private ResponseSpec post(Browser browser, String address, Map<String, ?> body) {
        return callers.anybody()
                .post()
                .uri(address)
                .headers(browser::on)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    private ResponseSpec get(String address) {
        return callers.program(Role.FINANCE).get().uri(address).exchange();
    }

    private void file(String address, String header) {
        get(address)
                .expectStatus()
                .isOk()
                .expectHeader()
                .value(
                        HttpHeaders.CONTENT_DISPOSITION,
                        value -> assertThat(value).startsWith("attachment"))
                .expectBody(String.class)
                .value(text -> assertThat(text).startsWith(header));
    }
}
