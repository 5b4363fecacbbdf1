package org.parley.channels.infobip;

import static org.parley.core.channel.FailureClass.AUTH;
import static org.parley.core.channel.FailureClass.BUDGET;
import static org.parley.core.channel.FailureClass.CONFIGURATION;
import static org.parley.core.channel.FailureClass.OPTED_OUT;
import static org.parley.core.channel.FailureClass.POLICY;
import static org.parley.core.channel.FailureClass.RECIPIENT;
import static org.parley.core.channel.FailureClass.RETRYABLE;
import static org.parley.core.channel.FailureClass.THROTTLED;

import java.util.HashMap;
import java.util.Map;
import org.parley.core.channel.FailureClass;

/// Viber's own codes inside the `error` of a report. Of any other only `permanent` counts.
final class InfobipError {

    static final Map<Integer, FailureClass> TABLE = table();

    private InfobipError() {}

    static FailureClass of(int code, boolean permanent) {
        FailureClass known = TABLE.get(code);
        if (known != null) {
            return known;
        }
        return permanent ? RECIPIENT : RETRYABLE;
    }

    private static Map<Integer, FailureClass> table() {
        Map<Integer, FailureClass> table = new HashMap<>();
        put(table, RETRYABLE, 1, 7);
        put(table, CONFIGURATION, 2, 3, 5, 6, 18, 20, 28, 29, 30, 31, 32, 38, 39, 40, 41);
        put(table, OPTED_OUT, 8);
        put(table, RECIPIENT, 9, 10, 27);
        put(table, AUTH, 11, 401);
        put(table, BUDGET, 13);
        // No session: until the person writes.
        put(table, THROTTLED, 21);
        put(table, POLICY, 43);
        return Map.copyOf(table);
    }

    private static void put(Map<Integer, FailureClass> table, FailureClass failure, int... codes) {
        for (int code : codes) {
            table.put(code, failure);
        }
    }
}
