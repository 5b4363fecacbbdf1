package org.parley.core.tracking.internal;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Tells withdrawals and renewed agreement from replies. Only a whole message counts: "stop" does,
/// "stopping by tomorrow" does not. Of a tapped button only the payload counts, since its label is
/// ours: "Cancel" on a booking is no withdrawal.
public final class ReplyWords {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final Set<String> stop = new HashSet<>();
    private final Set<String> start = new HashSet<>();

    public ReplyWords() {
        for (String line : Resource.lines("words.txt")) {
            int colon = line.indexOf(':');
            Set<String> words = line.startsWith("stop ") ? stop : start;
            Arrays.stream(line.substring(colon + 1).split(",", -1))
                    .map(ReplyWords::folded)
                    .forEach(words::add);
        }
    }

    public ReplyKind kindOf(String text, @Nullable String payload) {
        String said = folded(payload == null ? text : payload);
        if (stop.contains(said)) {
            return ReplyKind.STOP;
        }
        if (start.contains(said)) {
            return ReplyKind.START;
        }
        return payload == null ? ReplyKind.TEXT : ReplyKind.BUTTON;
    }

    private static String folded(String text) {
        // Upper case first: it unfolds what has several small forms (ß, final sigma).
        String cased = text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        String plain =
                MARKS.matcher(Normalizer.normalize(cased, Normalizer.Form.NFKD)).replaceAll("");
        return OTHER.matcher(plain).replaceAll(" ").strip();
    }
}
