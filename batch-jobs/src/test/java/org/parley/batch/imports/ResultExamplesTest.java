package org.parley.batch.imports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.parley.analytics.report.RunReport;

/// The mappings that the documentation shows.
class ResultExamplesTest {

    @RegisterExtension final ResultsWorld world = new ResultsWorld();

    @Test
    void theExamplesOfTheDocumentationLandAsTheySay() {
        world.imports.run(
                ImportKind.CONTACTS,
                "external_id,email\n1,ana@example.org\n2,ben@example.org\n3,cleo@example.org\n");

        ImportFile wide =
                world.run(
                        ResultsWorld.example("mailchimp-like.json"),
                        ResultsWorld.example("mailchimp-like.csv"));
        ImportFile log =
                world.run(
                        ResultsWorld.example("klaviyo-like.json"),
                        ResultsWorld.example("klaviyo-like.csv"));
        world.settle();

        assertThat(world.imports.rejects(wide)).isEmpty();
        assertThat(world.imports.rejects(log)).isEmpty();
        RunReport.Arm newsletter = world.report(1).arms().getFirst();
        assertThat(newsletter.counts().sent()).isEqualTo(3);
        assertThat(newsletter.counts().delivered()).isEqualTo(2);
        assertThat(newsletter.counts().clicked()).isEqualTo(1);
        assertThat(newsletter.counts().optedOut()).isEqualTo(1);
        assertThat(newsletter.money().getFirst().grossMinor()).isEqualTo(104_990);
        assertThat(newsletter.money().getFirst().costMinor()).isEqualTo(150);
        RunReport experiment = world.report(2);
        assertThat(experiment.arms().get(0).counts().read()).isEqualTo(1);
        assertThat(experiment.arms().get(0).money().getFirst().grossMinor()).isEqualTo(7_190);
        assertThat(experiment.arms().get(1).kpis())
                .filteredOn(kpi -> kpi.id().equals("conversionItt"))
                .singleElement()
                .satisfies(kpi -> assertThat(kpi.numerator()).isEqualTo(1));
        assertThat(
                        world.rows(
                                "select channel || ' ' || state || ' ' || occurred_at::date from consent_event"))
                .containsExactly("email withdrawn 2026-09-16");
        assertThat(world.rows("select kind || ' ' || count(*) from touch group by kind"))
                .containsExactlyInAnyOrder("click 2", "undated_click 1");
    }
}
