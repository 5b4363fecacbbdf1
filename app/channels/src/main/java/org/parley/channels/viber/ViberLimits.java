package org.parley.channels.viber;

/// What the bot API takes, in characters unless said otherwise (developers.viber.com, "Send
/// message", "Message types", "Keyboards & carousels").
final class ViberLimits {

    static final int SENDER_NAME = 28;
    static final int TEXT = 7_000;
    static final int PICTURE_TEXT = 512;
    static final int MEDIA_URL = 2_000;
    static final int TRACKING_DATA = 4_000;

    /// Text of a button or of a block in a card, markup included. Not in the reference; what the
    /// clients are known to show.
    static final int BUTTON_TEXT = 250;

    /// Rows and columns of one card.
    static final int CARD_ROWS = 7;

    static final int COLUMNS = 6;

    /// The request in bytes: 30 KB, read as the smaller of its two meanings.
    static final int REQUEST_BYTES = 30_000;

    /// `min_api_version` of a client that shows cards.
    static final int CARD_API_VERSION = 7;

    private ViberLimits() {}
}
