package org.parley.core.contact;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A person.
///
/// @param externalId the company's own number of the person
/// @param email lower case
/// @param phone E.164
/// @param country ISO 3166-1 alpha-2
/// @param language BCP 47
/// @param timeZone IANA name
/// @param attributes further columns by name: a `String` (text or ISO date), a `Number` or a
///   `Boolean`
/// @param addresses by channel, the one that is written to first in front
public record Contact(
        long id,
        String externalId,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String country,
        @Nullable String language,
        @Nullable String timeZone,
        List<String> tags,
        Map<String, Object> attributes,
        @Nullable String preferredChannel,
        List<ContactAddress> addresses) {

    public Contact {
        tags = List.copyOf(tags);
        attributes = Map.copyOf(attributes);
        addresses = List.copyOf(addresses);
    }
}
