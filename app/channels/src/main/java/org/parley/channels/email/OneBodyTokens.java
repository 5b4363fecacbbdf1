package org.parley.channels.email;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;

/// Which body came with which token first: a provider's second try carries the same again, a thief
/// another one. The oldest of many are forgotten.
final class OneBodyTokens {

    private static final int MOST = 50_000;

    private final Map<String, byte[]> bodies = new LinkedHashMap<>();

    synchronized boolean accept(String token, byte[] body) {
        byte[] digest = digest(body);
        byte[] first = bodies.putIfAbsent(token, digest);
        if (bodies.size() > MOST) {
            bodies.remove(bodies.keySet().iterator().next());
        }
        return first == null || MessageDigest.isEqual(first, digest);
    }

    private static byte[] digest(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
