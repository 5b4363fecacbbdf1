package org.parley.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.parley.core.access.Role;
import org.parley.server.testing.Callers;
import org.parley.server.testing.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The API document is complete in itself and always the same.
@ServerTest
final class OpenApiTest {

    private final Callers callers;
    private final JsonMapper json;

    OpenApiTest(@Autowired Callers callers, @Autowired JsonMapper json) {
        this.callers = callers;
        this.json = json;
    }

    @Test
    void theDocumentIsTheSameEachTime() {
        assertThat(document()).isEqualTo(document());
    }

    /// The web app's types are made of the file; whoever changes the API writes it anew.
    @Test
    void theWebAppIsBuiltOnThisVeryDocument() throws IOException {
        var file = Path.of("..", "..", "dashboards", "openapi.json");
        var served =
                json.rebuild()
                                .enable(SerializationFeature.INDENT_OUTPUT)
                                .build()
                                .writeValueAsString(json.readTree(document()))
                        + "\n";
        if (Boolean.getBoolean("parley.write-openapi")) {
            Files.writeString(file, served);
        }
        assertThat(Files.readString(file).equals(served))
                .as(
                        "dashboards/openapi.json is what the server serves; write it anew by: mvn -pl"
                                + " app/server -am test -Dtest=OpenApiTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false"
                                + " -Dparley.write-openapi=true")
                .isTrue();
    }

    @Test
    void answersHaveEveryFieldAndSayWhichMayBeNull() {
        var run = json.readTree(document()).at("/components/schemas/RunSummary");
        assertThat(run.path("required").valueStream().map(JsonNode::asString))
                .contains("id", "state", "finishedAt");
        assertThat(run.at("/properties/finishedAt/type").toString()).contains("null");
        assertThat(run.at("/properties/state/type").toString()).doesNotContain("null");
    }

    @Test
    void aBodyIsAnyOfItsKinds() {
        var body = json.readTree(document()).at("/components/schemas/Content/properties/body");
        assertThat(body.at("/discriminator/mapping").propertyNames())
                .contains("text", "image", "video", "audio", "file", "card", "carousel", "list");
        assertThat(body.path("oneOf").size()).isEqualTo(13);
    }

    @Test
    void itNamesTheProductTheWaysInAndTheFormOfErrors() {
        var document = json.readTree(document());
        assertThat(document.at("/openapi").asString()).startsWith("3.1");
        assertThat(document.at("/info/title").asString()).isEqualTo("Parley");
        assertThat(document.at("/components/securitySchemes").propertyNames())
                .containsExactlyInAnyOrder("session", "apiKey");
        assertThat(document.at("/components/schemas/Problem/properties").propertyNames())
                .contains("type", "title", "status", "detail", "errors");
        var orders = document.at("/paths").get("/api/v1/orders");
        assertThat(orders.at("/post/parameters/0/name").asString()).isEqualTo("Idempotency-Key");
        assertThat(orders.at("/post/parameters/0/required").asBoolean()).isTrue();
        assertThat(document.at("/paths").propertyNames())
                .allSatisfy(path -> assertThat(path).startsWith("/api/v1/"));
    }

    @Test
    void everyReferenceLeadsSomewhereAndEveryOperationIsWhole() {
        var text = document();
        var document = json.readTree(text);
        var references = Pattern.compile("\"#(/components/[^\"]+)\"").matcher(text);
        while (references.find()) {
            assertThat(document.at(references.group(1)).isMissingNode())
                    .as(references.group(1))
                    .isFalse();
        }
        var ids = new ArrayList<String>();
        for (var path : document.at("/paths").properties()) {
            for (var operation : path.getValue().properties()) {
                var node = operation.getValue();
                var name = operation.getKey() + " " + path.getKey();
                ids.add(node.path("operationId").asString());
                assertThat(node.path("responses").isEmpty()).as(name).isFalse();
                assertThat(node.at("/responses/default").isMissingNode()).as(name).isFalse();
                assertThat(pathParameters(node))
                        .as(name)
                        .containsExactlyInAnyOrderElementsOf(placeholders(path.getKey()));
            }
        }
        assertThat(ids).doesNotHaveDuplicates().isNotEmpty();
    }

    private static List<String> pathParameters(JsonNode operation) {
        return operation
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.path("in").asString().equals("path"))
                .map(parameter -> parameter.path("name").asString())
                .toList();
    }

    private static List<String> placeholders(String path) {
        return Pattern.compile("\\{([^}]+)}")
                .matcher(path)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private String document() {
        return callers.program(Role.ANALYST)
                .get()
                .uri("/v3/api-docs")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }
}
