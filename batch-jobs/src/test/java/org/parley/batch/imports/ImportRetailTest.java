package org.parley.batch.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real Online Retail file, straight from gzip: 541,909 lines.
class ImportRetailTest {

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
    void theRealFileGivesItsExactTotalsAndTwiceChangesNothing() throws IOException {
        Optional<Path> retail = retailFile();
        assumeTrue(
                retail.isPresent(),
                "shared/data/online-retail.csv.gz stands beside no directory above this module");
        ImportFile file = run(retail.orElseThrow());

        assertThat(file.problem()).isNull();
        assertThat(file.state()).isEqualTo(ImportState.FINISHED);
        assertThat(file.rowsRead()).isEqualTo(541_909);
        assertThat(file.rowsApplied()).isEqualTo(541_909);
        assertThat(file.rowsRejected()).isZero();
        assertThat(number("select count(*) from shop_order")).isEqualTo("25900");
        assertThat(number("select count(*) from contact")).isEqualTo("4372");
        assertThat(number("select count(*) from contact where external_id = '17850'"))
                .isEqualTo("1");
        assertThat(number("select count(distinct sku) from shop_order_line")).isEqualTo("4070");
        assertThat(number("select count(distinct country_name) from shop_order")).isEqualTo("38");
        assertThat(number("select count(distinct country) from shop_order")).isEqualTo("35");
        assertThat(new BigDecimal(number("select sum(amount) from shop_order_line")))
                .isEqualByComparingTo("9747747.934");
        assertThat(new BigDecimal(number("select sum(revenue) from shop_order")))
                .isEqualByComparingTo("9747747.934");
        assertThat(
                        number(
                                "select count(*) || ' ' || trim_scale(sum(revenue)) from shop_order where kind = 'refund'"))
                .isEqualTo("3836 -896812.49");
        assertThat(number("select count(*) from shop_order where kind = 'adjustment'"))
                .isEqualTo("3");
        assertThat(
                        number(
                                "select count(*) from shop_order_line l join shop_order o on o.id = l.shop_order_id where"
                                        + " o.contact_id is null"))
                .isEqualTo("135080");
        assertThat(
                        number(
                                "select count(*) filter (where unit_price = 0) || ' ' || count(*) filter (where unit_price <"
                                        + " 0) from shop_order_line"))
                .isEqualTo("2515 2");
        assertThat(
                        number(
                                "select to_char(min(placed_at) at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') from shop_order"))
                .isEqualTo("2010-12-01 08:26:00");

        String once = world.checksums();
        ImportFile again = run(retail.orElseThrow());

        assertThat(again.state()).isEqualTo(ImportState.FINISHED);
        assertThat(again.rowsApplied()).isEqualTo(541_909);
        assertThat(again.rowsRejected()).isZero();
        assertThat(world.checksums()).isEqualTo(once);
    }

    private ImportFile run(Path retail) throws IOException {
        long started = System.nanoTime();
        try (InputStream content = Files.newInputStream(retail)) {
            ImportFile file = world.run(ImportKind.ONLINE_RETAIL, content, ImportOptions.NONE);
            System.getLogger("imports")
                    .log(
                            System.Logger.Level.INFO,
                            "The retail file took {0} ms",
                            (System.nanoTime() - started) / 1_000_000);
            return file;
        }
    }

    private String number(String sql) {
        return String.valueOf(world.dsl.fetchSingle(sql).get(0));
    }

    private static Optional<Path> retailFile() {
        return Stream.iterate(Path.of("").toAbsolutePath(), d -> d != null, Path::getParent)
                .map(d -> d.resolve("shared/data/online-retail.csv.gz"))
                .filter(Files::exists)
                .findFirst();
    }
}
