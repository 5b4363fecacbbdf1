package org.parley.core.tracking;

import java.net.URI;
import java.util.Optional;
import org.parley.core.kernel.MessageId;
import org.parley.core.tracking.internal.LinkKey;
import org.parley.core.tracking.internal.SignedToken;

/// The picture of one point that a message in HTML carries: `<public address>/o/<token>`. Who loads
/// it has opened the message. Holds no personal data.
public final class OpenLinks {

    private final String prefix;
    private final SignedToken token;

    public OpenLinks(URI publicAddress, LinkKey key) {
        this.prefix = PublicAddress.path(publicAddress, "o");
        this.token = new SignedToken(key, 'o');
    }

    /// @param step of the arm on which the message is sent, 1 to 4
    public URI linkFor(MessageId message, int step) {
        return URI.create(prefix + token.sign(new LinkRef(message, step, 0)));
    }

    /// Empty for anything that this installation did not sign, other links' tokens included.
    public Optional<LinkRef> parse(String text) {
        return token.parse(text);
    }
}
