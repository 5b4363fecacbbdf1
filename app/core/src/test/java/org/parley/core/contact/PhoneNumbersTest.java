package org.parley.core.contact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumbersTest {

    private final PhoneNumbers phones = new PhoneNumbers();

    @ParameterizedTest
    @CsvSource({
        "612 34 56 78, ES, +34612345678",
        "020 7946 0958, GB, +442079460958",
        "+34 612-345-678, GB, +34612345678",
        "0034612345678, ES, +34612345678"
    })
    void aNumberIsBroughtToE164(String raw, String region, String expected) {
        assertThat(phones.normalise(raw, region)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "hello", "", "+999123456", "612345678901234"})
    void whatNoNumberingPlanHasIsNoNumber(String raw) {
        assertThat(phones.normalise(raw, "ES")).isEmpty();
    }

    @Test
    void withoutARegionOnlyInternationalNumbersAreRead() {
        assertThat(phones.normalise("612345678", null)).isEmpty();
        assertThat(phones.normalise("+34612345678", null)).contains("+34612345678");
    }

    @ParameterizedTest
    @CsvSource({"Ana@Example.ORG, ana@example.org", "a.b+c@sub.example.com, a.b+c@sub.example.com"})
    void aMailboxIsBroughtToLowerCase(String raw, String expected) {
        assertThat(EmailAddresses.normalise(raw)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nobody",
                "a@b",
                "a b@example.org",
                "a@example..org",
                ".a@example.org",
                "@example.org"
            })
    void whatIsNoMailboxIsRefused(String raw) {
        assertThat(EmailAddresses.normalise(raw)).isEmpty();
    }
}
