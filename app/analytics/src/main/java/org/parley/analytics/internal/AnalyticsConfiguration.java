package org.parley.analytics.internal;

import com.clickhouse.client.api.Client;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import org.jooq.DSLContext;
import org.parley.analytics.attribution.AttributionReports;
import org.parley.analytics.attribution.internal.ShareFigures;
import org.parley.analytics.finance.CreditWindows;
import org.parley.analytics.finance.Periods;
import org.parley.analytics.finance.RoiExport;
import org.parley.analytics.invoice.Invoices;
import org.parley.analytics.report.Breakdowns;
import org.parley.analytics.report.Overviews;
import org.parley.analytics.report.ReachedEffects;
import org.parley.analytics.report.RunEvidences;
import org.parley.analytics.report.RunReports;
import org.parley.analytics.report.RunsSideBySide;
import org.parley.analytics.report.Subgroups;
import org.parley.analytics.report.internal.RunFigures;
import org.parley.analytics.report.internal.RunPlans;
import org.parley.analytics.report.internal.RunWordings;
import org.parley.core.audience.Segments;
import org.parley.core.audit.AuditLog;
import org.parley.core.content.Messages;
import org.parley.sql.migration.ClickHouseLayout;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class AnalyticsConfiguration {

    // The relay is seconds behind at most, unless ClickHouse is away.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Bean
    KeptAnswers keptAnswers(
            DSLContext postgres,
            @Qualifier("clickHouse") DSLContext clickHouse,
            Clock clock,
            ClickHouseLayout layout) {
        return new KeptAnswers(
                postgres,
                clickHouse,
                clock,
                layout.form().replicated() ? KeptAnswers.REPLICAS_SETTLE : Duration.ZERO);
    }

    @Bean
    RunPlans runPlans(DSLContext postgres) {
        return new RunPlans(postgres);
    }

    @Bean
    LeftOutRuns leftOutRuns(DSLContext postgres) {
        return new LeftOutRuns(postgres);
    }

    @Bean
    RunFigures runFigures(@Qualifier("clickHouse") DSLContext clickHouse, KeptAnswers kept) {
        return new RunFigures(clickHouse, kept);
    }

    @Bean
    RunReports runReports(RunPlans plans, RunFigures figures, Clock clock) {
        return new RunReports(plans, figures, clock);
    }

    @Bean
    Breakdowns breakdowns(
            DSLContext postgres,
            RunPlans plans,
            RunFigures figures,
            KeptAnswers kept,
            Segments segments,
            Messages messages,
            Clock clock,
            @Value("${parley.business-zone:UTC}") ZoneId zone) {
        return Breakdowns.over(
                plans, figures, new RunWordings(postgres, kept), messages, segments, clock, zone);
    }

    @Bean
    RunsSideBySide runsSideBySide(RunPlans plans, RunFigures figures, LeftOutRuns leftOut) {
        return new RunsSideBySide(plans, figures, leftOut);
    }

    @Bean
    RunEvidences runEvidences(RunPlans plans, RunFigures figures, RunReports reports) {
        return new RunEvidences(plans, figures, reports);
    }

    @Bean
    Subgroups subgroups(RunPlans plans, RunFigures figures, RunReports reports, Segments segments) {
        return new Subgroups(plans, figures, reports, segments);
    }

    @Bean
    ReachedEffects reachedEffects(RunPlans plans, RunFigures figures, RunReports reports) {
        return new ReachedEffects(plans, figures, reports);
    }

    @Bean
    Overviews overviews(
            RunPlans plans,
            RunFigures figures,
            RunReports reports,
            LeftOutRuns leftOut,
            Clock clock) {
        return new Overviews(plans, figures, reports, leftOut, clock);
    }

    @Bean
    AttributionReports attributionReports(DSLContext postgres) {
        return new AttributionReports(new ShareFigures(postgres));
    }

    @Bean
    CreditWindows creditWindows(
            @Value("${parley.attribution.code:30d}") Duration code,
            @Value("${parley.attribution.read:0s}") Duration read,
            @Value("${parley.attribution.delivered:0s}") Duration delivered) {
        return new CreditWindows(code, read, delivered);
    }

    @Bean
    Periods periods(
            DSLContext postgres,
            Client clickHouse,
            AuditLog audit,
            CreditWindows windows,
            Clock clock,
            @Value("${parley.business-zone:UTC}") ZoneId zone) {
        return Periods.over(postgres, clickHouse, audit, windows, clock, zone, PATIENCE);
    }

    @Bean
    Invoices invoices(
            DSLContext postgres,
            AuditLog audit,
            JsonMapper json,
            Clock clock,
            @Value("${parley.business-zone:UTC}") ZoneId zone,
            @Value("${parley.limits.reconciliation:30s}") Duration limit) {
        return new Invoices(postgres, audit, json, clock, zone, limit);
    }

    @Bean
    RoiExport roiWriter(
            DSLContext postgres,
            Client clickHouse,
            Periods periods,
            CreditWindows windows,
            Clock clock) {
        return RoiExport.over(postgres, clickHouse, periods, windows, clock, PATIENCE);
    }
}
