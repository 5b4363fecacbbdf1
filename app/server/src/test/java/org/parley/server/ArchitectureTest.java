package org.parley.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RestController;

/// The rules of the house that a compiler does not know. Looks at every module that the server is
/// made of.
final class ArchitectureTest {

    private static final int LONGEST_FILE = 400;

    // What jOOQ and Flyway write is theirs.
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .withImportOption(location -> !location.contains("/test-classes/"))
                    .withImportOption(location -> !location.contains("-tests.jar"))
                    // A program of its own for the console, here for tests only.
                    .withImportOption(location -> !location.contains("sandbox"))
                    .withImportOption(location -> !location.contains("/sql/postgres/"))
                    .withImportOption(location -> !location.contains("/sql/clickhouse/"))
                    .importPackages("org.parley");

    @Test
    void everyPackageIsNullMarked() {
        classes()
                .should(
                        new ArchCondition<JavaClass>("be in a package that is @NullMarked") {
                            @Override
                            public void check(JavaClass type, ConditionEvents events) {
                                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                                    events.add(
                                            SimpleConditionEvent.violated(
                                                    type,
                                                    type.getPackageName() + " is not @NullMarked"));
                                }
                            }
                        })
                .check(CLASSES);
    }

    @Test
    void nothingIsInjectedIntoFields() {
        fields().should().notBeAnnotatedWith(Autowired.class).check(CLASSES);
    }

    @Test
    void timeIsOfJavaTimeAndComesFromAClock() {
        noClasses()
                .that()
                // Quartz speaks no other.
                .resideOutsideOfPackage("org.parley.server.schedule")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Date")
                .check(CLASSES);
        noClasses().should().callMethod(Instant.class, "now").check(CLASSES);
        noClasses().should().callMethod(LocalDate.class, "now").check(CLASSES);
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(CLASSES);
    }

    @Test
    void onlyTheBannerOfTheFirstStartIsPrinted() {
        noClasses()
                .that()
                .doNotHaveSimpleName("FirstStart")
                .and()
                // The process of the embedded engine has nothing but its output.
                .resideOutsideOfPackage("org.parley.sql.embedded")
                .should()
                .accessField(System.class, "out")
                .check(CLASSES);
    }

    @Test
    void controllersStandWhereAReaderLooksForThem() {
        classes()
                .that()
                .areAnnotatedWith(RestController.class)
                .or()
                .areAnnotatedWith(Controller.class)
                .should()
                .resideInAnyPackage(
                        "org.parley.server.web..",
                        "org.parley.server.webhook..",
                        "org.parley.server.redirect..",
                        "org.parley.server.unsubscribe..",
                        // The form of errors.
                        "org.parley.server.rest")
                .check(CLASSES);
    }

    @Test
    void nobodyDependsOnTheServerAndCoreKnowsNoFrameworkOfTheEdge() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.parley.server..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.parley.server..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("org.parley.core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework.web..",
                        "org.springframework.batch..",
                        "org.springframework.security..",
                        "org.quartz..",
                        "org.parley.channels..")
                .check(CLASSES);
    }

    /// Elsewhere the classes of a feature hand the context on to their stores, open transactions,
    /// or wire; they do not know tables. The exceptions are stores themselves and stand in the root
    /// of their feature because they are its API.
    @Test
    void tablesAreKnownToStoresAndQueriesOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..internal..", "org.parley.batch..", "org.parley.sql..")
                .and()
                .resideOutsideOfPackage("org.parley.bench..")
                .and()
                .haveNameNotMatching(
                        "org\\.parley\\.core\\.(audience\\.Segments|content\\.Messages|dispatch\\.(Balances|Failover|Ledger|RunLinks))(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.parley.sql.postgres..", "org.parley.sql.clickhouse..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage("org.parley.server..")
                .and()
                .resideOutsideOfPackages("..internal..", "org.parley.server.stores")
                .and()
                .haveSimpleNameNotEndingWith("Configuration")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jooq..")
                .check(CLASSES);
    }

    @Test
    void jsonIsOfJackson3() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson.databind..")
                .check(CLASSES);
    }

    @Test
    void thePartsOfTheServerDependOnOneAnotherInOneDirection() {
        slices().matching("org.parley.server.(*)..").should().beFreeOfCycles().check(CLASSES);
        slices().matching("org.parley.core.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void noFileIsLongerThanAReaderCanHold() throws IOException {
        var top = Path.of("..", "..").toAbsolutePath().normalize();
        assertThat(top.resolve("pom.xml")).exists();
        var tooLong = new ArrayList<String>();
        int files = 0;
        for (var module : List.of("sql", "app", "batch-jobs")) {
            try (var paths = Files.walk(top.resolve(module))) {
                for (var file : paths.filter(ArchitectureTest::isOurSource).toList()) {
                    files++;
                    try (var lines = Files.lines(file)) {
                        long count = lines.count();
                        if (count > LONGEST_FILE) {
                            tooLong.add(top.relativize(file) + ": " + count);
                        }
                    }
                }
            }
        }
        assertThat(tooLong).isEmpty();
        assertThat(files).isGreaterThan(50);
    }

    private static boolean isOurSource(Path file) {
        var path = file.toString();
        return path.endsWith(".java") && path.contains("/src/") && !path.contains("/target/");
    }
}
