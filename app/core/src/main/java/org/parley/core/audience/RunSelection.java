package org.parley.core.audience;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.ClickHouseTime;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// People of one run by where they stood in it and by what they did. Facts are closed upward as
/// reports are: who clicked has read, who read has received, who received was sent to; machines are
/// left out.
///
/// @param run at least 1
/// @param arm null: any
/// @param channel on which they count, as in reports; null: any; empty: none, the holdout
/// @param country as frozen at the start of the run; null: any; empty: unknown
/// @param language as frozen at the start of the run; null: any; empty: unknown
/// @param did each of these
/// @param didNot none of these
/// @param from inclusive; only what happened from then on counts as done; null: from the beginning
/// @param until exclusive; null: without end
public record RunSelection(
        int run,
        @Nullable Integer arm,
        @Nullable String channel,
        @Nullable String country,
        @Nullable String language,
        Set<Fact> did,
        Set<Fact> didNot,
        @Nullable Instant from,
        @Nullable Instant until) {

    private static final int MAX_TEXT = 50;

    /// What happened between a run and a person.
    public enum Fact {
        SENT("sent"),
        DELIVERED("delivered"),
        READ("read"),
        CLICKED("clicked"),
        REPLIED("replied"),
        OPTED_OUT("optedOut"),
        /// an order that is credited to the run's message
        ORDERED("ordered");

        private final String word;

        Fact(String word) {
            this.word = word;
        }

        /// As reports and rules call it.
        public String word() {
            return word;
        }

        /// As events call it.
        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Fact> of(String word) {
            return Arrays.stream(values()).filter(fact -> fact.word.equals(word)).findAny();
        }

        public static List<String> words() {
            return Arrays.stream(values()).map(Fact::word).toList();
        }
    }

    /// @throws IllegalArgumentException in words for the caller, if the values make no selection
    public RunSelection {
        did = Set.copyOf(did);
        didNot = Set.copyOf(didNot);
        require(run > 0, "A run has a number from 1");
        require(arm == null || isArm(arm), "An arm has a number from 1 to 255");
        require(
                channel == null || channel.isEmpty() || Channel.isName(channel),
                "A channel's name, such as viber, is expected");
        require(fits(country), "A country such as DE is expected");
        require(fits(language), "A language such as de is expected");
        require(
                isTime(from)
                        && isTime(until)
                        && (from == null || until == null || from.isBefore(until)),
                "A range begins before it ends, from 1970 to 2299");
        require(
                (from == null && until == null) || !did.isEmpty() || !didNot.isEmpty(),
                "A range says when something was done: name what");
    }

    /// Whether an arm can have this number.
    public static boolean isArm(int number) {
        return number > 0 && number <= 255;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static boolean fits(@Nullable String text) {
        return text == null || text.length() <= MAX_TEXT;
    }

    private static boolean isTime(@Nullable Instant time) {
        return time == null || ClickHouseTime.holds(time);
    }

    boolean ranged() {
        return from != null || until != null;
    }

    Instant opens() {
        return from == null ? ClickHouseTime.EARLIEST : from;
    }

    Instant closes() {
        return until == null ? ClickHouseTime.LATEST : until;
    }

    static String stored(Set<Fact> facts) {
        return facts.stream().map(Fact::stored).sorted().collect(Collectors.joining(","));
    }

    /// As a segment's rule, in its JSON form.
    public JsonNode asRule() {
        var json = JsonMapper.shared();
        var body = json.createObjectNode();
        body.put("run", run);
        if (arm != null) {
            body.put("arm", arm);
        }
        put(body, "channel", channel);
        put(body, "country", country);
        put(body, "language", language);
        put(body, "did", did);
        put(body, "didNot", didNot);
        put(body, "from", from == null ? null : from.toString());
        put(body, "until", until == null ? null : until.toString());
        return json.createObjectNode().set("tookPart", body);
    }

    private static void put(ObjectNode body, String name, @Nullable String text) {
        if (text != null) {
            body.put(name, text);
        }
    }

    private static void put(ObjectNode body, String name, Set<Fact> facts) {
        if (!facts.isEmpty()) {
            var words = body.putArray(name);
            EnumSet.copyOf(facts).forEach(fact -> words.add(fact.word()));
        }
    }
}
