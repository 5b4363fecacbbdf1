package org.parley.core.channel;

/// A signed webhook whose body is not of the provider's form.
public final class MalformedWebhookException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// @param detail names the place in the body; no personal data
    public MalformedWebhookException(String detail) {
        super(detail);
    }
}
