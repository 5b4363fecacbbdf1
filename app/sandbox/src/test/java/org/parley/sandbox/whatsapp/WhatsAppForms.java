package org.parley.sandbox.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.parley.sandbox.http.Json;
import tools.jackson.databind.JsonNode;

/// What is sent, and what is looked for in the answers.
final class WhatsAppForms {

    private WhatsAppForms() {}

    static String carousel(String card) {
        return "'type':'interactive','interactive':{'type':'carousel','body':{'text':'main'},'action':{'cards':["
                + card.replace("INDEX", "0")
                + ","
                + card.replace("INDEX", "1")
                + "]}}";
    }

    static String template(String name, String components) {
        return "'type':'template','template':{'name':'%s','language':{'code':'en'},'components':[%s]}"
                .formatted(name, components);
    }

    static String cards(String card, int times) {
        return "{'type':'carousel','cards':["
                + String.join(
                        ",",
                        java.util.stream.IntStream.range(0, times)
                                .mapToObj(card::formatted)
                                .toList())
                + "]}";
    }

    static JsonNode ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.MAPPER.readTree(answer.body());
    }

    static JsonNode refused(HttpResponse<String> answer, int code) {
        JsonNode error = Json.MAPPER.readTree(answer.body()).path("error");
        assertThat(error.path("code").intValue()).as(answer.body()).isEqualTo(code);
        return error;
    }
}
