package org.parley.batch.imports;

import java.util.Set;
import org.parley.batch.imports.csv.FileLimits;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Settings of imports.
///
/// @param maxUpload most bytes of an upload
/// @param maxExpanded most bytes after decompression
/// @param maxExpansion most times that a compressed file may grow
/// @param maxRecord most characters of one record
/// @param defaultRegion ISO 3166-1 country of phone numbers without a country code, where an upload
///   does not say; empty: such numbers are rejected
/// @param phoneChannels channels on which a phone number is the address
@ConfigurationProperties(prefix = "parley.imports", ignoreUnknownFields = false)
public record ImportSettings(
        @DefaultValue("4GB") DataSize maxUpload,
        @DefaultValue("8GB") DataSize maxExpanded,
        @DefaultValue("200") int maxExpansion,
        @DefaultValue("1048576") int maxRecord,
        @DefaultValue("") String defaultRegion,
        @DefaultValue({"whatsapp", "sms"}) Set<String> phoneChannels) {

    public ImportSettings {
        phoneChannels = Set.copyOf(phoneChannels);
        if (maxExpansion < 1 || maxRecord < 1) {
            throw new IllegalArgumentException("Limits of imports are at least 1");
        }
    }

    FileLimits limits() {
        return new FileLimits(maxExpanded, maxExpansion, maxRecord);
    }
}
