package org.parley.core.tracking;

import org.jspecify.annotations.Nullable;
import org.parley.core.tracking.internal.SharedNetwork;

/// Who called one of our addresses, as far as the request tells. Of the network address only what
/// many people share is ever kept.
public final class Caller {

    private static final int LONGEST_AGENT = 500;

    private final String method;
    private final @Nullable String userAgent;
    private final String network;

    /// @param method of HTTP
    /// @param userAgent null: it named none
    /// @param address of the network, IPv4 or IPv6; null: unknown. Cut here
    public Caller(String method, @Nullable String userAgent, @Nullable String address) {
        this.method = method;
        this.userAgent = userAgent;
        this.network = address == null ? "" : SharedNetwork.of(address).orElse("");
    }

    public String method() {
        return method;
    }

    /// What is kept of the program's name: at most 500 characters, none of them a control; empty
    /// where there is none.
    public String agent() {
        if (userAgent == null) {
            return "";
        }
        String printable = userAgent.replaceAll("\\p{Cntrl}", " ");
        return printable.substring(0, Math.min(LONGEST_AGENT, printable.length()));
    }

    /// What is kept of the address: its first 24 bits (IPv4) or 48 (IPv6); empty where there is
    /// none.
    public String network() {
        return network;
    }

    @Override
    public String toString() {
        return "Caller[" + method + " " + agent() + " from " + network + "]";
    }
}
