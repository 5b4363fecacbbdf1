package org.parley.server.web.questions;

import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.question.LedgerState;
import org.parley.analytics.question.Selection;
import org.parley.analytics.question.Selection.ByFacts;
import org.parley.analytics.question.Selection.ByLedger;
import org.parley.core.audience.RunSelection;
import org.parley.core.audience.RunSelection.Fact;
import org.parley.core.kernel.ProblemException;

/// Whose figure is opened. By facts (did, didNot, from, until), as in the funnel, or by the state
/// in the ledger (state, reason), as in the balance sheet; never by both.
///
/// @param arm null, as each: any
/// @param channel empty: none, the holdout
/// @param country empty: unknown
/// @param language empty: unknown
record RecipientFilter(
        @Nullable Integer arm,
        @Parameter(description = "On which they count; empty: the holdout's")
                @Nullable String channel,
        @Parameter(description = "Empty: unknown") @Nullable String country,
        @Parameter(description = "Empty: unknown") @Nullable String language,
        @Parameter(
                        description =
                                "All of these: sent, delivered, read, clicked, replied, optedOut, ordered")
                @Nullable List<String> did,
        @Parameter(description = "None of these") @Nullable List<String> didNot,
        @Parameter(description = "Only what happened from then on was done") @Nullable Instant from,
        @Parameter(description = "Only what happened before was done") @Nullable Instant until,
        @Parameter(
                        description =
                                "Of the ledger: sent, failed, skipped, deferred, unknown or pending;"
                                        + " without did, didNot, from and until")
                @Nullable String state,
        @Parameter(description = "Of the state") @Nullable String reason) {

    /// @throws ProblemException where it selects nothing that can be answered
    Selection of(int run) {
        if (state == null) {
            if (reason != null) {
                throw ProblemException.invalid("reason", "A reason is of a state: name it");
            }
            return new ByFacts(facts(run));
        }
        if (did != null || didNot != null || from != null || until != null) {
            throw ProblemException.invalid(
                    "state", "Either a state of the ledger, or what people did");
        }
        return new ByLedger(
                run,
                arm,
                channel,
                country,
                language,
                LedgerState.of(state)
                        .orElseThrow(() ->
                                ProblemException.invalid("state", "One of " + LedgerState.words())),
                reason);
    }

    /// @throws ProblemException where it is no selection by facts
    RunSelection facts(int run) {
        if (state != null || reason != null) {
            throw ProblemException.invalid(
                    "selection.state",
                    "States of the ledger change: a segment is made of what people did or did not,"
                            + " such as didNot=delivered");
        }
        try {
            return new RunSelection(
                    run,
                    arm,
                    channel,
                    country,
                    language,
                    facts("did", did),
                    facts("didNot", didNot),
                    from,
                    until);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("selection", String.valueOf(e.getMessage()));
        }
    }

    private static Set<Fact> facts(String field, @Nullable List<String> words) {
        var facts = EnumSet.noneOf(Fact.class);
        if (words != null) {
            for (var word : words) {
                facts.add(
                        Fact.of(word)
                                .orElseThrow(() ->
                                        ProblemException.invalid(
                                                field, "Some of " + Fact.words())));
            }
        }
        return facts;
    }

    /// What was asked for, for the audit.
    Map<String, Object> given() {
        Map<String, Object> given = new LinkedHashMap<>();
        put(given, "arm", arm);
        put(given, "channel", channel);
        put(given, "country", country);
        put(given, "language", language);
        put(given, "did", did);
        put(given, "didNot", didNot);
        put(given, "from", from == null ? null : from.toString());
        put(given, "until", until == null ? null : until.toString());
        put(given, "state", state);
        put(given, "reason", reason);
        return given;
    }

    private static void put(Map<String, Object> given, String name, @Nullable Object value) {
        if (value != null) {
            given.put(name, value);
        }
    }
}
