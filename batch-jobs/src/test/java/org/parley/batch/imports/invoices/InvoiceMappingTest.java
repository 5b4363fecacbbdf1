package org.parley.batch.imports.invoices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.core.kernel.ProblemException.FieldProblem;
import tools.jackson.databind.json.JsonMapper;

/// What is wrong with a mapping of invoices is told at once and by field.
class InvoiceMappingTest {

    private static List<String> fields(String json) {
        return JsonMapper.builder()
                .build()
                .readValue(json, InvoiceMapping.class)
                .problems()
                .stream()
                .map(FieldProblem::field)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"monthly.json", "usage.json"})
    void theExamplesHaveNoProblem(String example) throws IOException {
        assertThat(fields(Files.readString(Path.of("docs/invoices", example)))).isEmpty();
    }

    @Test
    void aPatternWithAnOffsetCanBeRead() {
        for (var pattern :
                List.of("yyyy-MM-dd'T'HH:mm:ssXXX", "dd/MM/yyyy HH:mm Z", "d MMM yyyy")) {
            assertThat(
                            fields(
                                    "{\"columns\": {\"amount\": \"A\"}, \"dateFormat\": \"%s\"}"
                                            .formatted(pattern)))
                    .isEmpty();
        }
    }

    @Test
    void whatCannotBeKeptOrMeansTwoThingsIsTold() {
        assertThat(
                        fields(
                                """
                                {
                                  "columns": {
                                    "amount": "A\\u0000",
                                    "channel": {"column": "C", "values": {"Viber": null}},
                                    "country": {"column": "L", "values": {"Germany": "DE", "germany ": "BG"}},
                                    "category": {"column": "K", "values": {"K\\ud800": "fee"}}
                                  },
                                  "ignore": {"column": "P", "cells": ["Sum", null]}
                                }
                                """))
                .containsExactly(
                        "columns.channel.values",
                        "columns.country.values",
                        "columns.category.values",
                        "columns.amount",
                        "ignore.cells");
    }

    @Test
    void everythingThatCannotBeIsToldAtOnce() {
        assertThat(fields("{}")).containsExactly("columns");
        assertThat(
                        fields(
                                """
                                {
                                  "columns": {"messageId": "Id", "country": {"column": "C", "value": "DE"}, "tax": " "},
                                  "ignore": {"column": "Pos"},
                                  "dateFormat": "mm/yyyy",
                                  "decimal": ";",
                                  "grouping": "_",
                                  "rounding": 11
                                }
                                """))
                .containsExactly(
                        "columns.country",
                        "columns.tax",
                        "columns.amount",
                        "columns.channel",
                        "ignore",
                        "dateFormat",
                        "decimal",
                        "grouping",
                        "rounding");
    }
}
