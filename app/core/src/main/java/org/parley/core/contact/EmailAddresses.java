package org.parley.core.contact;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Brings mailboxes to one spelling, so that one person's address is found whatever its case.
public final class EmailAddresses {

    // Deliberately narrower than RFC 5322: no comments, no quoted local part, no literal address.
    private static final Pattern MAILBOX =
            Pattern.compile(
                    "[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+(\\.[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*"
                            + "@([\\p{L}\\p{N}]([\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?\\.)+[\\p{L}\\p{N}-]{2,}");

    private EmailAddresses() {}

    /// @return lower case; empty where it is no mailbox or longer than 254 (RFC 5321)
    public static Optional<String> normalise(String raw) {
        String mailbox = raw.strip().toLowerCase(Locale.ROOT);
        boolean plausible =
                mailbox.length() <= 254
                        && mailbox.indexOf('@') <= 64
                        && MAILBOX.matcher(mailbox).matches();
        return plausible ? Optional.of(mailbox) : Optional.empty();
    }
}
