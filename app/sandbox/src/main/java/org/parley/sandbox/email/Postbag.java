package org.parley.sandbox.email;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.sandbox.world.Channel;

/// The mails that something may still be told of; the oldest of many are forgotten.
final class Postbag {
    private static final int MOST = 100_000;

    private final Map<String, Letter> letters = new LinkedHashMap<>();

    synchronized void add(Letter letter) {
        letters.put(letter.queueId(), letter);
        if (letters.size() > MOST) {
            letters.remove(letters.keySet().iterator().next());
        }
    }

    synchronized Optional<Letter> get(String queueId) {
        return Optional.ofNullable(letters.get(queueId));
    }

    /// The last mail to an address.
    synchronized Optional<Letter> last(String address) {
        String normal = Channel.EMAIL.normalise(address);
        List<Letter> all = new ArrayList<>(letters.values());
        return all.reversed().stream()
                .filter(letter -> letter.recipient().equals(normal))
                .findFirst();
    }
}
