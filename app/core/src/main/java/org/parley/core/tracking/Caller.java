package org.parley.core.tracking;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Who called one of our addresses, as far as the request tells.
///
/// @param method of HTTP
/// @param userAgent null: it named none
/// @param address of the network, IPv4 or IPv6; null: unknown. Never kept whole
public record Caller(String method, @Nullable String userAgent, @Nullable String address) {

    private static final int LONGEST_AGENT = 500;
    private static final int IPV4_PREFIX = 24;
    private static final int IPV6_PREFIX = 48;

    /// What is kept of the program's name: at most 500 characters, none of them a control; empty
    /// where there is none.
    public String agent() {
        if (userAgent == null) {
            return "";
        }
        String printable = userAgent.replaceAll("\\p{Cntrl}", " ");
        return printable.substring(0, Math.min(LONGEST_AGENT, printable.length()));
    }

    /// What is kept of the address: its first 24 bits (IPv4) or 48 (IPv6), which many people share;
    /// empty where there is none.
    public String network() {
        if (address == null) {
            return "";
        }
        try {
            InetAddress whole = InetAddress.ofLiteral(address);
            int bits = whole instanceof Inet4Address ? IPV4_PREFIX : IPV6_PREFIX;
            byte[] cut = whole.getAddress();
            Arrays.fill(cut, bits / Byte.SIZE, cut.length, (byte) 0);
            return InetAddress.getByAddress(cut).getHostAddress() + "/" + bits;
        } catch (IllegalArgumentException | UnknownHostException _) {
            return "";
        }
    }
}
