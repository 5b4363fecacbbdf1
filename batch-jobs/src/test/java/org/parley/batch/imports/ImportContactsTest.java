package org.parley.batch.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parley.sql.postgres.Tables.ADDRESS;
import static org.parley.sql.postgres.Tables.CONTACT;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.sql.postgres.tables.records.ContactRecord;

class ImportContactsTest {

    private static final ImportOptions SPAIN = new ImportOptions("ES", null, null, null, null);

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
    void whereAnUploadNamesNoRegionTheInstallationsCounts() throws IOException {
        byte[] csv = "external_id,phone\n7,612 34 56 78\n".getBytes(StandardCharsets.UTF_8);
        for (String region : List.of("", "ES")) {
            Imports installation = world.importsIn(region);
            ImportFile file =
                    world.ended(
                            installation
                                    .start(
                                            ImportKind.CONTACTS,
                                            "file.csv",
                                            new ByteArrayInputStream(csv),
                                            ImportOptions.NONE,
                                            "test")
                                    .id());
            assertThat(file.hasRejects()).isEqualTo(region.isEmpty());
        }
        assertThat(world.dsl.selectFrom(CONTACT).fetchSingle().getPhone())
                .isEqualTo("+34612345678");
        assertThatThrownBy(() -> world.importsIn("Spain"))
                .hasMessageContaining("PARLEY_IMPORTS_DEFAULT_REGION");
    }

    @Test
    void everyColumnLandsInItsPlace() {
        ImportFile file =
                world.run(
                        ImportKind.CONTACTS,
                        """
                        \uFEFFexternal_id,first_name,last_name,email,phone,viber_id,country,language,time_zone,tags,preferred_channel,size:number,vip:boolean,born:date,shoe
                        7,Ana,"Lopez, de la Torre",Ana@Example.ORG,612 34 56 78,vb-7==,es,es_mx,Europe/Madrid,vip; new;vip,viber,38.50,yes,1990-02-01,"He said ""hi""\t\\"
                        """,
                        SPAIN);

        assertThat(file.problem()).isNull();
        assertThat(file.state()).isEqualTo(ImportState.FINISHED);
        assertThat(file.rowsRead()).isEqualTo(1);
        assertThat(file.rowsApplied()).isEqualTo(1);
        assertThat(file.rowsRejected()).isZero();
        assertThat(file.hasRejects()).isFalse();
        ContactRecord ana = world.dsl.selectFrom(CONTACT).fetchSingle();
        assertThat(ana.getExternalId()).isEqualTo("7");
        assertThat(ana.getLastName()).isEqualTo("Lopez, de la Torre");
        assertThat(ana.getEmail()).isEqualTo("ana@example.org");
        assertThat(ana.getPhone()).isEqualTo("+34612345678");
        assertThat(ana.getCountry()).isEqualTo("ES");
        assertThat(ana.getLanguage()).isEqualTo("es-MX");
        assertThat(ana.getTags()).containsExactly("vip", "new");
        assertThat(ana.getAttributes().data())
                .isEqualTo(
                        "{\"vip\": true, \"born\": \"1990-02-01\", \"shoe\": \"He said \\\"hi\\\"\\t\\\\\", \"size\": 38.5}");
        assertThat(world.dsl.selectFrom(ADDRESS).fetch(a -> a.getChannel() + " " + a.getValue()))
                .containsExactlyInAnyOrder(
                        "viber vb-7==",
                        "email ana@example.org",
                        "whatsapp +34612345678",
                        "sms +34612345678");
        assertThat(world.waitingTables()).isZero();
    }

    @Test
    void anAddressOnTheSuppressionListLandsBlocked() {
        world.dsl.execute(
                "insert into suppression (channel, address_key, reason)"
                        + " values ('email', suppression_key('email', 'ana@example.org'), 'bounced')");

        world.run(
                ImportKind.CONTACTS,
                """
                external_id,email,phone
                7,Ana@Example.ORG,612 34 56 78
                """,
                SPAIN);

        assertThat(world.dsl.selectFrom(ADDRESS).fetch(a -> a.getChannel() + " " + a.getState()))
                .containsExactlyInAnyOrder("email blocked", "whatsapp active", "sms active");
    }

