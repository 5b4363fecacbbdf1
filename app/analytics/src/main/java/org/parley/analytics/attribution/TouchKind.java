package org.parley.analytics.attribution;

/// What a person did with a message, or what became of it, that may earn credit.
public enum TouchKind {
    /// The tool that sent the message told of the order, and nobody else did.
    REPORTED("reported", 0),
    /// The order was placed with the personal code of the message, by its recipient or by a
    /// customer whom nobody knows. At the time at which the message was sent.
    CODE("code", 1),
    /// The same, by another person than its recipient.
    CODE_OF_ANOTHER("code_of_another", 1),
    CLICK("click", 2),
    REPLY("reply", 2),
    /// In a message of another tool, which did not tell when.
    UNDATED_CLICK("undated_click", 2),
    UNDATED_REPLY("undated_reply", 2),
    /// The same as a code, in a campaign whose codes went round: they no longer tell whose message
    /// it was.
    SHARED_CODE("shared_code", 3),
    READ("read", 4),
    DELIVERED("delivered", 5),
    /// The tool that sent the message says that it led to an order of the shop.
    CLAIMED("claimed", 6);

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
