package org.parley.channels.meta;

import static org.parley.core.channel.FailureClass.AUTH;
import static org.parley.core.channel.FailureClass.CONFIGURATION;
import static org.parley.core.channel.FailureClass.POLICY;
import static org.parley.core.channel.FailureClass.RECIPIENT;
import static org.parley.core.channel.FailureClass.RETRYABLE;
import static org.parley.core.channel.FailureClass.THROTTLED;

import java.util.Map;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.SendOutcome.Refused;

/// The messaging platform's errors (Messenger Platform, "Error codes" and "Send messages";
/// Instagram Messaging). The subcode decides where one is known, else the code. What is not listed
/// is taken for a passing fault.
public final class MessagingError {

    /// By code and subcode. A closed window is the person's matter, not the run's: the next person
    /// may have written today.
    private static final Map<String, FailureClass> BY_SUBCODE =
            Map.ofEntries(
                    Map.entry("551/1545041", RECIPIENT),
                    Map.entry("100/2018001", RECIPIENT),
                    Map.entry("10/2018108", RECIPIENT),
                    Map.entry("10/2018278", RECIPIENT),
                    Map.entry("10/2018065", RECIPIENT),
                    Map.entry("10/2534022", RECIPIENT),
                    Map.entry("10/1893063", POLICY),
                    Map.entry("100/2018047", CONFIGURATION),
                    Map.entry("100/2534068", CONFIGURATION),
                    Map.entry("100/2534122", POLICY),
                    Map.entry("100/2534029", POLICY),
                    Map.entry("10/2534122", POLICY),
                    Map.entry("10/2534029", POLICY));

    private static final Map<Integer, FailureClass> BY_CODE =
            Map.ofEntries(
                    Map.entry(190, AUTH),
                    Map.entry(10, AUTH),
                    Map.entry(200, AUTH),
                    Map.entry(230, AUTH),
                    Map.entry(613, THROTTLED),
                    Map.entry(4, THROTTLED),
                    Map.entry(17, THROTTLED),
                    Map.entry(32, THROTTLED),
                    Map.entry(80006, THROTTLED),
                    Map.entry(1, RETRYABLE),
                    Map.entry(2, RETRYABLE),
                    Map.entry(1200, RETRYABLE),
                    Map.entry(551, RECIPIENT),
                    Map.entry(368, POLICY),
                    Map.entry(100, CONFIGURATION),
                    Map.entry(2300000, CONFIGURATION),
                    Map.entry(2300001, CONFIGURATION));

    private MessagingError() {}

    static FailureClass failure(int code, int subcode) {
        FailureClass exact = BY_SUBCODE.get(code + "/" + subcode);
        return exact == null ? BY_CODE.getOrDefault(code, RETRYABLE) : exact;
    }

    static Refused refused(GraphAnswer.Failed failed) {
        String code =
                failed.subcode() == 0
                        ? Integer.toString(failed.code())
                        : failed.code() + "/" + failed.subcode();
        return new Refused(
                failure(failed.code(), failed.subcode()),
                code,
                failed.detail(),
                failed.answer().retryAfter());
    }
}
