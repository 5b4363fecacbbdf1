package org.parley.server.shop;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.core.channel.MalformedWebhookException;
import org.parley.core.kernel.StorableText;
import org.parley.core.offer.CodeText;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An object of a shop's JSON, read with the mistrust that money asks for: decimals never pass
/// through floating point, and a number, amount, time or currency that is not of its form is named
/// by its place. Words that only people read refuse nothing. What is left out and what is null are
/// the same.
final class OrderJson {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    private static final int LONGEST_TEXT = 500;
    private static final int LONGEST_ID = 200;
    private static final int MOST_ITEMS = 2_000;
    // No exponent: a short text could stand for a billion digits.
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,12}(\\.\\d{1,20})?");
    private static final int WHOLE_DIGITS = 12;
    private static final int DECIMALS = 20;
    static final BigDecimal BEYOND = BigDecimal.TEN.pow(WHOLE_DIGITS);
    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final Set<String> COUNTRIES =
            Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

    private final JsonNode node;
    private final String place;

    private OrderJson(JsonNode node, String place) {
        this.node = node;
        this.place = place;
    }

    /// @throws MalformedWebhookException when it is not a JSON object
    static OrderJson of(byte[] body) {
        try {
            JsonNode node = JSON.readTree(body);
            if (node.isObject()) {
                return new OrderJson(node, "");
            }
        } catch (JacksonException _) {
            // told below
        }
        throw new MalformedWebhookException("The body is not a JSON object");
    }

    /// The object of a field; one without fields where it is left out.
    OrderJson object(String field) {
        JsonNode value = node.path(field);
        if (absent(value)) {
            return new OrderJson(JSON.createObjectNode(), at(field));
        }
        if (!value.isObject()) {
            throw malformed("No object", field);
        }
        return new OrderJson(value, at(field));
    }

    List<OrderJson> objects(String field) {
        JsonNode value = node.path(field);
        if (absent(value)) {
            return List.of();
        }
        if (!value.isArray() || value.size() > MOST_ITEMS) {
            throw malformed("No list of at most " + MOST_ITEMS, field);
        }
        List<OrderJson> items = new ArrayList<>(value.size());
        for (JsonNode item : value) {
            String its = at(field) + "[" + items.size() + "]";
            if (!item.isObject()) {
                throw new MalformedWebhookException("No object at " + its);
            }
            items.add(new OrderJson(item, its));
        }
        return items;
    }

    /// A text, or an integer as text; null where it is left out or blank.
    @Nullable String text(String field) {
        JsonNode value = node.path(field);
        if (absent(value)) {
            return null;
        }
        String word = word(value);
        if (word == null) {
            throw malformed("No text", field);
        }
        if (!keepable(word)) {
            throw malformed("No text of at most " + LONGEST_TEXT + " characters", field);
        }
        return given(word);
    }

    /// What helps and is not needed, such as a mailbox or an article's number; null also where it
    /// is nothing that can be kept.
    @Nullable String hint(String field) {
        String word = word(node.path(field));
        return word == null || !keepable(word) ? null : given(word);
    }

    /// Words for people, who can write anything: what no database keeps is left out, and what is
    /// long is cut. Null where it is left out, blank or no text.
    @Nullable String label(String field) {
        String word = word(node.path(field));
        return word == null
                ? null
                : given(
                        word.codePoints()
                                .filter(StorableText::holds)
                                .limit(LONGEST_TEXT)
                                .collect(
                                        StringBuilder::new,
                                        StringBuilder::appendCodePoint,
                                        StringBuilder::append)
                                .toString());
    }

    private static @Nullable String word(JsonNode value) {
        if (value.isString()) {
            return value.stringValue();
        }
        return value.isIntegralNumber() && value.bigIntegerValue().bitLength() <= Long.SIZE
                ? value.bigIntegerValue().toString()
                : null;
    }

    private static @Nullable String given(String word) {
        return word.isBlank() ? null : word.strip();
    }

    String required(String field) {
        String text = text(field);
        if (text == null) {
            throw malformed("Nothing", field);
        }
        return text;
    }

    /// A number of an order or refund: short enough to be a key.
    String id(String field) {
        String id = required(field);
        if (id.length() > LONGEST_ID) {
            throw malformed("No number of at most " + LONGEST_ID + " characters", field);
        }
        return id;
    }

    /// The code of each of a list's objects, as far as they can be kept.
    List<String> codes(String field) {
        return CodeText.ofOrder(
                objects(field).stream().flatMap(item -> Stream.ofNullable(item.hint("code"))));
    }

    /// As [#codes], of a field that is one.
    List<String> code(String field) {
        return CodeText.ofOrder(Stream.ofNullable(hint(field)));
    }

    boolean flag(String field) {
        JsonNode value = node.path(field);
        if (absent(value)) {
            return false;
        }
        if (!value.isBoolean()) {
            throw malformed("Neither true nor false", field);
        }
        return value.booleanValue();
    }

    /// Exact, as it was written; null where it is left out or an empty text.
    @Nullable BigDecimal decimal(String field) {
        JsonNode value = node.path(field);
        if (absent(value)) {
            return null;
        }
        if (value.isString()) {
            String text = value.stringValue();
            if (text.isEmpty()) {
                return null;
            }
            if (DECIMAL.matcher(text).matches()) {
                return new BigDecimal(text);
            }
        } else if (value.isNumber()) {
            BigDecimal number = value.decimalValue();
            // as longs: the scale of a short text may be any int
            if ((long) number.precision() - number.scale() <= WHOLE_DIGITS
                    && number.scale() <= DECIMALS) {
                return number;
            }
        }
        throw malformed("No amount", field);
    }

    BigDecimal requiredDecimal(String field) {
        BigDecimal value = decimal(field);
        if (value == null) {
            throw malformed("Nothing", field);
        }
        return value;
    }

    BigDecimal decimalOrZero(String field) {
        BigDecimal value = decimal(field);
        return value == null ? BigDecimal.ZERO : value;
    }

    /// ISO 8601; without an offset it is UTC.
    @Nullable Instant time(String field) {
        String text = text(field);
        if (text == null) {
            return null;
        }
        try {
            Instant time = instant(text);
            if (!time.isBefore(EARLIEST) && time.isBefore(LATEST)) {
                return time;
            }
        } catch (DateTimeException _) {
            // told below
        }
        throw malformed("No time", field);
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        }
    }

    Instant requiredTime(String field) {
        Instant time = time(field);
        if (time == null) {
            throw malformed("Nothing", field);
        }
        return time;
    }

    /// ISO 4217, in either case; null where it is left out.
    @Nullable Currency currency(String field) {
        String code = text(field);
        if (code == null) {
            return null;
        }
        try {
            Currency currency = Currency.getInstance(code.toUpperCase(Locale.ROOT));
            if (currency.getDefaultFractionDigits() >= 0) {
                return currency;
            }
        } catch (IllegalArgumentException _) {
            // told below
        }
        throw malformed("No ISO 4217 currency", field);
    }

    Currency requiredCurrency(String field) {
        Currency currency = currency(field);
        if (currency == null) {
            throw malformed("Nothing", field);
        }
        return currency;
    }

    /// ISO 3166-1 alpha-2; null where it is left out or none: shops let customers type it.
    @Nullable String country(String field) {
        String code = hint(field);
        return code != null && COUNTRIES.contains(code) ? code : null;
    }

    /// Rounded once, half up, to the decimals that the currency has.
    static BigDecimal money(BigDecimal exact, Currency currency) {
        if (exact.abs().compareTo(BEYOND) >= 0) {
            throw new MalformedWebhookException("An amount is beyond any real order");
        }
        return exact.setScale(currency.getDefaultFractionDigits(), RoundingMode.HALF_UP);
    }

    MalformedWebhookException malformed(String what, String field) {
        return new MalformedWebhookException(what + " at " + at(field));
    }

    private String at(String field) {
        return place.isEmpty() ? field : place + "." + field;
    }

    private static boolean absent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static boolean keepable(String text) {
        return text.length() <= LONGEST_TEXT && StorableText.holds(text);
    }
}
