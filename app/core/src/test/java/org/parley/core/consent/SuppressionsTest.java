package org.parley.core.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.parley.core.consent.Suppressions.Entry;
import org.parley.core.consent.Suppressions.Reason;
import org.parley.core.consent.internal.SuppressionStore;
import org.parley.core.kernel.Channel;
import org.parley.core.testing.World;
import tools.jackson.databind.json.JsonMapper;

class SuppressionsTest {

    private static final Channel EMAIL = new Channel("email");
    private static final Channel VIBER = new Channel("viber");

    private final World world = new World();
    private final DSLContext dsl = world.dsl;
    private final Suppressions suppressions =
            new Suppressions(new SuppressionStore(dsl, JsonMapper.shared()));

    private int suppress(Channel channel, String address, Reason reason) {
        return suppressions.suppress(List.of(new Entry(channel, address, reason)));
    }

    @Test
    void aSuppressedAddressIsFoundWhateverTheCaseOfItsMailboxAndTheFirstReasonStays() {
        assertThat(suppress(EMAIL, "Ana@Example.org", Reason.BOUNCED)).isEqualTo(1);
        assertThat(suppress(EMAIL, "ana@example.org", Reason.COMPLAINED)).isZero();

        assertThat(suppressions.find(EMAIL, " ana@example.ORG"))
                .hasValueSatisfying(it -> assertThat(it.reason()).isEqualTo(Reason.BOUNCED));
        assertThat(suppressions.find(VIBER, "ana@example.org")).isEmpty();
    }

    @Test
    void idsOfProvidersAreComparedExactly() {
        suppress(VIBER, "AbC==", Reason.BLOCKED);

        assertThat(suppressions.find(VIBER, "AbC==")).isPresent();
        assertThat(suppressions.find(VIBER, "abc==")).isEmpty();
    }

    @Test
    void aListMayNameAnAddressTwice() {
        assertThat(
                        suppressions.suppress(
                                List.of(
                                        new Entry(EMAIL, "bo@example.org", Reason.DO_NOT_CONTACT),
                                        new Entry(EMAIL, "BO@example.org", Reason.BOUNCED),
                                        new Entry(VIBER, "x", Reason.DO_NOT_CONTACT))))
                .isEqualTo(2);
        assertThat(suppressions.suppress(List.of())).isZero();
    }

    @Test
    void aKnownAddressIsMarkedAndUnmarkedWhenReleased() {
        long ana = world.contact("ana");
        world.address(ana, "email", "ana@example.org");
        world.address(ana, "email", "other@example.org");

        suppress(EMAIL, "Ana@example.org", Reason.DO_NOT_CONTACT);

        assertThat(states()).containsExactly("ana@example.org blocked", "other@example.org active");
        assertThat(suppressions.release(EMAIL, "ana@Example.org")).isTrue();
        assertThat(states()).containsExactly("ana@example.org active", "other@example.org active");
        assertThat(suppressions.release(EMAIL, "ana@Example.org")).isFalse();
    }

    private List<String> states() {
        return dsl.fetch("select value || ' ' || state from address order by value")
                .into(String.class);
    }

    @Test
    void theListNamesNobody() {
        suppress(EMAIL, "ana@example.org", Reason.BOUNCED);

        byte[] here = key("ana@example.org");
        assertThat(here).hasSize(32);
        assertThat(here).isEqualTo(dsl.fetchSingle("select address_key from suppression").get(0));
    }

    @Test
    void theKeyIsTheHmacOfChannelAndAddress() {
        // the paddings of RFC 2104 for a key of 32 zero bytes
        dsl.execute(
                "update installation_secret set value = decode(repeat('36', 64), 'hex') where name = 'suppression-inner'");
        dsl.execute(
                "update installation_secret set value = decode(repeat('5c', 64), 'hex') where name = 'suppression-outer'");

        // Computed apart with: printf 'email\0ana@example.org' | openssl dgst -sha256 -mac HMAC
        // -macopt hexkey:<32 zero bytes>
        assertThat(HexFormat.of().formatHex(key("ana@example.org")))
                .isEqualTo("bcec8be4b7d3ebc2d27bfaab99d1b4072cf0547ebfe87ac7de9b84c681884a15");
    }

    @Test
    void thePaddingsAreOfOneKey() {
        var pads =
                dsl.fetchSingle(
                        "select (select value from installation_secret where name = 'suppression-inner'),"
                                + " (select value from installation_secret where name = 'suppression-outer')");
        byte[] inner = pads.get(0, byte[].class);
        byte[] outer = pads.get(1, byte[].class);
        assertThat(inner).hasSize(64);
        assertThat(outer).hasSize(64);
        for (int i = 0; i < 64; i++) {
            assertThat(inner[i] ^ 0x36).isEqualTo(outer[i] ^ 0x5c);
        }
    }

    private byte[] key(String address) {
        return dsl.fetchSingle("select suppression_key('email', {0})", DSL.val(address))
                .get(0, byte[].class);
    }
}
