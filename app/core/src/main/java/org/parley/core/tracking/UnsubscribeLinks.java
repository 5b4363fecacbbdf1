package org.parley.core.tracking;

import java.net.URI;
import java.util.Optional;
import org.parley.core.kernel.MessageId;
import org.parley.core.tracking.internal.LinkKey;
import org.parley.core.tracking.internal.SignedToken;

/// The one-click address of a message (RFC 8058): `<public address>/u/<token>`. Names the message
/// and so the person and the channel; holds no personal data.
public final class UnsubscribeLinks {

    private final String prefix;
    private final SignedToken token;

    public UnsubscribeLinks(URI publicAddress, LinkKey key) {
        this.prefix = PublicAddress.path(publicAddress, "u");
        this.token = new SignedToken(key, 'u');
    }

    public URI linkFor(MessageId message) {
        return linkFor(message, 1);
    }

    /// @param step of the arm on which the message is sent, 1 to 4
    public URI linkFor(MessageId message, int step) {
        return URI.create(prefix + token.sign(new LinkRef(message, step, 0)));
    }

    /// Empty for anything that this installation did not sign, a tracking link's token included.
    public Optional<LinkRef> parse(String text) {
        return token.parse(text);
    }
}
