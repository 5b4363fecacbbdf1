package org.parley.sandbox.customer;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.world.Channel;

/// Someone the sandbox knows, with their addresses. Any field but the id may be missing.
///
/// @param externalId the shop's own number for the person
/// @param language ISO 639-1, decides the words of replies
/// @param country ISO 3166-1, decides the currency of orders
/// @param addresses in the channel's own spelling
public record Person(
        String externalId,
        @Nullable String name,
        @Nullable String language,
        @Nullable String country,
        Map<Channel, String> addresses) {
    public Person {
        if (externalId.isBlank()) {
            throw new IllegalArgumentException("a person needs an externalId");
        }
        addresses = Map.copyOf(addresses);
    }

    /// Someone without an address yet.
    public Person(
            String externalId,
            @Nullable String name,
            @Nullable String language,
            @Nullable String country) {
        this(externalId, name, language, country, Map.of());
    }

    /// In JSON the addresses stand beside the rest, each by its channel's name in any case.
    @JsonCreator
    static Person read(
            @JsonProperty("externalId") @Nullable String externalId,
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("language") @Nullable String language,
            @JsonProperty("country") @Nullable String country,
            @JsonAnySetter @Nullable Map<String, @Nullable String> addresses) {
        Person person =
                new Person(externalId == null ? "" : externalId, name, language, country, Map.of());
        if (addresses != null) {
            for (var each : addresses.entrySet()) {
                person = person.on(Channel.of(each.getKey()), each.getValue());
            }
        }
        return person;
    }

    public static Person onViber(String externalId, String viber) {
        return new Person(externalId, null, null, null).on(Channel.VIBER, viber);
    }

    public static Person onWhatsApp(String externalId, String phone) {
        return new Person(externalId, null, null, null).on(Channel.WHATSAPP, phone);
    }

    public static Person byEmail(String externalId, String email) {
        return new Person(externalId, null, null, null).on(Channel.EMAIL, email);
    }

    /// The same person with one address more; without one more if it is null or blank.
    public Person on(Channel channel, @Nullable String address) {
        if (address == null || address.isBlank()) {
            return this;
        }
        Map<Channel, String> more = new EnumMap<>(Channel.class);
        more.putAll(addresses);
        more.put(channel, channel.normalise(address));
        return new Person(externalId, name, language, country, more);
    }

    /// The address on this channel, null when there is none.
    public @Nullable String address(Channel channel) {
        return addresses.get(channel);
    }
}
