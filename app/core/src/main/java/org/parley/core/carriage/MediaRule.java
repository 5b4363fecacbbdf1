package org.parley.core.carriage;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which files of a kind of media a channel takes.
///
/// @param types endings, lower case, such as `jpg`; empty: any
/// @param maxBytes size; 0: not limited. Held against the size that the author gave
/// @param addressEnds whether the address must end in one of the types
/// @param sizeNeeded whether the author must give the size
/// @param maxSeconds length; 0: not limited
public record MediaRule(
        Set<String> types, long maxBytes, boolean addressEnds, boolean sizeNeeded, int maxSeconds) {

    private static final int LONGEST_ENDING = 5;

    public MediaRule {
        types = Set.copyOf(types);
    }

    public static MediaRule of(long maxBytes, String... types) {
        return new MediaRule(Set.of(types), maxBytes, false, false, 0);
    }

    public MediaRule withAddressEnding() {
        return new MediaRule(types, maxBytes, true, sizeNeeded, maxSeconds);
    }

    public MediaRule withSize() {
        return new MediaRule(types, maxBytes, addressEnds, true, maxSeconds);
    }

    public MediaRule seconds(int most) {
        return new MediaRule(types, maxBytes, addressEnds, sizeNeeded, most);
    }

    /// The address's ending without the dot; null: it has none that looks like a file's.
    static @Nullable String ending(URI url) {
        String path = String.valueOf(url.getPath());
        int dot = path.lastIndexOf('.');
        String ending = dot < 0 ? "" : path.substring(dot + 1).toLowerCase(Locale.ROOT);
        boolean plain =
                !ending.isEmpty()
                        && ending.length() <= LONGEST_ENDING
                        && ending.chars().allMatch(Character::isLetterOrDigit);
        return plain ? ending : null;
    }

    boolean takes(URI url) {
        String ending = ending(url);
        if (addressEnds && (ending == null || url.getQuery() != null)) {
            return false;
        }
        return types.isEmpty() || ending == null || types.contains(ending);
    }
}
