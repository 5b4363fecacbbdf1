package org.parley.channels.whatsapp;

import java.time.Duration;

/// What the Cloud API takes, in characters unless said otherwise (Meta, "Messages", "Template
/// components", "Interactive messages").
final class WhatsAppLimits {

    static final int TEXT = 4_096;

    /// Body of an interactive message, caption of a picture, and a template's filled body.
    static final int BODY = 1_024;

    static final int BUTTON_TEXT = 20;
    static final int REPLY_BUTTONS = 3;
    static final int LINK_BUTTONS = 1;
    static final int REPLY_ID = 256;
    static final int LINK_URL = 2_000;

    static final int TEMPLATE_LINK_BUTTONS = 2;

    /// Free-form messages are taken for this long after the person's last message.
    static final Duration SERVICE_WINDOW = Duration.ofHours(24);

    private WhatsAppLimits() {}
}
