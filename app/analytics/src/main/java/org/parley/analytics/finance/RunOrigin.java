package org.parley.analytics.finance;

/// Where the figures of a run come from.
public enum RunOrigin {
    /// sent to people
    LIVE("live"),
    /// sent to simulated providers
    SANDBOX("sandbox"),
    /// told by another tool
    IMPORTED("imported");

    private final String word;

    RunOrigin(String word) {
        this.word = word;
    }

    /// As files have it.
    public String word() {
        return word;
    }

    public static RunOrigin of(boolean sandbox, boolean imported) {
        return sandbox ? SANDBOX : imported ? IMPORTED : LIVE;
    }
}
