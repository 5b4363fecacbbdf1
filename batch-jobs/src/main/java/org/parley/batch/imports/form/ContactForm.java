package org.parley.batch.imports.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.batch.imports.csv.CsvLine;
import org.parley.batch.imports.csv.MalformedFileException;
import org.parley.core.contact.EmailAddresses;
import org.parley.core.contact.PhoneNumbers;
import tools.jackson.databind.json.JsonMapper;

/// Contacts: our own columns, `<channel>_id` = the person's address on that channel, and any
/// further column as an attribute, `name` or `name:text|number|boolean|date`.
public final class ContactForm {

    private static final Set<String> OURS =
            Set.of(
                    "external_id",
                    "first_name",
                    "last_name",
                    "email",
                    "phone",
                    "country",
                    "language",
                    "time_zone",
                    "tags",
                    "preferred_channel");
    private static final Pattern CHANNEL_COLUMN = Pattern.compile("([a-z][a-z0-9_]{0,31})_id");
    private static final Pattern ATTRIBUTE_NAME =
            Pattern.compile("[\\p{L}][\\p{L}\\p{N} _.-]{0,62}");

    private final PhoneNumbers phones;
    private final JsonMapper json;
    private final Set<String> phoneChannels;

    /// @param phoneChannels channels on which a phone number is the address
    public ContactForm(PhoneNumbers phones, JsonMapper json, Set<String> phoneChannels) {
        this.phones = phones;
        this.json = json;
        this.phoneChannels = Set.copyOf(phoneChannels);
    }

