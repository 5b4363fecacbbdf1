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
        return URI.create(prefix + token.sign(message, 0));
    }

    /// Empty for anything that this installation did not sign, a tracking link's token included.
    public Optional<MessageId> parse(String text) {
        return token.parse(text).map(LinkRef::message);
    }
}
