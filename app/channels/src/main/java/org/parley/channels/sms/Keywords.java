package org.parley.channels.sms;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.InboundEvent.OptIn;
import org.parley.core.channel.InboundEvent.OptOut;

/// The words by which people leave and return (CTIA's list, as Twilio's "Advanced Opt-Out" has it):
/// the whole message, in any case.
public final class Keywords {

    private static final Set<String> STOP =
            Set.of("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT");

    private static final Set<String> START = Set.of("START", "UNSTOP");

    private Keywords() {}

    /// What a text says about consent, if it is one of the words. YES is none of them: mostly it
    /// answers a question.
    ///
    /// @param source of the evidence, such as `smpp`
    public static List<InboundEvent> consent(
            String source, String address, String text, Instant at) {
        String word = text.strip().toUpperCase(Locale.ROOT);
        if (STOP.contains(word)) {
            return List.of(new OptOut(address, source + ": keyword " + word, at));
        }
        return START.contains(word)
                ? List.of(new OptIn(address, source + ": keyword " + word, at))
                : List.of();
    }
}
