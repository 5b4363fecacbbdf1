package org.parley.sandbox.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Collections;
import org.parley.sandbox.http.Json;
import tools.jackson.databind.JsonNode;

/// What is sent, and what is looked for in the answers.
final class LineForms {

    private LineForms() {}

    static String template(String template) {
        return "{'type':'template','altText':'a','template':{" + template + "}}";
    }

    static String buttons(String text, String more) {
        return template(
                "'type':'buttons',%s'text':'%s','actions':[%s]"
                        .formatted(more, text, LineTest.ACTION));
    }

    static String list(String each, int times) {
        return String.join(",", Collections.nCopies(times, each));
    }

    static JsonNode ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.MAPPER.readTree(answer.body());
    }

    static JsonNode refused(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Json.MAPPER.readTree(answer.body());
    }
}
