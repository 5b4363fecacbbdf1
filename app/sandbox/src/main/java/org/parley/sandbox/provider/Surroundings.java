package org.parley.sandbox.provider;

import java.time.Clock;
import org.parley.sandbox.customer.Customers;
import org.parley.sandbox.http.HttpOut;
import org.parley.sandbox.received.Received;
import org.parley.sandbox.refusal.Refusals;
import org.parley.sandbox.webhook.Webhooks;
import org.parley.sandbox.world.Agenda;

/// The world around a provider: time, lines out, people, records, the way back to Parley, and
/// ordered faults.
public record Surroundings(
        Clock clock,
        Agenda agenda,
        HttpOut http,
        Customers customers,
        Received received,
        Webhooks webhooks,
        Refusals refusals) {}
