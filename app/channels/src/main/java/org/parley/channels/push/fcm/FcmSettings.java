package org.parley.channels.push.fcm;

import java.net.URI;
import org.parley.channels.Pace;
import org.parley.channels.Secret;

/// One Firebase project.
///
/// @param account its name in our lists
/// @param baseUri ends with `/`; {@link #BASE_URI} but for tests
/// @param project id
/// @param serviceAccount key file of the service account, JSON
public record FcmSettings(
        String account, URI baseUri, String project, Secret serviceAccount, Pace pace) {

    public static final URI BASE_URI = URI.create("https://fcm.googleapis.com/");

    public FcmSettings {
        if (!project.matches("[a-z][a-z0-9-]{3,40}")) {
            throw new IllegalArgumentException("That is no id of a Firebase project");
        }
    }
}
