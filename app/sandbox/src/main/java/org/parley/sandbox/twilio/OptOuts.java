package org.parley.sandbox.twilio;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.world.Channel;

/// Who wrote one of Twilio's keywords ("Advanced Opt-Out"): the whole message, in any case.
final class OptOuts {
    private static final Set<String> STOP =
            Set.of("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT");
    private static final Set<String> START = Set.of("START", "YES", "UNSTOP");
    private static final Set<String> HELP = Set.of("HELP", "INFO");

    private final Set<String> out = ConcurrentHashMap.newKeySet();

    /// Takes note of a keyword and names it as `OptOutType` does; null for any other text. YES
    /// means START only to who is out: to the others it is an answer.
    @Nullable String hear(String address, String text) {
        String normal = Channel.SMS.normalise(address);
        String word = text.strip().toUpperCase(Locale.ROOT);
        if (STOP.contains(word)) {
            out.add(normal);
            return "STOP";
        }
        if (START.contains(word) && (out.remove(normal) || !word.equals("YES"))) {
            return "START";
        }
        return HELP.contains(word) ? "HELP" : null;
    }

    boolean isOut(String address) {
        return out.contains(Channel.SMS.normalise(address));
    }
}
