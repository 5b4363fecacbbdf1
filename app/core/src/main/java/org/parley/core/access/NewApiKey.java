package org.parley.core.access;

/// A key just made.
///
/// @param token the whole key, shown this once
public record NewApiKey(ApiKey key, String token) {
    @Override
    public String toString() {
        return "NewApiKey[" + key + "]";
    }
}
