package org.parley.sandbox.world;

import java.util.Locale;

/// A channel that the sandbox plays the provider of. This line and the one in the sandbox's list of
/// providers are all that a new channel needs outside its own package.
public enum Channel {
    VIBER(AddressForm.OPAQUE),
    WHATSAPP(AddressForm.PHONE),
    EMAIL(AddressForm.MAILBOX),
    SMS(AddressForm.PHONE),
    SMPP(AddressForm.PHONE),
    RCS(AddressForm.PHONE),
    VIBER_BUSINESS(AddressForm.PHONE),
    APPLE(AddressForm.OPAQUE),
    FCM(AddressForm.OPAQUE),
    APNS(AddressForm.OPAQUE),
    WEB_PUSH(AddressForm.OPAQUE),
    MESSENGER(AddressForm.OPAQUE),
    INSTAGRAM(AddressForm.OPAQUE),
    TELEGRAM(AddressForm.OPAQUE),
    LINE(AddressForm.OPAQUE);

    private final AddressForm form;

    Channel(AddressForm form) {
        this.form = form;
    }

    /// What an address of this channel is made of.
    public AddressForm form() {
        return form;
    }

    /// One spelling per address.
    public String normalise(String address) {
        return form.normalise(address);
    }

    /// Reads the name used by the control API, in any case.
    public static Channel of(String name) {
        return valueOf(name.strip().toUpperCase(Locale.ROOT));
    }
}
