package org.parley.server.web.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.core.access.Role;
import org.parley.sandbox.Sandbox;
import org.parley.sandbox.SandboxSettings;
import org.parley.sandbox.whatsapp.WhatsAppSite;
import org.parley.sandbox.whatsapp.WhatsAppTemplate;
import org.parley.server.testing.Callers;
import org.parley.server.testing.Drafts;
import org.parley.server.testing.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Templates over HTTP, with the simulated Meta behind the account.
@ServerTest
final class TemplateControllerTest {

    private final Callers callers;
    private final DSLContext dsl;
    private Sandbox sandbox;
    private String account;

    TemplateControllerTest(@Autowired Callers callers, @Autowired DSLContext dsl) {
        this.callers = callers;
        this.dsl = dsl;
    }

    @BeforeEach
    void open() {
        sandbox = Sandbox.start(SandboxSettings.forTests());
        account = "number-" + sandbox.baseUri().getPort();
        Map<String, String> sheet = sandbox.provider(WhatsAppSite.class).account(sandbox.baseUri());
        Map<String, String> settings = new TreeMap<>();
        settings.put("base-uri", sandbox.whatsAppBaseUri() + "/v25.0/");
        settings.put("phone-number-id", sheet.get("whatsAppPhoneNumberId"));
        settings.put("access-token", sheet.get("whatsAppAccessToken"));
        settings.put("app-secret", sheet.get("whatsAppAppSecret"));
        settings.put("verify-token", sheet.get("whatsAppVerifyToken"));
        settings.put("business-account-id", sheet.get("whatsAppBusinessAccountId"));
        callers.program(Role.ADMIN)
                .post()
                .uri("/api/v1/accounts")
                .body(Map.of("type", "whatsapp", "name", account, "settings", settings))
                .exchange()
                .expectStatus()
                .isCreated();
    }

    @AfterEach
    void close() {
        sandbox.close();
        dsl.execute("delete from sender_account where name = {0}", DSL.val(account));
    }

    @Test
    void aTemplateIsAskedForJudgedByWebhookAndHeldAgainstACampaign() {
        JsonNode made = read(create(callers.program(Role.MARKETER), "spring_sale"), 201);
        assertThat(made.path("state").stringValue()).isEqualTo("pending");
        assertThat(made.path("category").stringValue()).isEqualTo("marketing");

        sandbox.whatsAppWebhook(
                URI.create("http://localhost:" + callers.port() + "/webhooks/whatsapp/" + account));
        sandbox.provider(WhatsAppSite.class)
                .judge("spring_sale", "de", WhatsAppTemplate.Status.REJECTED, "ABUSIVE_CONTENT");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(only(list()).path("state").stringValue()).isEqualTo("rejected"));
        assertThat(only(list()).path("reason").stringValue()).isEqualTo("ABUSIVE_CONTENT");
        assertThat(
                        dsl.fetch(
                                        "select action from audit_entry where subject = {0}",
                                        DSL.val("account/" + account))
                                .getValues(0, String.class))
                .containsExactly("template.create");

