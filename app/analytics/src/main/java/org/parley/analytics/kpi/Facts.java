package org.parley.analytics.kpi;

import java.util.List;
import java.util.stream.Stream;

/// What happened to some people of a run, such as those of an arm or of a country. People, each
/// counted once, closed upward: who clicked or replied has read, who read or has a credited sale
/// has received.
///
/// @param ordered people with a sale credited to their message
/// @param converters people with a sale in the attribution window, credited or not
/// @param readRaw of the delivered, people whose message was read or loaded, be it by a machine
/// @param clickedRaw of the delivered, people one of whose links was followed, be it by a machine
/// @param mail those of the same people who are in arms of email, whose reading nobody can see
/// @param money one row a currency
public record Facts(
        long assigned,
        long sent,
        long delivered,
        long read,
        long clicked,
        long replied,
        long optedOut,
        long ordered,
        long converters,
        long readRaw,
        long clickedRaw,
        Mail mail,
        Answers answers,
        List<MoneyFacts> money) {

    public Facts {
        money = List.copyOf(money);
    }

    public record Mail(long delivered, long read, long readRaw) {

        public static final Mail NONE = new Mail(0, 0, 0);
    }

    /// Shares, times, and money in each currency.
    public List<KpiValue> values() {
        return Stream.of(
                        Stream.of(ShareKpi.values()).map(kpi -> kpi.of(this)),
                        Stream.of(DurationKpi.values()).map(kpi -> kpi.of(this)),
                        money.stream().flatMap(each -> each.values(this).stream()))
                .flatMap(each -> each)
                .toList();
    }
}
