package org.parley.channels.sms;

import org.parley.core.carriage.Carriage;
import org.parley.core.carriage.TextLimit;
import org.parley.core.channel.AddressForm;
import org.parley.core.channel.Capabilities;
import org.parley.core.kernel.Channel;

/// What an SMS takes: text alone. Nobody tells whether it was read, and no provider recognises a
/// repeated send.
public final class SmsCapabilities {

    public static final Channel CHANNEL = new Channel("sms");

    private SmsCapabilities() {}

    /// @param perSecond messages a second of a short code or a negotiated rate
    public static Capabilities of(TextLimit limit, int concurrency, int perSecond) {
        return of(Carriage.text(CHANNEL, limit), concurrency, perSecond);
    }

    /// For a provider that sends more than text by the same channel.
    public static Capabilities of(Carriage carriage, int concurrency, int perSecond) {
        return new Capabilities(
                carriage, AddressForm.E164, false, true, false, null, concurrency, perSecond);
    }
}
