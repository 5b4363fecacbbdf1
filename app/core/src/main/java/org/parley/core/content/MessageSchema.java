package org.parley.core.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The published form of a message: JSON Schema 2020-12.
public final class MessageSchema {

    /// What servers call it.
    public static final String MEDIA_TYPE = "application/schema+json";

    private static final String RESOURCE = "message-2.schema.json";

    private MessageSchema() {}

    public static String json() {
        try (InputStream in = MessageSchema.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("Not packed: " + RESOURCE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
