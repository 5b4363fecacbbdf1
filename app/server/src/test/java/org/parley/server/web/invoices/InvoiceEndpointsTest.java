package org.parley.server.web.invoices;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.core.access.Role;
import org.parley.server.testing.Callers;
import org.parley.server.testing.Callers.Browser;
import org.parley.server.testing.LongAgo;
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
    private final LongAgo finance;

    InvoiceEndpointsTest(@Autowired Callers callers, @Autowired DSLContext postgres) {
        this.callers = callers;
        this.postgres = postgres;
        this.finance = new LongAgo(callers, postgres, INVOICES);
    }

    /// A campaign of February 2002 with one bill of 0.05; once for all tests.
    @BeforeEach
    void campaignOfLongAgo() {
        finance.campaign("invoices", "Winter 2002", "2002-02-03", "pigeon")
                .ifPresent(run ->
                        postgres.execute(
                                """
                                with billed as (
                                  update recipient set country = 'DE', price = 0.05, price_currency = 'EUR', billed_at = sent_at
                                  where run_id = ?
                                  returning run_id, ordinal, contact_id, arm, channel, country, price, price_currency, billed_at
                                )
                                insert into event_outbox (kind, occurred_at, run_id, ordinal, contact_id, arm, channel, country, language, price,
                                  currency)
                                select 'billed', billed_at, run_id, ordinal, contact_id, arm, channel, country, '', price, price_currency from billed\
                                """,
                                run));
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

        var address = "/" + id;
        var digest =
                finance.get(address)
                        .expectStatus()
                        .isOk()
                        .expectBody(Map.class)
                        .returnResult()
                        .getResponseBody()
                        .get("digest")
                        .toString();
        finance.get(address)
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
        finance.post(ann, address + "/accept", acceptance)
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("Somebody else has to accept what you imported.");
        callers.program(Role.FINANCE)
                .post()
                .uri(INVOICES + address + "/accept")
                .contentType(MediaType.APPLICATION_JSON)
                .body(acceptance)
                .exchange()
                .expectStatus()
                .isForbidden();
        finance.post(bea, address + "/accept", acceptance)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.invoice.state")
                .isEqualTo("accepted")
                .jsonPath("$.invoice.trueUp")
                .isEqualTo("0.02");
        finance.post(ann, address + "/reverse", Map.of("reason", "")).expectStatus().isBadRequest();
        finance.post(ann, address + "/reverse", Map.of("reason", "Wrong month"))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.invoice.state")
                .isEqualTo("reversed")
                .jsonPath("$.invoice.entries[1].reason")
                .isEqualTo("Wrong month");
        finance.get("").expectBody().jsonPath("$.items[0].number").isEqualTo("P-1");
    }

    @Test
    void aWrongImportIsWithdrawnAndComesAgain() {
        var ann = callers.signedIn(Role.FINANCE);
        var mapping = mapping(ann);
        assertThat(mapping(ann)).as("an equal mapping is the same").isEqualTo(mapping);
        var csv = "Land,Menge,Netto\nDE,1,\"0,09\"\n";
        var wrong = "/" + id(send(ann, mapping, "W-1", "0.09", csv));
        var twin = "/" + id(send(ann, mapping, "W-2", "0.09", csv));
        finance.get(twin)
                .expectBody()
                .jsonPath("$.sameLines[0].number")
                .isEqualTo("W-1")
                .jsonPath("$.sameLines[0].state")
                .isEqualTo("imported");
        finance.post(ann, wrong + "/withdraw", Map.of("reason", " ")).expectStatus().isBadRequest();

        finance.post(ann, wrong + "/withdraw", Map.of("reason", "The wrong file"))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo("withdrawn")
                .jsonPath("$.withdrawn.reason")
                .isEqualTo("The wrong file");
        finance.post(ann, wrong + "/withdraw", Map.of("reason", "Again"))
                .expectStatus()
                .isEqualTo(409);
        finance.get(twin).expectBody().jsonPath("$.sameLines.length()").isEqualTo(0);
        send(ann, mapping, "w-1", "0.10", csv.replace("0,09", "0,10")).expectStatus().isCreated();
    }

    private static int id(ResponseSpec taken) {
        return (int)
                taken.expectStatus()
                        .isCreated()
                        .expectBody(Map.class)
                        .returnResult()
                        .getResponseBody()
                        .get("id");
    }

    @Test
    void whatNoDatabaseKeepsIsTheCallersFault() {
        var ann = callers.signedIn(Role.FINANCE);
        var mapping = mapping(ann);
        var csv = "Land,Menge,Netto\nDE,1,\"0,07\"\n";
        send(ann, mapping, "N%00", "0.07", csv)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("number");
        send(ann, mapping, "N-1&fileName=%00", "0.07", csv).expectStatus().isBadRequest();
        var columns = Map.of("amount", "Netto", "day", "Tag\u0000");
        finance.post(ann, "/mappings", Map.of("columns", columns))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("columns.day");
        var nothing = new HashMap<String, Object>();
        nothing.put("Viber", null);
        finance.post(
                        ann,
                        "/mappings",
                        Map.of(
                                "columns",
                                Map.of(
                                        "amount",
                                        "Netto",
                                        "channel",
                                        Map.of("column", "Kanal", "values", nothing))))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("columns.channel.values");
        var id = "/" + id(send(ann, mapping, "N-1", "0.07", csv));
        finance.post(ann, id + "/withdraw", Map.of("reason", "a\u0000"))
                .expectStatus()
                .isBadRequest();
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
        finance.post(ann, "/mappings", Map.of("columns", Map.of()))
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
                finance.post(
                                browser,
                                "/mappings",
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
                        .is2xxSuccessful()
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

    private void file(String address, String header) {
        finance.get(address)
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
