package org.parley.channels.whatsapp;

import static org.parley.core.channel.FailureClass.AUTH;
import static org.parley.core.channel.FailureClass.BUDGET;
import static org.parley.core.channel.FailureClass.CONFIGURATION;
import static org.parley.core.channel.FailureClass.OPTED_OUT;
import static org.parley.core.channel.FailureClass.POLICY;
import static org.parley.core.channel.FailureClass.RECIPIENT;
import static org.parley.core.channel.FailureClass.RETRYABLE;
import static org.parley.core.channel.FailureClass.THROTTLED;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.SendOutcome.Refused;

/// Meta's error codes (Cloud API, "Error codes"), for answers and for failed statuses alike. The
/// code decides, not the HTTP status, which Meta varies. A code that is not listed is taken for a
/// passing fault.
final class WhatsAppError {

    /// Nobody there: not on WhatsApp, terms never accepted, or a client that is too old. Whoever
    /// writes from the number proves the contrary.
    static final String UNDELIVERABLE = "131026";

    /// The Marketing Messages API takes no template of another category.
    static final String NOT_MARKETING = "134100";

    private static final Map<Integer, FailureClass> CLASSES = new HashMap<>();

    static {
        List.of(0, 3, 10, 190, 131005).forEach(code -> CLASSES.put(code, AUTH));
        List.of(4, 80007, 130429, 131056, 133016).forEach(code -> CLASSES.put(code, THROTTLED));
        List.of(1, 2, 131000, 131016, 131057, 133004, 134101)
                .forEach(code -> CLASSES.put(code, RETRYABLE));
        // Not on WhatsApp, ourselves, held out of an experiment, not by this kind of id, window
        // closed meanwhile, this person's share of marketing used up, country barred.
        List.of(131026, 131021, 130472, 131062, 131047, 131049, 130497)
                .forEach(code -> CLASSES.put(code, RECIPIENT));
        CLASSES.put(131050, OPTED_OUT);
        // Spam limit, account restricted, template paused or disabled: the run must stop.
        List.of(131048, 368, 131031, 132015, 132016).forEach(code -> CLASSES.put(code, POLICY));
        CLASSES.put(131042, BUDGET);
        List.of(
                        33, 100, 131008, 131009, 131037, 131045, 131051, 131052, 131053, 131055,
                        132000, 132001, 132005, 132007, 132012, 132068, 132069, 133005, 133006,
                        133008, 133009, 133010, 133015, 134011, 134100, 134102, 135000)
                .forEach(code -> CLASSES.put(code, CONFIGURATION));
    }

    /// One message in 6 seconds to the same person.
    private static final Map<Integer, Duration> PATIENCE =
            Map.of(
                    131056, Duration.ofSeconds(6),
                    131057, Duration.ofMinutes(1),
                    134101, Duration.ofMinutes(10));

    private WhatsAppError() {}

    static FailureClass failure(int code) {
        if (code >= 200 && code <= 299) {
            return AUTH;
        }
        return CLASSES.getOrDefault(code, RETRYABLE);
    }

    static Refused refused(int code, String detail, @Nullable Duration retryAfter) {
        return new Refused(
                failure(code),
                Integer.toString(code),
                detail,
                PATIENCE.getOrDefault(code, retryAfter));
    }
}
