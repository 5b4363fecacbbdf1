package org.parley.sandbox.http;

import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/// One request, its body read whole.
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; a copy per request would cost
public record Call(
        String method, String path, @Nullable String query, HttpFields headers, byte[] body) {

    public @Nullable String header(String name) {
        return headers.get(name);
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
