package org.parley.sandbox.email;

/// What becomes of a mail.
public enum MailEvent {
    DELIVERED,
    /// Tried again later.
    DEFERRED,
    /// There is no such mailbox.
    BOUNCED,
    /// The mailbox is full, and the server has given up.
    SOFT_BOUNCED,
    /// The receiving server took it for spam.
    BLOCKED,
    OPENED,
    /// Opened by a program at delivery.
    PREFETCHED,
    CLICKED,
    COMPLAINED,
    UNSUBSCRIBED;

    String status() {
        return switch (this) {
            case BOUNCED -> "5.1.1";
            case SOFT_BOUNCED -> "5.2.2";
            case BLOCKED -> "5.7.1";
            case DEFERRED -> "4.2.1";
            case DELIVERED, OPENED, PREFETCHED, CLICKED, COMPLAINED, UNSUBSCRIBED -> "2.0.0";
        };
    }

    int reply() {
        return switch (this) {
            case SOFT_BOUNCED -> 552;
            case BOUNCED, BLOCKED -> 550;
            case DEFERRED -> 450;
            case DELIVERED, OPENED, PREFETCHED, CLICKED, COMPLAINED, UNSUBSCRIBED -> 250;
        };
    }

    /// In the words of a receiving server.
    String words() {
        return switch (this) {
            case BOUNCED -> "user unknown";
            case SOFT_BOUNCED -> "mailbox full";
            case BLOCKED -> "message looks like spam";
            case DEFERRED -> "mailbox busy";
            case DELIVERED, OPENED, PREFETCHED, CLICKED, COMPLAINED, UNSUBSCRIBED -> "ok";
        };
    }

    String diagnostic() {
        return reply() + " " + status() + " " + words();
    }

    /// The agent of whoever opened or clicked.
    String agent() {
        return this == PREFETCHED ? EmailVoice.APPLE : EmailVoice.READER;
    }
}
