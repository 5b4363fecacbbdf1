package org.parley.channels.wire;

/// A limit of the provider that a message breaks.
///
/// @param part JSON path in the rich message, such as `buttons[1].text`
/// @param detail names the limit and the actual value
public record Breach(String part, String detail) {}