    @Test
    void aBadCellIsReportedAndTheRowLandsWithoutIt() {
        ImportFile file =
                world.run(
                        ImportKind.CONTACTS,
                        """
                        external_id,email,phone,country,language,time_zone,=age:number
                        1,nobody,12,XX,zzzzzzzzzz,Mars/Base,old
                        """
                                .replace("=age", "age"),
                        SPAIN);

        assertThat(file.rowsApplied()).isEqualTo(1);
        assertThat(file.rowsRejected()).isZero();
        assertThat(world.rejects(file))
                .containsExactly(
                        "line,column,reason",
                        "2,email,Is not an e-mail address; the row landed without it",
                        "2,country,Is not an ISO 3166-1 country such as ES; the row landed without it",
                        "2,phone,Is not a phone number that exists; the row landed without it",
                        "2,language,Is not a BCP 47 language such as es-MX; the row landed without it",
                        "2,time_zone,Is not a time zone such as Europe/Madrid; the row landed without it",
                        "2,age:number,Is not a number such as 12.5; the row landed without it");
        assertThat(world.count("contact")).isEqualTo(1);
        assertThat(world.count("address")).isZero();
    }

    @Test
    void badRowsAreRejectedWithTheirLineAndTheRestLands() {
        ImportFile file =
                world.run(
                        ImportKind.CONTACTS,
                        """
                        external_id,first_name
                        1,"Two
                        lines"

                        ,Nobody
                        2,Too,many
                        "3"x,Stray
                        4,Good
                        """);

        assertThat(file.state()).isEqualTo(ImportState.FINISHED);
        assertThat(file.rowsRead()).isEqualTo(5);
        assertThat(file.rowsApplied()).isEqualTo(2);
        assertThat(file.rowsRejected()).isEqualTo(3);
        assertThat(world.rejects(file))
                .containsExactly(
                        "line,column,reason",
                        "5,external_id,Must be given",
                        "6,,Has 3 columns; the header has 2",
                        "7,,Has text after a closing quote");
        assertThat(world.dsl.selectFrom(CONTACT).orderBy(CONTACT.ID).fetch(CONTACT.EXTERNAL_ID))
                .containsExactly("1", "4");
    }

    @Test
    void ofTwoRowsOfOnePersonTheLastCountsAndAnEmptyCellChangesNothing() {
        world.run(ImportKind.CONTACTS, "external_id,first_name,last_name\n1,Ana,Lopez\n");

        world.run(ImportKind.CONTACTS, "external_id,first_name,last_name\n1,Eva,Ruiz\n1,Mar,\n");

        ContactRecord contact = world.dsl.selectFrom(CONTACT).fetchSingle();
        assertThat(contact.getFirstName()).isEqualTo("Mar");
        assertThat(contact.getLastName()).isEqualTo("Lopez");
    }

    @Test
    void aNewPhoneIsWrittenToFirstAndTheOldOneStays() {
        world.run(ImportKind.CONTACTS, "external_id,phone\n1,+34612345678\n");

        world.run(ImportKind.CONTACTS, "external_id,phone\n1,+34698765432\n");

        assertThat(
                        world.dsl
                                .selectFrom(ADDRESS)
                                .where(ADDRESS.CHANNEL.eq("sms"))
                                .orderBy(ADDRESS.POSITION)
                                .fetch(ADDRESS.VALUE))
                .containsExactly("+34698765432", "+34612345678");
    }

    @Test
    void importingTwiceChangesNothingAndMirrorsNothing() {
        String csv =
                """
                external_id,first_name,phone,whatsapp_id,tags,points:number
                1,Ana,+34612345678,+34698765432,a;b,1.0
                2,Eva,,,,
                """;
        world.run(ImportKind.CONTACTS, csv);
        String once = world.checksums();
        long mirrored = world.count("mirror_change");

        ImportFile again = world.run(ImportKind.CONTACTS, csv);

        assertThat(again.rowsApplied()).isEqualTo(2);
        assertThat(world.checksums()).isEqualTo(once);
        assertThat(world.count("mirror_change")).isEqualTo(mirrored);
    }

    @Test
    void theTypeOfAnAttributeIsFixedByItsFirstImport() {
        world.run(ImportKind.CONTACTS, "external_id,points:number\n1,5\n");

        ImportFile untyped = world.run(ImportKind.CONTACTS, "external_id,points\n1,six\n");
        ImportFile other = world.run(ImportKind.CONTACTS, "external_id,points:text\n1,six\n");

        assertThat(world.rejects(untyped))
                .contains("2,points,Is not a number such as 12.5; the row landed without it");
        assertThat(other.state()).isEqualTo(ImportState.FAILED);
        assertThat(other.problem())
                .isEqualTo(
                        "Column points is a text here and has been a number since its first import");
    }

    @Test
    void noTextOfTheRejectFileStartsAFormula() {
        assertThat(RejectFile.inert("=cmd()")).isEqualTo("'=cmd()");
        assertThat(RejectFile.inert("email")).isEqualTo("email");
        assertThat(RejectFile.inert("")).isEmpty();
    }
}
