package org.parley.sandbox.control;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.customer.Person;
import org.parley.sandbox.whatsapp.WhatsAppTemplate;

/// What the control API reads. A missing field is null here and refused there.
final class Requests {
    private Requests() {}

    record Parley(@Nullable URI baseUri, @Nullable String apiKey) {}

    record People(@Nullable List<Person> people) {}

    record BaseOrders(double rate, @Nullable String label) {}

    record Templates(@Nullable List<Template> templates) {}

    /// A template as it is written by hand: most of it has a usual value.
    record Template(
            @Nullable String name,
            @Nullable String language,
            WhatsAppTemplate.@Nullable Category category,
            WhatsAppTemplate.@Nullable Header header,
            @Nullable String headerText,
            @Nullable String body,
            @Nullable List<WhatsAppTemplate.Button> buttons,
            WhatsAppTemplate.@Nullable Status status) {}

    record Weather(double duplicate, long longestDelayMillis, boolean shuffle) {}

    record Replay(long seed) {}

    /// @param times for the next requests; absent with an address
    /// @param kind providerError, httpStatus, slowAnswer, dropBefore or dropAfter
    record Fault(
            @Nullable String channel,
            @Nullable Integer times,
            @Nullable String address,
            @Nullable String kind,
            int code,
            @Nullable String detail,
            long millis) {}

    /// @param act say, unregister, register, or one that the provider knows
    record Deed(
            @Nullable String channel,
            @Nullable String address,
            @Nullable String act,
            @Nullable String text) {}
}
