package org.parley.analytics.attribution;

/// What a person did with a message, or what became of it, that may earn credit.
public enum TouchKind {
    /// The tool that sent the message told of the order, and nobody else did.
    REPORTED("reported", 0),
    CLICK("click", 1),
    REPLY("reply", 1),
    /// In a message of another tool, which did not tell when.
    UNDATED_CLICK("undated_click", 1),
    UNDATED_REPLY("undated_reply", 1),
    READ("read", 2),
    DELIVERED("delivered", 3),
    /// The tool that sent the message says that it led to an order of the shop.
    CLAIMED("claimed", 4);

    private final String word;
    private final int tier;

    TouchKind(String word, int tier) {
        this.word = word;
        this.tier = tier;
    }

    /// As the touch is stored.
    public String word() {
        return word;
    }

    /// 0 is the strongest. Of an order's touches only those of its strongest tier take part.
    public int tier() {
        return tier;
    }

    public static TouchKind of(String word) {
        for (var kind : values()) {
            if (kind.word.equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("Not a kind of touch: " + word);
    }
}
