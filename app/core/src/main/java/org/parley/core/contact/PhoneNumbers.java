package org.parley.core.contact;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Brings phone numbers to E.164 with the numbering plans of libphonenumber.
public final class PhoneNumbers {

    private final PhoneNumberUtil plans = PhoneNumberUtil.getInstance();

    /// @param region ISO 3166-1 alpha-2 of numbers written without a country code; null accepts
    ///   only numbers that begin with +
    /// @return empty where no numbering plan has such a number
    public Optional<String> normalise(String raw, @Nullable String region) {
        try {
            PhoneNumber number = plans.parse(raw, region);
            return plans.isValidNumber(number)
                    ? Optional.of(plans.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException _) {
            return Optional.empty();
        }
    }

    /// Whether numbers may be written without a country code for this region.
    public boolean knowsRegion(String region) {
        return plans.getSupportedRegions().contains(region);
    }
}
