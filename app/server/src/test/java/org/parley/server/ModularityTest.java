package org.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/// Features use one another through what they offer, never through what they keep to themselves.
final class ModularityTest {

    @Test
    void featuresOfTheDomainAreEnteredByTheFrontDoorAndInNoCircle() {
        var modules = ApplicationModules.of("org.parley.core", new DoNotIncludeTests());
        assertThat(modules.stream()).hasSizeGreaterThan(5);
        modules.verify();
    }

    @Test
    void partsOfTheServerAreEnteredByTheFrontDoorAndInNoCircle() {
        var modules = ApplicationModules.of("org.parley.server", new DoNotIncludeTests());
        assertThat(modules.stream()).hasSizeGreaterThan(5);
        modules.verify();
    }
}
