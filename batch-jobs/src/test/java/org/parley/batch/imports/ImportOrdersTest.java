package org.parley.batch.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.sql.postgres.Tables.CONTACT;
import static org.parley.sql.postgres.Tables.SHOP_ORDER;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.sql.postgres.tables.records.ShopOrderRecord;

class ImportOrdersTest {

    private static final String HEADER =
            "store,order_id,external_id,email,phone,placed_at,currency,country,kind,refund_of,sku,description,quantity,unit_price\n";

    @TempDir Path directory;
    private ImportWorld world;

    @BeforeEach
    void open() {
        world = new ImportWorld(directory);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void linesBecomeOrdersWhereverTheyStandAndAreRoundedOnceADocument() {
        ImportFile file =
                world.run(
                        ImportKind.ORDERS,
                        HEADER
                                + """
                                web,A1,,,,2026-01-02T10:00:00Z,EUR,ES,,,s1,Shoe,3,0.335
                                web,A2,,,,2026-01-02T11:00:00Z,JPY,JP,sale,,s2,,1,100.5
                                web,A1,,,,2026-01-02T10:00:00Z,EUR,ES,,,s2,,1,1.00
                                web,R1,,,,2026-01-05T10:00:00Z,EUR,ES,refund,A1,s1,Shoe,-1,0.335
                                """);

        assertThat(file.problem()).isNull();
        assertThat(file.rowsApplied()).isEqualTo(4);
        assertThat(
                        world.dsl
                                .selectFrom(SHOP_ORDER)
                                .orderBy(SHOP_ORDER.ID)
                                .fetch(o ->
                                        o.getExternalId()
                                                + " "
                                                + o.getKind()
                                                + " "
                                                + o.getRevenue().stripTrailingZeros()
                                                + " "
                                                + o.getRevenueMinor()))
                .containsExactly("A1 sale 2.005 201", "A2 sale 100.5 101", "R1 refund -0.335 -34");
        assertThat(world.count("shop_order_line")).isEqualTo(4);
    }

    @Test
    void ordersKeepTheirPromoCodesAndThoseThatAreSomebodysAreRedeemed() {
        world.dsl.execute(
                """
                insert into offer (name, source, created_by, created_at) values ('ten off', 'pool', 'test', now());
                insert into promo_code (offer_id, code) values (1, 'Ann-77')\
                """);
        ImportFile file =
                world.run(
                        ImportKind.ORDERS,
                        """
                        store,order_id,placed_at,currency,sku,quantity,unit_price,promo_codes
                        web,A1,2026-01-02T10:00:00Z,EUR,s1,1,1, ANN-77  WELCOME
                        web,A1,2026-01-02T10:00:00Z,EUR,s2,1,1,WELCOME ANN-77
                        web,A2,2026-01-02T10:00:00Z,EUR,s1,1,1,
                        web,A3,2026-01-02T10:00:00Z,EUR,s1,1,1,ONE
                        web,A3,2026-01-02T10:00:00Z,EUR,s2,1,1,OTHER
                        web,A4,2026-01-02T10:00:00Z,EUR,s1,1,1,%s Dreißig
                        """
                                .formatted("X".repeat(65)));

        assertThat(file.rowsApplied()).isEqualTo(4);
        assertThat(
                        world.dsl
                                .fetch(
                                        "select external_id || ' ' || code from shop_order_code join shop_order on id = shop_order_id order by 1")
                                .into(String.class))
                .containsExactly("A1 ANN-77", "A1 WELCOME", "A4 Dreißig");
        assertThat(
                        world.dsl
                                .fetch(
                                        "select store || ' ' || order_id || ' ' || source from promo_redemption")
                                .into(String.class))
                .containsExactly("web A1 order");
        assertThat(world.rejects(file))
                .anyMatch(
                        line -> line.contains("promo_codes,The lines of this order do not agree"));
    }

    @Test
    void ordersFindTheirCustomerByNumberElseMailboxElsePhoneAndNeverGuess() {
        world.run(
                ImportKind.CONTACTS,
                """
                external_id,email,phone
                1,a@example.org,+34612345678
                2,b@example.org,+34612345678
                3,b@example.org,+34698765432
                """);

        world.run(
                ImportKind.ORDERS,
                HEADER
                        + """
                        web,O1,1,b@example.org,,2026-01-02,EUR,,,,s,,1,1
                        web,O2,,A@example.org,,2026-01-02,EUR,,,,s,,1,1
                        web,O3,,b@example.org,+34698765432,2026-01-02,EUR,,,,s,,1,1
                        web,O4,,,698 765 432,2026-01-02,EUR,ES,,,s,,1,1
                        web,O5,,,+34612345678,2026-01-02,EUR,,,,s,,1,1
                        web,O6,99,,,2026-01-02,EUR,,,,s,,1,1
                        """);

        assertThat(
                        world.dsl
                                .select(SHOP_ORDER.EXTERNAL_ID, CONTACT.EXTERNAL_ID)
                                .from(SHOP_ORDER)
                                .leftJoin(CONTACT)
                                .on(CONTACT.ID.eq(SHOP_ORDER.CONTACT_ID))
                                .orderBy(SHOP_ORDER.ID)
                                .fetch(r -> r.value1() + " " + r.value2()))
                .containsExactly("O1 1", "O2 1", "O3 null", "O4 3", "O5 null", "O6 null");
    }

    @Test
    void anOrderThatCameBeforeItsCustomerFindsThemWhenItIsToldAgain() {
        String csv = HEADER + "web,O1,1,,,2026-01-02,EUR,,,,s,,1,1\n";
        world.run(ImportKind.ORDERS, csv);
        world.run(ImportKind.CONTACTS, "external_id\n1\n");

        world.run(ImportKind.ORDERS, csv);

        ShopOrderRecord order = world.dsl.selectFrom(SHOP_ORDER).fetchSingle();
        assertThat(order.getContactId()).isNotNull();
    }

    @Test
    void anOrderIsRecordedWholeOrNotAtAll() {
        ImportFile file =
                world.run(
                        ImportKind.ORDERS,
                        HEADER
                                + """
                                web,O1,,,,2026-01-02,EUR,,,,s,,1,1
                                web,O1,,,,2026-01-02,EUR,,,,s,,1,1e9
                                web,O2,,,,2026-01-02,EUR,,,,s,,1,1
                                web,O3,,,,2026-01-02,EUR,,,,s,,1,1
                                web,O3,,,,2026-01-02,USD,,,,s,,1,1
                                web,,,,,2026-01-02,EUR,,,,s,,1,1
                                web,O5,,,,2026-01-02,EUR,,refund,O2,s,,1,1
                                web,O6,,,,2026-01-02,XAU,,,,s,,0.001,0.000001
                                web,O7,,,,2026-01-02,EUR,,,,s,,0.001,0.000001
                                """);

        assertThat(file.rowsRead()).isEqualTo(9);
        assertThat(file.rowsApplied()).isEqualTo(1);
        assertThat(file.rowsRejected()).isEqualTo(8);
        assertThat(world.rejects(file))
                .containsExactly(
                        "line,column,reason",
                        "2,order_id,Line 3 of this order is bad; an order is recorded whole or not at all",
                        "3,unit_price,Is not a number with at most 6 decimals",
                        "5,currency,The lines of this order do not agree on it",
                        "6,currency,The lines of this order do not agree on it",
                        "7,order_id,Must be given",
                        "8,quantity,This refund adds up to more than 0; its quantities are negative numbers",
                        "9,currency,Is not an ISO 4217 currency such as EUR",
                        "9,unit_price,Times the quantity has more than 6 decimals",
                        "10,unit_price,Times the quantity has more than 6 decimals");
        assertThat(world.dsl.selectFrom(SHOP_ORDER).fetch(SHOP_ORDER.EXTERNAL_ID))
                .containsExactly("O2");
    }

    @Test
    void aKnownOrderIsLeftAloneAndOneToldOtherwiseIsRejected() {
        String csv =
                HEADER + "web,O1,,,,2026-01-02,EUR,,,,s,,1,2\nweb,O1,,,,2026-01-02,EUR,,,,t,,1,3\n";
        world.run(ImportKind.ORDERS, csv);
        String once = world.checksums();

        ImportFile again = world.run(ImportKind.ORDERS, csv);
        ImportFile changed =
                world.run(
                        ImportKind.ORDERS, csv.replace(",2\n", ",3\n").replace("t,,1,3", "t,,1,2"));

        assertThat(again.rowsApplied()).isEqualTo(2);
        assertThat(changed.rowsApplied()).isZero();
        assertThat(changed.rowsRejected()).isEqualTo(2);
        assertThat(world.rejects(changed))
                .containsExactly(
                        "line,column,reason",
                        "2,order_id,Order O1 is already recorded with other lines; corrections are refunds",
                        "3,order_id,Order O1 is already recorded with other lines; corrections are refunds");
        assertThat(world.checksums()).isEqualTo(once);
    }

    @Test
    void storeAndCurrencyMayComeFromTheOptions() {
        ImportFile file =
                world.run(
                        ImportKind.ORDERS,
                        "order_id,placed_at,sku,quantity,unit_price\nO1,2026-01-02,s,1,2\n",
                        new ImportOptions(null, "shop", "USD", null, null));

        assertThat(file.problem()).isNull();
        ShopOrderRecord order = world.dsl.selectFrom(SHOP_ORDER).fetchSingle();
        assertThat(order.getStore()).isEqualTo("shop");
        assertThat(order.getCurrency()).isEqualTo("USD");
    }
}