    /// @param region of phone numbers without a country code, where the row names no country
    /// @param known types that attributes have from earlier imports
    /// @throws MalformedFileException where the header is no header of contacts
    public RowParser bind(
            List<String> names, @Nullable String region, Map<String, AttributeType> known) {
        Header header = new Header(names);
        header.require(List.of("external_id"));
        Map<Integer, String> channels = new LinkedHashMap<>();
        Map<Integer, Attribute> attributes = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            String lower = name.toLowerCase(Locale.ROOT);
            var channel = CHANNEL_COLUMN.matcher(lower);
            if (OURS.contains(lower)) {
                continue;
            }
            if (channel.matches()) {
                channels.put(i, channel.group(1));
            } else {
                attributes.put(i, attribute(i, name, known));
            }
        }
        return new Parser(header, region, channels, attributes);
    }

    private static Attribute attribute(
            int position, String column, Map<String, AttributeType> known) {
        int colon = column.lastIndexOf(':');
        String name = (colon < 0 ? column : column.substring(0, colon)).strip();
        AttributeType before = known.get(name);
        if (!ATTRIBUTE_NAME.matcher(name).matches()) {
            throw new MalformedFileException(
                    "Column "
                            + (position + 1)
                            + " has a name that no attribute can have: letters, digits,"
                            + " spaces, _ . and -, at most 63, starting with a letter");
        }
        if (colon < 0) {
            return new Attribute(name, before == null ? AttributeType.TEXT : before);
        }
        AttributeType type =
                AttributeType.find(column.substring(colon + 1).strip())
                        .orElseThrow(() ->
                                new MalformedFileException(
                                        "Column "
                                                + name
                                                + " has a type that is none of text, number,"
                                                + " boolean, date"));
        if (before != null && before != type) {
            throw new MalformedFileException(
                    "Column "
                            + name
                            + " is a "
                            + type.word()
                            + " here and has been a "
                            + before.word()
                            + " since its first import");
        }
        return new Attribute(name, type);
    }

    private record Attribute(String name, AttributeType type) {}

    private final class Parser implements RowParser {

        private final Header header;
        private final @Nullable String region;
        private final Map<Integer, String> channels;
        private final Map<Integer, Attribute> attributes;

        Parser(
                Header header,
                @Nullable String region,
                Map<Integer, String> channels,
                Map<Integer, Attribute> attributes) {
            this.header = header;
            this.region = region;
            this.channels = channels;
            this.attributes = attributes;
        }

        @Override
        public Map<String, AttributeType> attributes() {
            Map<String, AttributeType> types = new LinkedHashMap<>();
            attributes.values().forEach(a -> types.put(a.name(), a.type()));
            return types;
        }

        @Override
        public ParsedRow parse(CsvLine line) {
            Cells cells = new Cells(header, line);
            if (cells.isRejected()) {
                return ParsedRow.rejected(cells);
            }
            String externalId = cells.key("external_id", null);
            String email = cells.optional("email", EmailAddresses::normalise, "an e-mail address");
            String country =
                    cells.optional("country", Codes::country, "an ISO 3166-1 country such as ES");
            String home = country != null && phones.knowsRegion(country) ? country : region;
            String phone =
                    cells.optional(
                            "phone", p -> phones.normalise(p, home), "a phone number that exists");
            String language =
                    cells.optional("language", Codes::language, "a BCP 47 language such as es-MX");
            String zone =
                    cells.optional(
                            "time_zone", Codes::timeZone, "a time zone such as Europe/Madrid");
            String preferred =
                    cells.optional("preferred_channel", Codes::channel, "a channel's name");
            Addresses addresses = addresses(cells, email, phone, home);
            String values = attributes(cells);
            if (cells.isRejected()) {
                return ParsedRow.rejected(cells);
            }
            return ParsedRow.of(
                    cells,
                    externalId,
                    cells.text("first_name"),
                    cells.text("last_name"),
                    email,
                    phone,
                    country,
                    language,
                    zone,
                    tags(cells.text("tags")),
                    values,
                    preferred,
                    PostgresArray.of(addresses.channels()),
                    PostgresArray.of(addresses.values()));
        }

        /// Explicit ids before those that follow from the phone: the first is written to first.
        private Addresses addresses(
                Cells cells,
                @Nullable String email,
                @Nullable String phone,
                @Nullable String home) {
            Addresses addresses = new Addresses(new ArrayList<>(), new ArrayList<>());
            channels.forEach((position, channel) -> {
                String column = header.names().get(position);
                String id =
                        phoneChannels.contains(channel)
                                ? cells.optional(
                                        column,
                                        p -> phones.normalise(p, home),
                                        "a phone number that exists")
                                : cells.optional(
                                        column, Parser::id, "an id of at most 200 characters");
                if (id != null) {
                    addresses.add(channel, id);
                }
            });
            if (email != null) {
                addresses.add("email", email);
            }
            if (phone != null) {
                phoneChannels.stream().sorted().forEach(channel -> addresses.add(channel, phone));
            }
            return addresses;
        }

        private static Optional<String> id(String cell) {
            return Optional.of(cell).filter(c -> c.length() <= 200);
        }

        private String attributes(Cells cells) {
            Map<String, Object> values = new LinkedHashMap<>();
            attributes.forEach((position, attribute) -> {
                Object value =
                        cells.optional(
                                header.names().get(position),
                                attribute.type()::read,
                                attribute.type().description());
                if (value != null) {
                    values.put(attribute.name(), value);
                }
            });
            return json.writeValueAsString(values);
        }

        private static @Nullable String tags(@Nullable String cell) {
            if (cell == null) {
                return null;
            }
            Set<String> tags = new LinkedHashSet<>();
            for (String tag : cell.split(";", -1)) {
                if (!tag.isBlank()) {
                    tags.add(tag.strip());
                }
            }
            return PostgresArray.of(List.copyOf(tags));
        }
    }

    private record Addresses(List<String> channels, List<String> values) {

        void add(String channel, String value) {
            for (int i = 0; i < channels.size(); i++) {
                if (channels.get(i).equals(channel) && values.get(i).equals(value)) {
                    return;
                }
            }
            channels.add(channel);
            values.add(value);
        }
    }
}
