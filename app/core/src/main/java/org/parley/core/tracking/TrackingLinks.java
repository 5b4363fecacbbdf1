package org.parley.core.tracking;

import java.net.URI;
import java.util.Optional;
import org.parley.core.kernel.MessageId;
import org.parley.core.tracking.internal.LinkKey;
import org.parley.core.tracking.internal.SignedToken;

/// The addresses that buttons of sent messages carry: `<public address>/r/<token>`. A token proves
/// itself, so that nothing is stored per message and a forged one costs no look-up.
public final class TrackingLinks {

    private final String prefix;
    private final SignedToken token;

    public TrackingLinks(URI publicAddress, LinkKey key) {
        this.prefix = PublicAddress.path(publicAddress, "r");
        this.token = new SignedToken(key, 'r');
    }

    /// @param index position of the link in its message as written to `link`, 0 to 255
    public URI linkFor(MessageId message, int index) {
        return linkFor(message, 1, index);
    }

    /// @param step of the arm on which the message is sent, 1 to 4
    public URI linkFor(MessageId message, int step, int index) {
        return URI.create(prefix + token.sign(new LinkRef(message, step, index)));
    }

    /// Empty for anything that this installation did not sign.
    public Optional<LinkRef> parse(String text) {
        return token.parse(text);
    }
}
