package org.parley.bench.funnel;

import static org.parley.sql.postgres.Tables.KEPT_ANSWER;
import static org.parley.sql.postgres.Tables.RUN;

import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.parley.analytics.internal.KeptAnswers;
import org.parley.analytics.question.internal.CompanyAnswers;
import org.parley.analytics.question.internal.RunAnswers;
import org.parley.analytics.report.internal.Cells;
import org.parley.analytics.report.internal.RunFigures;
import org.parley.bench.Series;
import org.parley.bench.funnel.FunnelReport.Answered;
import org.parley.bench.funnel.FunnelStore.Question;
import org.parley.core.kernel.ClickHouseTime;
import org.parley.core.kernel.SqlFile;

/// Questions about a run whose answers are partly kept while it has no further event: each as the
/// first asks it after an event, and as everybody after. One person in a hundred has bought, since
/// what hangs on orders is never kept; the orders are gone afterwards.
final class KeptQuestions {

    private static final String BUY = SqlFile.readPlain(KeptQuestions.class, "buy.sql");

    private final DSLContext clickHouse;
    private final DSLContext ledger;
    private final List<Question> questions;

    KeptQuestions(DSLContext clickHouse, DSLContext ledger, KeptAnswers kept, int run) {
        this.clickHouse = clickHouse;
        this.ledger = ledger;
        var figures = new RunFigures(clickHouse, kept).byCell();
        var answers = new RunAnswers(clickHouse, kept);
        var company = new CompanyAnswers(clickHouse, kept);
        this.questions =
                List.of(
                        new Question(
                                "report: answers", () -> figures.answers(run, Cells.arms(run))),
                        new Question("funnel-times", () -> answers.times(run)),
                        new Question(
                                "heat-map",
                                () ->
                                        company.heatMap(
                                                "Europe/Sofia",
                                                run,
                                                List.of(),
                                                ClickHouseTime.EARLIEST,
                                                ClickHouseTime.LATEST)));
    }

    /// @param faults takes what is answered otherwise once it is kept
    List<Answered> measure(int run, int rounds, List<String> faults) {
        if (!ledger.fetchExists(RUN)) {
            ledger.execute(SqlFile.read(KeptQuestions.class, "plan.sql"));
        }
        clickHouse.execute("truncate table shop_order");
        clickHouse.execute(BUY.replace("{run}", Integer.toString(run)));
        try {
            var answered = new ArrayList<Answered>();
            for (var question : questions) {
                answered.add(
                        new Answered(
                                question.name() + ", anew",
                                Series.times(rounds, () -> anew(question))));
                var first = anew(question);
                if (ledger.fetchCount(KEPT_ANSWER) != 1 || !question.ask().get().equals(first)) {
                    faults.add(question.name() + " is not kept as it was answered");
                }
                answered.add(
                        new Answered(
                                question.name() + ", kept", Series.times(rounds, question.ask())));
            }
            return answered;
        } finally {
            clickHouse.execute("truncate table shop_order");
        }
    }

    private Object anew(Question question) {
        ledger.deleteFrom(KEPT_ANSWER).execute();
        return question.ask().get();
    }
}
