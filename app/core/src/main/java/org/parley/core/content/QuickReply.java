package org.parley.core.content;

/// An answer that is offered beside the message and goes away once the person answered.
///
/// @param text Liquid text of one line
/// @param payload 1 to 256 characters, the same for all contacts
public record QuickReply(String text, String payload) {}
