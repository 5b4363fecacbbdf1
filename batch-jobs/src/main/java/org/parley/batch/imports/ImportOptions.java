package org.parley.batch.imports;

import java.time.DateTimeException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.parley.batch.imports.results.ResultMapping;
import org.parley.core.commerce.Currencies;
import org.parley.core.kernel.ProblemException;

/// What a file does not say for itself.
///
/// @param defaultRegion ISO 3166-1 country of phone numbers without a country code; the
///   installation's where null
/// @param store of orders without one; of the retail form `online-retail` where null
/// @param currency ISO 4217 of orders without one; of the retail form GBP where null
/// @param zone IANA name of times without an offset; UTC where null, of the retail form
///   Europe/London
/// @param results how a file of results is to be read; null for other kinds
public record ImportOptions(
        @Nullable String defaultRegion,
        @Nullable String store,
        @Nullable String currency,
        @Nullable String zone,
        @Nullable ResultMapping results) {

    public static final ImportOptions NONE = new ImportOptions(null, null, null, null, null);

    /// @throws ProblemException INVALID_REQUEST for a currency or zone that does not exist
    public ImportOptions {
        if (currency != null) {
            Currencies.of("currency", currency);
        }
        if (store != null && (store.isBlank() || store.length() > 200)) {
            throw ProblemException.invalid("store", "A store's name has 1 to 200 characters");
        }
        if (zone != null) {
            checkZone(zone);
        }
    }

    /// As an upload's author meant them on an installation of that region.
    ///
    /// @param region empty: none
    ImportOptions whereRegionIs(String region) {
        return defaultRegion != null || region.isEmpty()
                ? this
                : new ImportOptions(region, store, currency, zone, results);
    }

    private static void checkZone(String zone) {
        try {
            ZoneId.of(zone);
        } catch (DateTimeException _) {
            throw ProblemException.invalid("zone", "Not a time zone such as Europe/Madrid");
        }
    }
}
