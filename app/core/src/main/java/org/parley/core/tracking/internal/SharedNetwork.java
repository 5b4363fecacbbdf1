package org.parley.core.tracking.internal;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/// What is kept of a network address, because many people share it: its first 24 bits (IPv4) or 48
/// (IPv6), as `203.0.113.0/24`.
public final class SharedNetwork {

    private static final int IPV4_PREFIX = 24;
    private static final int IPV6_PREFIX = 48;

    private SharedNetwork() {}

    /// @param text an address, or a network as CIDR
    /// @return the shared one that holds it; empty: neither, or wider than what is shared
    public static Optional<String> of(String text) {
        int slash = text.indexOf('/');
        try {
            InetAddress whole = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
            int bits = whole instanceof Inet4Address ? IPV4_PREFIX : IPV6_PREFIX;
            byte[] address = whole.getAddress();
            if (slash >= 0) {
                int prefix = Integer.parseInt(text.substring(slash + 1));
                if (prefix < bits || prefix > address.length * Byte.SIZE) {
                    return Optional.empty();
                }
            }
            Arrays.fill(address, bits / Byte.SIZE, address.length, (byte) 0);
            return Optional.of(InetAddress.getByAddress(address).getHostAddress() + "/" + bits);
        } catch (IllegalArgumentException | UnknownHostException _) {
            return Optional.empty();
        }
    }
}
