package org.parley.sandbox.customer;

/// A reply that the message offers.
///
/// @param payload what the tap sends back to the business
/// @param label what the customer reads
public record QuickReply(String payload, String label) {}
