package org.parley.channels.smpp;

import org.parley.channels.Pace;
import org.parley.channels.Secret;

/// One bind to one centre.
///
/// @param account its name in our lists
/// @param host of the centre
/// @param port of the centre; 2775 is usual
/// @param systemId at most 15 characters
/// @param password at most 8 characters
/// @param source the address that messages come from: a number, a short code or letters
/// @param decimalReceipts the centre names a message in decimal in its receipt and in hexadecimal
///   in its answer
public record SmppSettings(
        String account,
        String host,
        int port,
        String systemId,
        Secret password,
        String source,
        boolean decimalReceipts,
        Pace pace) {

    public SmppSettings {
        if (systemId.isBlank() || systemId.length() > 15) {
            throw new IllegalArgumentException("The system id has 1 to 15 characters");
        }
        if (password.value().length() > 8) {
            throw new IllegalArgumentException("SMPP takes a password of at most 8 characters");
        }
        if (!source.matches("\\+?\\d{3,15}|[A-Za-z0-9 ]{1,11}")) {
            throw new IllegalArgumentException(
                    "The source is a number, a short code or at most 11 letters");
        }
    }
}
