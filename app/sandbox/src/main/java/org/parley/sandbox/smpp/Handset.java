package org.parley.sandbox.smpp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Puts the parts of long messages together.
final class Handset {
    /// A message whose parts are all there.
    ///
    /// @param id of its first part
    /// @param asked ids of the parts that asked for a receipt
    record Whole(String text, String id, List<String> asked) {}

    private record Parts(String[] texts, String[] ids, boolean[] asked) {}

    private final Map<String, Parts> waiting = new ConcurrentHashMap<>();

    /// @param id of this part
    /// @param asks whether it asks for a receipt
    synchronized Optional<Whole> take(
            String address, Submission submission, String id, boolean asks) {
        int total = submission.total();
        if (total == 1) {
            return Optional.of(new Whole(submission.text(), id, asks ? List.of(id) : List.of()));
        }
        String key = address + "/" + submission.reference() + "/" + total;
        Parts parts =
                waiting.computeIfAbsent(
                        key,
                        _ -> new Parts(new String[total], new String[total], new boolean[total]));
        int index = submission.part() - 1;
        parts.texts()[index] = submission.text();
        parts.ids()[index] = id;
        parts.asked()[index] = asks;
        if (Arrays.asList(parts.texts()).contains(null)) {
            return Optional.empty();
        }
        waiting.remove(key);
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < total; i++) {
            if (parts.asked()[i]) {
                asked.add(parts.ids()[i]);
            }
        }
        return Optional.of(new Whole(String.join("", parts.texts()), parts.ids()[0], asked));
    }
}
