package org.parley.core.channel;

/// How a channel names a person.
public enum AddressForm {
    /// A telephone number, `+436641234567`.
    E164,
    /// A telephone number, or the provider's id of somebody who hides it.
    E164_OR_PROVIDER_ID,
    /// An e-mail address.
    MAILBOX,
    /// An id that the provider gave this account for the person.
    PROVIDER_ID,
    /// A registration of an app or a browser.
    DEVICE
}
