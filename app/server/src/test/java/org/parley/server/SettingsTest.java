package org.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.parley.batch.attribution.AttributionSettings;
import org.parley.sql.migration.ClickHouseLayout;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/// What an installation gets that sets nothing, and what it is told when it sets something wrong.
final class SettingsTest {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withInitializer(new ConfigDataApplicationContextInitializer())
                    .withUserConfiguration(Settings.class);

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(ParleySettings.class)
    static class Settings {}

    @Test
    void theDefaultsAreThese() {
        runner.withPropertyValues("server.port=8080")
                .run(context -> {
                    var settings = context.getBean(ParleySettings.class);
                    assertThat(settings.publicUrl()).isEqualTo(URI.create("http://localhost:8080"));
                    assertThat(settings.servedOverHttps()).isFalse();
                    assertThat(settings.sandbox()).isFalse();
                    assertThat(settings.imports().defaultRegion()).isEmpty();
                    assertThat(settings.attribution())
                            .isEqualTo(
                                    new AttributionSettings(
                                            Duration.ofDays(30),
                                            0.2,
                                            10,
                                            Duration.ZERO,
                                            Duration.ZERO));
                    assertThat(settings.firstKeyFile()).isNull();
                    assertThat(settings.postgres().embedded()).isTrue();
                    assertThat(settings.clickhouse().embedded()).isTrue();
                    assertThat(settings.jobs())
                            .isEqualTo(
                                    new ParleySettings.Jobs(
                                            8, Duration.ofSeconds(25), LocalTime.of(3, 20)));
                    assertThat(settings.clickhouse().layoutOfTables())
                            .isEqualTo(ClickHouseLayout.singleServer());
                    assertThat(settings.limits())
                            .isEqualTo(
                                    new ParleySettings.Limits(
                                            DataSize.ofMegabytes(1), 300, Duration.ofSeconds(30)));
                    assertThat(settings.signIn())
                            .isEqualTo(new ParleySettings.SignIn(10, 50, Duration.ofMinutes(10)));
                });
    }

    @Test
    void aMisspeltKeyIsAnError() {
        runner.withPropertyValues("parley.sandbocks=true")
                .run(context ->
                        assertThat(context)
                                .getFailure()
                                .hasStackTraceContaining("parley.sandbocks"));
    }

    @Test
    void aValueThatMakesNoSenseIsAnError() {
        runner.withPropertyValues("parley.dispatch.chunk=0")
                .run(context ->
                        assertThat(context).getFailure().hasStackTraceContaining("dispatch.chunk"));
        runner.withPropertyValues("parley.clickhouse.layout=pyramid")
                .run(context ->
                        assertThat(context)
                                .getFailure()
                                .hasStackTraceContaining("clickhouse.layout"));
        runner.withPropertyValues(
                        "parley.clickhouse.layout=shards",
                        "parley.clickhouse.cluster=main",
                        "parley.clickhouse.url=jdbc:clickhouse://db/parley")
                .run(context ->
                        assertThat(context)
                                .getFailure()
                                .hasStackTraceContaining("shards is for tests"));
        runner.withPropertyValues(
                        "parley.clickhouse.layout=replicated", "parley.clickhouse.cluster=main")
                .run(context ->
                        assertThat(context)
                                .getFailure()
                                .hasStackTraceContaining("the embedded one"));
        runner.withPropertyValues("parley.attribution.read=91d")
                .run(context ->
                        assertThat(context)
                                .getFailure()
                                .hasStackTraceContaining("parley.attribution.read"));
        runner.withPropertyValues("parley.public-url=https://parley.example/")
                .run(context ->
                        assertThat(context)
                                .getFailure()
                                .hasStackTraceContaining("PARLEY_PUBLIC_URL"));
    }

    @Test
    void aStoresPasswordIsNotPrinted() {
        assertThat(new ParleySettings.Store("jdbc:postgresql://h/d", "u", "secret").toString())
                .doesNotContain("secret");
    }
}
