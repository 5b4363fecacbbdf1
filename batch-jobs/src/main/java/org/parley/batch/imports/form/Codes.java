package org.parley.batch.imports.form;

import java.time.ZoneId;
import java.util.Currency;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Locale.IsoCountryCode;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Codes of countries, languages, zones, currencies and channels, in their one spelling.
final class Codes {

    private static final Set<String> COUNTRIES =
            Locale.getISOCountries(IsoCountryCode.PART1_ALPHA2);
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();
    private static final Pattern CHANNEL = Pattern.compile("[a-z][a-z0-9_]{0,31}");

    private Codes() {}

    /// ISO 3166-1 alpha-2.
    static Optional<String> country(String cell) {
        return Optional.of(cell.toUpperCase(Locale.ROOT)).filter(COUNTRIES::contains);
    }

    /// BCP 47; `_` is taken for `-`.
    static Optional<String> language(String cell) {
        try {
            Locale locale = new Locale.Builder().setLanguageTag(cell.replace('_', '-')).build();
            return locale.getLanguage().isEmpty()
                    ? Optional.empty()
                    : Optional.of(locale.toLanguageTag());
        } catch (IllformedLocaleException _) {
            return Optional.empty();
        }
    }

    /// An IANA name; a bare offset has no summer and is refused.
    static Optional<String> timeZone(String cell) {
        return Optional.of(cell).filter(ZONES::contains);
    }

    /// ISO 4217 with minor units.
    static Optional<Currency> currency(String cell) {
        try {
            return Optional.of(Currency.getInstance(cell.toUpperCase(Locale.ROOT)))
                    .filter(c -> c.getDefaultFractionDigits() >= 0);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    static Optional<String> channel(String cell) {
        return Optional.of(cell.toLowerCase(Locale.ROOT)).filter(c -> CHANNEL.matcher(c).matches());
    }
}
