package org.parley.server.web.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.core.access.Role;
import org.parley.core.commerce.RateCard;
import org.parley.core.commerce.RateCards;
import org.parley.core.kernel.Channel;
import org.parley.server.testing.Callers;
import org.parley.server.testing.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the web app draws of a message before it is sent.
@ServerTest
final class MessagePreviewTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String LIST =
            """
            {"version": 2,
             "content": {"body": {"type": "list", "text": "Hello {{ first_name }}", "button": "Choose",
               "sections": [{"rows": [{"title": "Small", "payload": "S"}, {"title": "Large", "payload": "L"}]}]}},
             "locales": {"de": {"body": {"type": "text", "text": "Hallo {{ first_name }}"}}}}
            """;

    private final Callers callers;
    private final DSLContext dsl;
    private final RateCards prices;

    MessagePreviewTest(
            @Autowired Callers callers, @Autowired DSLContext dsl, @Autowired RateCards prices) {
        this.callers = callers;
        this.dsl = dsl;
        this.prices = prices;
    }

    private long anna;

    @BeforeEach
    void aContact() {
        anna = contact("Anna", "fr");
    }

    private long contact(String name, String language) {
        Long id =
                dsl.fetchOne(
                                """
                                insert into contact (external_id, first_name, country, language, attributes)
                                values (gen_random_uuid()::text, ?, 'AT', ?, '{}') returning id
                                """,
                                name,
                                language)
                        .get(0, Long.class);
        dsl.execute(
                "insert into address (contact_id, channel, value)"
                        + " values (?, 'viber', gen_random_uuid()::text)",
                id);
        return id;
    }

    @Test
    void showsWhatTheContactGetsAndThePayloadAndThePrice() {
        if (prices.at(new Channel("viber"), "AT", "marketing", Instant.EPOCH).isEmpty()) {
            prices.add(
                    new RateCard(
                            new Channel("viber"),
                            null,
                            "marketing",
                            RateCard.BilledOn.SENT,
                            new BigDecimal("0.0140"),
                            "EUR",
                            "test",
                            LocalDate.EPOCH));
        }

        JsonNode preview = preview(LIST, anna);

        assertThat(preview.path("form").asString()).isEqualTo("text");
        assertThat(preview.at("/content/body/text").asString()).isEqualTo("Hello Anna");
        assertThat(preview.at("/content/buttons/1/payload").asString()).isEqualTo("L");
        assertThat(
                        JSON.readTree(preview.path("payload").asString())
                                .at("/keyboard/Type")
                                .asString())
                .isEqualTo("keyboard");
        assertThat(preview.at("/findings/0/severity").asString()).isEqualTo("warning");
        assertThat(new BigDecimal(preview.at("/price/amount").asString()))
                .isEqualByComparingTo("0.014");
        assertThat(preview.path("missingVariable").isNull()).isTrue();
    }

    @Test
    void speaksTheContactsLanguage() {
        assertThat(preview(LIST, contact("Eva", "de-AT")).at("/content/body/text").asString())
                .isEqualTo("Hallo Eva");
    }

    @Test
    void namesTheVariableThatTheContactLacks() {
        JsonNode preview = preview("{\"version\": 1, \"text\": \"Size {{ shoe_size }}\"}", anna);

        assertThat(preview.path("missingVariable").asString()).isEqualTo("shoe_size");
        assertThat(preview.path("payload").isNull()).isTrue();
    }

    @Test
    void publishesTheFormOfAMessage() {
        String schema =
                callers.program(Role.ANALYST)
                        .get()
                        .uri("/api/v1/messages/schema")
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody();

        assertThat(JSON.readTree(schema).at("/properties/version/const").asInt()).isEqualTo(2);
    }

    private JsonNode preview(String content, long contact) {
        String body =
                callers.program(Role.MARKETER)
                        .post()
                        .uri("/api/v1/messages/preview")
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(
                                Map.of(
                                        "content",
                                        JSON.readTree(content),
                                        "channel",
                                        "viber",
                                        "contactId",
                                        contact))
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody();
        return JSON.readTree(body);
    }
}