        JsonNode refusal =
                read(
                        post(
                                callers.program(Role.MARKETER),
                                "/api/v1/campaigns/" + campaign("spring_sale") + "/schedule",
                                Map.of("at", tomorrow())),
                        422);
        assertThat(refusal.path("errors").findValuesAsString("detail"))
                .contains(
                        "whatsapp: Template spring_sale (de) is rejected by the provider"
                                + " (ABUSIVE_CONTENT)");
    }

    @Test
    void aCampaignWithATemplateThatNobodyAskedAboutIsScheduledNevertheless() {
        JsonNode scheduled =
                read(
                        post(
                                callers.program(Role.MARKETER),
                                "/api/v1/campaigns/" + campaign("unheard_of") + "/schedule",
                                Map.of("at", tomorrow())),
                        200);
        assertThat(scheduled.path("state").stringValue()).isEqualTo("scheduled");
    }

    private static String tomorrow() {
        return Instant.now().plusSeconds(86_400).toString();
    }

    /// A draft with one arm from the account, by this template.
    private long campaign(String template) {
        RestTestClient marketer = callers.program(Role.MARKETER);
        String name = template + " of " + account;
        Map<String, ?> approved =
                Map.of("name", template, "language", "de", "parameters", List.of("Anna"));
        long segment =
                read(
                                post(
                                        marketer,
                                        "/api/v1/segments",
                                        Map.of("name", name, "rule", Map.of("all", List.of()))),
                                201)
                        .path("id")
                        .asLong(0);
        long message =
                read(
                                post(
                                        marketer,
                                        "/api/v1/messages",
                                        Drafts.message(
                                                name,
                                                Map.of(
                                                        "version",
                                                        1,
                                                        "text",
                                                        "Hallo",
                                                        "templates",
                                                        Map.of("whatsapp", approved)))),
                                201)
                        .path("id")
                        .asLong(0);
        Map<String, ?> arm =
                Map.of(
                        "name", "all",
                        "variant", "A",
                        "channel", "whatsapp",
                        "accounts", Map.of("whatsapp", account),
                        "weight", 10_000);
        return read(
                        post(
                                marketer,
                                "/api/v1/campaigns",
                                Map.of(
                                        "name", name,
                                        "segmentId", segment,
                                        "messageId", message,
                                        "arms", List.of(arm))),
                        201)
                .path("id")
                .asLong(0);
    }

    @Test
    void theProvidersListIsTakenOver() {
        sandbox.whatsAppTemplates()
                .register(WhatsAppTemplate.ofText("old_one", "de", "Hallo und willkommen!"));
        JsonNode synced =
                read(
                        callers.program(Role.MARKETER)
                                .post()
                                .uri("/api/v1/accounts/" + account + "/templates/sync")
                                .exchange(),
                        200);
        assertThat(only(synced).path("name").stringValue()).isEqualTo("old_one");
        assertThat(only(synced).path("state").stringValue()).isEqualTo("approved");
    }

    @Test
    void whatMetaDoesNotTakeIsToldInItsWords() {
        JsonNode problem =
                read(
                        post(
                                callers.program(Role.ADMIN),
                                Map.of(
                                        "name", "bad_one",
                                        "language", "de",
                                        "category", "marketing",
                                        "body", "{{1}}",
                                        "examples", List.of("Anna"))),
                        422);
        assertThat(problem.path("detail").stringValue()).contains("2388299");
        assertThat(list().path("items")).isEmpty();
    }

    @Test
    void whatIsWrongIsNamedBeforeAnybodyIsAsked() {
        JsonNode problem =
                read(
                        post(
                                callers.program(Role.ADMIN),
                                Map.of(
                                        "name", "No Spaces",
                                        "language", "German",
                                        "category", "marketing",
                                        "body", "")),
                        400);
        assertThat(problem.path("errors").findValuesAsString("field"))
                .containsExactly("name", "language", "body");
    }

    @Test
    void onlyMarketersAndAdministratorsSeeThemAndOnlyWhereThereAreAny() {
        callers.program(Role.ANALYST)
                .get()
                .uri("/api/v1/accounts/" + account + "/templates")
                .exchange()
                .expectStatus()
                .isForbidden();
        callers.program(Role.MARKETER)
                .get()
                .uri("/api/v1/accounts/nobody/templates")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    private RestTestClient.ResponseSpec create(RestTestClient caller, String name) {
        return post(
                caller,
                Map.of(
                        "name",
                        name,
                        "language",
                        "de",
                        "category",
                        "marketing",
                        "header",
                        Map.of("kind", "text", "text", "Sale"),
                        "body",
                        "Hallo {{1}}, unser Schlussverkauf hat heute begonnen!",
                        "examples",
                        List.of("Anna"),
                        "footer",
                        "Stop zum Abmelden",
                        "buttons",
                        List.of(
                                Map.of(
                                        "kind", "url",
                                        "text", "Zum Shop",
                                        "target", "https://shop.example/r/{{1}}",
                                        "example", "abc"),
                                Map.of("kind", "reply", "text", "Stop"))));
    }

    private RestTestClient.ResponseSpec post(RestTestClient caller, Map<String, ?> body) {
        return post(caller, "/api/v1/accounts/" + account + "/templates", body);
    }

    private static RestTestClient.ResponseSpec post(
            RestTestClient caller, String address, Map<String, ?> body) {
        return caller.post().uri(address).body(body).exchange();
    }

    private JsonNode list() {
        return read(
                callers.program(Role.ADMIN)
                        .get()
                        .uri("/api/v1/accounts/" + account + "/templates")
                        .exchange(),
                200);
    }

    private static JsonNode only(JsonNode page) {
        assertThat(page.path("items")).hasSize(1);
        return page.path("items").path(0);
    }

    private static JsonNode read(RestTestClient.ResponseSpec answer, int status) {
        String body =
                answer.expectStatus()
                        .isEqualTo(status)
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody();
        return JsonMapper.shared().readTree(body);
    }
}
