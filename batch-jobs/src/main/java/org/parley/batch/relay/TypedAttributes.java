package org.parley.batch.relay;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A contact's attributes, apart by type as ClickHouse keeps them. The JSON value's own type
/// decides, but for dates, which JSON has not: those are what the attribute's definition says.
record TypedAttributes(
        Map<String, String> texts,
        Map<String, Double> numbers,
        Map<String, Boolean> booleans,
        Map<String, LocalDate> dates) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    // what ClickHouse's Date32 can hold
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2299;

    static TypedAttributes of(String json, Map<String, String> types) {
        TypedAttributes typed =
                new TypedAttributes(
                        new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        for (Map.Entry<String, JsonNode> each : JSON.readTree(json).properties()) {
            typed.add(each.getKey(), each.getValue(), types.getOrDefault(each.getKey(), "text"));
        }
        return typed;
    }

    private void add(String name, JsonNode value, String type) {
        if (value.isNumber()) {
            numbers.put(name, value.doubleValue());
        } else if (value.isBoolean()) {
            booleans.put(name, value.booleanValue());
        } else if (value.isString() && type.equals("date")) {
            date(name, value.stringValue());
        } else if (value.isString()) {
            texts.put(name, value.stringValue());
        }
    }

    private void date(String name, String value) {
        try {
            LocalDate day = LocalDate.parse(value);
            if (day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR) {
                dates.put(name, day);
            } else {
                texts.put(name, value);
            }
        } catch (DateTimeParseException _) {
            texts.put(name, value);
        }
    }
}
