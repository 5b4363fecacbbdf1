package org.parley.sandbox.customer;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.world.Channel;

/// Someone the sandbox knows, with their addresses. Any field but the id may be missing.
///
/// @param externalId the shop's own number for the person
/// @param language ISO 639-1, decides the words of replies
/// @param country ISO 3166-1, decides the currency of orders
public record Person(
        String externalId,
        @Nullable String name,
        @Nullable String language,
        @Nullable String country,
        @Nullable String viber,
        @Nullable String whatsapp,
        @Nullable String email) {
    public Person {
        if (externalId.isBlank()) {
            throw new IllegalArgumentException("a person needs an externalId");
        }
    }

    public static Person onViber(String externalId, String viber) {
        return new Person(externalId, null, null, null, viber, null, null);
    }

    public static Person onWhatsApp(String externalId, String phone) {
        return new Person(externalId, null, null, null, null, phone, null);
    }

    public static Person byEmail(String externalId, String email) {
        return new Person(externalId, null, null, null, null, null, email);
    }

    Map<Channel, String> addresses() {
        Map<Channel, String> addresses = new EnumMap<>(Channel.class);
        put(addresses, Channel.VIBER, viber);
        put(addresses, Channel.WHATSAPP, whatsapp);
        put(addresses, Channel.EMAIL, email);
        return addresses;
    }

    private static void put(
            Map<Channel, String> addresses, Channel channel, @Nullable String address) {
        if (address != null && !address.isBlank()) {
            addresses.put(channel, channel.normalise(address));
        }
    }
}
