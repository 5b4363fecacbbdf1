package org.parley.core.audience.internal;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.core.audience.RunSelection;
import org.parley.core.audience.RunSelection.Fact;
import org.parley.core.audience.SegmentRule.TookPart;
import tools.jackson.databind.JsonNode;

/// Reads the JSON form of a selection of a run's people.
final class SelectionReader {

    private static final Set<String> KNOWN =
            Set.of(
                    "run",
                    "arm",
                    "channel",
                    "country",
                    "language",
                    "did",
                    "didNot",
                    "from",
                    "until");

    private SelectionReader() {}

    static TookPart read(JsonNode json, String at) {
        RuleReader.only(json, at, KNOWN);
        Integer run = whole(json, "run", at);
        if (run == null) {
            throw RuleReader.fault(at + ".run", "The number of a run is expected");
        }
        Integer arm = whole(json, "arm", at);
        String channel = word(json, "channel", at);
        String country = word(json, "country", at);
        String language = word(json, "language", at);
        Set<Fact> did = facts(json, "did", at);
        Set<Fact> didNot = facts(json, "didNot", at);
        Instant from = time(json, "from", at);
        Instant until = time(json, "until", at);
        try {
            return new TookPart(
                    new RunSelection(
                            run, arm, channel, country, language, did, didNot, from, until));
        } catch (IllegalArgumentException e) {
            throw RuleReader.fault(at, String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Integer whole(JsonNode json, String name, String at) {
        JsonNode number = json.get(name);
        if (number == null) {
            return null;
        }
        if (!number.isInt()) {
            throw RuleReader.fault(at + "." + name, "A whole number is expected");
        }
        return number.intValue();
    }

    /// May be empty: the unknown country is one, too.
    private static @Nullable String word(JsonNode json, String name, String at) {
        JsonNode word = json.get(name);
        if (word == null) {
            return null;
        }
        if (!word.isString()) {
            throw RuleReader.fault(at + "." + name, "A text is expected");
        }
        return word.stringValue();
    }

    private static Set<Fact> facts(JsonNode json, String name, String at) {
        Set<Fact> facts = EnumSet.noneOf(Fact.class);
        JsonNode list = json.get(name);
        if (list == null) {
            return facts;
        }
        String inside = at + "." + name;
        if (!list.isArray()) {
            throw RuleReader.fault(inside, "A list of facts is expected");
        }
        for (int i = 0; i < list.size(); i++) {
            String place = inside + "[" + i + "]";
            JsonNode word = list.get(i);
            facts.add(
                    Fact.of(word.isString() ? word.stringValue() : "")
                            .orElseThrow(() -> RuleReader.fault(place, "One of " + Fact.words())));
        }
        return facts;
    }

    private static @Nullable Instant time(JsonNode json, String name, String at) {
        JsonNode time = json.get(name);
        if (time == null) {
            return null;
        }
        try {
            return Instant.parse(time.isString() ? time.stringValue() : "");
        } catch (DateTimeParseException _) {
            throw RuleReader.fault(
                    at + "." + name, "A time such as 2026-11-21T12:00:00Z is expected");
        }
    }
}
