package org.parley.sandbox.customer;

import java.net.URI;

/// Where the shop reports orders.
///
/// @param apiKey sent as a bearer token; never printed
public record ParleyLink(URI baseUri, String apiKey) {
    URI resolve(String path) {
        String base = baseUri.toString();
        return URI.create(
                (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    @Override
    public String toString() {
        return "ParleyLink[" + baseUri + "]";
    }
}
