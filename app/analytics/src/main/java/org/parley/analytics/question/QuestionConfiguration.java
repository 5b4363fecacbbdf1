package org.parley.analytics.question;

import java.time.Clock;
import org.jooq.DSLContext;
import org.parley.analytics.internal.KeptAnswers;
import org.parley.analytics.internal.LeftOutRuns;
import org.parley.analytics.question.internal.CompanyAnswers;
import org.parley.analytics.question.internal.RecipientLedger;
import org.parley.analytics.question.internal.RunAnswers;
import org.parley.analytics.question.internal.SelectedOrdinals;
import org.parley.analytics.report.internal.RunPlans;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class QuestionConfiguration {

    @Bean
    RunQuestions runQuestions(
            RunPlans plans, @Qualifier("clickHouse") DSLContext clickHouse, KeptAnswers kept) {
        return new RunQuestions(plans, new RunAnswers(clickHouse, kept));
    }

    @Bean
    CompanyQuestions companyQuestions(
            RunPlans plans,
            @Qualifier("clickHouse") DSLContext clickHouse,
            KeptAnswers kept,
            LeftOutRuns leftOut,
            Clock clock) {
        return new CompanyQuestions(plans, new CompanyAnswers(clickHouse, kept), leftOut, clock);
    }

    @Bean
    Recipients recipients(
            DSLContext postgres,
            RunPlans plans,
            @Qualifier("clickHouse") DSLContext clickHouse,
            KeptAnswers kept) {
        return new Recipients(
                plans, new SelectedOrdinals(clickHouse, kept), new RecipientLedger(postgres));
    }
}
