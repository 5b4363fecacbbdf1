package org.parley.analytics.invoice;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.Sha256;

/// SHA-256 of what lines say in their order, wherever they stand in the file and whichever way it
/// writes them. Without their tax, which is only held against the head. Not thread-safe.
final class LinesDigest {

    private final MessageDigest digest = Sha256.digest();

    void add(InvoiceLine line) {
        var place = line.place();
        var id = line.messageId();
        for (var word :
                List.of(
                        place.account(),
                        place.channel(),
                        place.country(),
                        place.category(),
                        place.month().toString(),
                        id == null ? "" : id,
                        Long.toString(line.quantity()),
                        plain(line.unitPrice()),
                        plain(line.amount()))) {
            // with its length: no two rows of words are alike
            digest.update((word.length() + ":" + word).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String plain(@Nullable BigDecimal number) {
        return number == null ? "" : number.stripTrailingZeros().toPlainString();
    }

    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
