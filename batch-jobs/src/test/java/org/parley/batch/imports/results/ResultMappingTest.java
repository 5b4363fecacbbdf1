package org.parley.batch.imports.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.core.kernel.ProblemException.FieldProblem;
import tools.jackson.databind.json.JsonMapper;

/// What is wrong with a mapping is told at once and by field.
class ResultMappingTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static ResultMapping read(String json) {
        return JsonMapper.builder().build().readValue(json, ResultMapping.class);
    }

    private static List<String> fields(String json) {
        return read(json).problems(NOW).stream().map(FieldProblem::field).distinct().toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailchimp-like.json", "klaviyo-like.json"})
    void theExamplesHaveNoProblem(String example) throws IOException {
        String json = Files.readString(Path.of("docs/results", example));

        assertThat(read(json).problems(NOW)).isEmpty();
    }

    @Test
    void anEmptyMappingIsToldEverythingThatItNeeds() {
        assertThat(fields("{}")).containsExactly("campaign", "arms", "columns");
        assertThat(fields("{\"campaign\": {}, \"arms\": [{}], \"columns\": {}}"))
                .contains(
                        "campaign.name",
                        "campaign.source",
                        "campaign.externalId",
                        "campaign.zone",
                        "arms[0].name",
                        "arms",
                        "columns",
                        "columns.delivered");
    }

    @Test
    void everythingThatCannotBeIsToldAtOnce() {
        assertThat(
                        fields(
                                """
                                {
                                  "campaign": {"name": "x", "source": "s", "externalId": "1", "at": "2023-01-01T00:00", "zone": "UTC",
                                    "attributionDays": 91, "margin": 1.5, "currency": "EURO"},
                                  "arms": [
                                    {"name": "A", "channel": "E-Mail", "weight": 4000, "values": ["a"], "cost": {}},
                                    {"name": "A", "weight": 5000, "values": ["A"], "cost": {"perMessage": 1}}],
                                  "columns": {"email": "mail", "region": "Spain", "sent": {"as": "click"},
                                    "delivered": {"as": "sent", "column": "d"}, "opened": {"yes": ["1"]},
                                    "clicked": {"column": "c", "yes": ["x"], "no": ["x"]}, "visited": {"column": "v"}, "order": "o"},
                                  "timeFormat": "HH:mm", "decimal": ";", "grouping": "_", "opens": "raw",
                                  "orders": {"store": ""}
                                }
                                """))
                .containsExactlyInAnyOrder(
                        "campaign.at",
                        "campaign.attributionDays",
                        "campaign.margin",
                        "campaign.currency",
                        "arms[0].channel",
                        "arms[0].cost",
                        "arms[1].name",
                        "arms[1].values",
                        "arms[1].cost",
                        "arms",
                        "columns.arm",
                        "columns.region",
                        "columns.sent.as",
                        "columns.sent",
                        "columns.delivered",
                        "columns.opened",
                        "columns.opened.column",
                        "columns.clicked",
                        "columns.visited",
                        "columns.order",
                        "timeFormat",
                        "decimal",
                        "grouping",
                        "orders.store");
    }

    @Test
    void cellsAreTheSameWhateverTheirCaseAndTheSpaceAroundThem() {
        assertThat(
                        fields(
                                """
                                {
                                  "campaign": {"name": "x", "source": "s", "externalId": "1", "at": "2026-11-01T10:00", "zone": "UTC"},
                                  "arms": [
                                    {"name": "A", "channel": "email", "weight": 5000, "values": ["a "]},
                                    {"name": "B", "channel": "email", "weight": 5000, "values": ["A"]}],
                                  "columns": {"email": "mail", "arm": "arm", "delivered": {"as": "sent"},
                                    "clicked": {"column": "c", "yes": ["Yes "], "no": ["yes"]}}
                                }
                                """))
                .containsExactly("arms[1].values", "columns.clicked");
    }

    @Test
    void whatNobodyKnowsMustBeSaidSo() {
        String mapping =
                """
                {
                  "campaign": {"name": "x", "source": "s", "externalId": "1", "at": "2026-11-01T10:00:00+01:00", "zone": "UTC"},
                  "arms": [{"name": "A", "channel": "email"}],
                  "columns": {"email": "mail", "delivered": {"as": "sent"}, "opened": {"column": "o"}, "revenue": "r"}
                }
                """;

        assertThat(read(mapping).problems(NOW))
                .extracting(FieldProblem::field, FieldProblem::detail)
                .containsExactly(
                        tuple(
                                "campaign.currency",
                                "Costs and orders need a currency of ISO 4217, such as EUR"),
                        tuple(
                                "opens",
                                "Say \"people\" where the tool leaves out opens by machines, else"
                                        + " \"raw\""));
        assertThat(read(mapping).campaign().began())
                .isEqualTo(Instant.parse("2026-11-01T09:00:00Z"));
        assertThat(read(mapping).campaign().days()).isEqualTo(7);
    }
}
