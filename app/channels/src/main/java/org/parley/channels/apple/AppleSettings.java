package org.parley.channels.apple;

import java.net.URI;
import java.util.Base64;
import org.parley.channels.Pace;
import org.parley.channels.Secret;

/// One business at one messaging service provider.
///
/// @param account its name in our webhook address
/// @param baseUri ends with `/`; {@link #BASE_URI} but for tests
/// @param mspId of the provider: issuer of our tokens, audience of Apple's
/// @param apiSecret base64, as Apple hands it out
/// @param businessId `urn:biz:...`
public record AppleSettings(
        String account, URI baseUri, String mspId, Secret apiSecret, String businessId, Pace pace) {

    public static final URI BASE_URI = URI.create("https://mspgw.push.apple.com/");

    public AppleSettings {
        if (!businessId.startsWith("urn:biz:")) {
            throw new IllegalArgumentException("Apple's business id starts with urn:biz:");
        }
        // Throws for what is no base64: the key is what the secret decodes to.
        Base64.getDecoder().decode(apiSecret.value());
    }

    byte[] key() {
        return Base64.getDecoder().decode(apiSecret.value());
    }
}
