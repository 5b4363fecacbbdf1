package org.parley.core.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.core.consent.internal.StoredPepper;
import org.parley.core.consent.internal.SuppressionStore;
import org.parley.core.kernel.Channel;
import org.parley.sql.testing.TestStores;

class SuppressionsTest {

    private static final Channel EMAIL = new Channel("email");
    private static final Channel VIBER = new Channel("viber");

    private DSLContext dsl;
    private Suppressions suppressions;

    @BeforeEach
    void installation() {
        dsl = DSL.using(TestStores.freshPostgres(), SQLDialect.POSTGRES);
        suppressions = node();
    }

    private Suppressions node() {
        SuppressionStore store = new SuppressionStore(dsl);
        return new Suppressions(store, new StoredPepper(store, new SecureRandom()));
    }

    @Test
    void aSuppressedAddressIsFoundWhateverTheCaseOfItsMailbox() {
        suppressions.suppress(EMAIL, "Ana@Example.org", Suppressions.Reason.BOUNCED);
        suppressions.suppress(EMAIL, "ana@example.org", Suppressions.Reason.COMPLAINED);

        assertThat(suppressions.isSuppressed(EMAIL, " ana@example.ORG")).isTrue();
        assertThat(suppressions.isSuppressed(VIBER, "ana@example.org")).isFalse();
        assertThat(dsl.fetchSingle("select reason from suppression").get(0)).isEqualTo("bounced");
    }

    @Test
    void idsOfProvidersAreComparedExactly() {
        suppressions.suppress(VIBER, "AbC==", Suppressions.Reason.BLOCKED);

        assertThat(suppressions.isSuppressed(VIBER, "AbC==")).isTrue();
        assertThat(suppressions.isSuppressed(VIBER, "abc==")).isFalse();
    }

    @Test
    void everyNodeOfAnInstallationMakesTheSameKeysAndAnotherInstallationOthers() {
        byte[] key = suppressions.key(EMAIL, "ana@example.org");

        assertThat(key).hasSize(32).isEqualTo(node().key(EMAIL, "ana@example.org"));
        dsl.execute("delete from installation_secret");
        assertThat(key).isNotEqualTo(node().key(EMAIL, "ana@example.org"));
    }

    @Test
    void theKeyIsTheHmacOfChannelAndAddress() {
        // Computed apart with: printf 'email\0ana@example.org' | openssl dgst -sha256 -mac HMAC
        // -macopt hexkey:<32 zero bytes>
        Suppressions zero = new Suppressions(new SuppressionStore(dsl), () -> new byte[32]);

        assertThat(HexFormat.of().formatHex(zero.key(EMAIL, "ana@example.org")))
                .isEqualTo("bcec8be4b7d3ebc2d27bfaab99d1b4072cf0547ebfe87ac7de9b84c681884a15");
    }
}
