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
    /// @param ids of its parts, in their order
    record Whole(String text, List<String> ids) {}

    private record Parts(String[] texts, String[] ids) {}

    private final Map<String, Parts> waiting = new ConcurrentHashMap<>();

    /// @param id of this part
    synchronized Optional<Whole> take(String address, Submission submission, String id) {
        if (submission.total() == 1) {
            return Optional.of(new Whole(submission.text(), List.of(id)));
        }
        String key = address + "/" + submission.reference() + "/" + submission.total();
        Parts parts =
                waiting.computeIfAbsent(
                        key,
                        _ ->
                                new Parts(
                                        new String[submission.total()],
                                        new String[submission.total()]));
        parts.texts()[submission.part() - 1] = submission.text();
        parts.ids()[submission.part() - 1] = id;
        if (Arrays.asList(parts.texts()).contains(null)) {
            return Optional.empty();
        }
        waiting.remove(key);
        return Optional.of(
                new Whole(
                        String.join("", parts.texts()),
                        List.copyOf(new ArrayList<>(Arrays.asList(parts.ids())))));
    }
}
