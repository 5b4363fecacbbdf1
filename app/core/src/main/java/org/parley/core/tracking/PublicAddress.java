package org.parley.core.tracking;

import java.net.URI;

/// Where people reach this installation from outside.
final class PublicAddress {

    private PublicAddress() {}

    static String path(URI address, String segment) {
        String base = address.toString();
        return (base.endsWith("/") ? base : base + "/") + segment + "/";
    }
}
