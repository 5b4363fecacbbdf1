package org.parley.batch.imports.results;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parley.batch.imports.csv.NumberMarks;
import org.parley.batch.imports.mapping.MappingFaults;
import org.parley.batch.imports.results.ResultMapping.Columns;
import org.parley.batch.imports.results.ResultMapping.Cost;
import org.parley.batch.imports.results.ResultMapping.Fact;
import org.parley.batch.imports.results.ResultMapping.SentArm;
import org.parley.batch.imports.results.ResultMapping.SentCampaign;
import org.parley.core.commerce.Currencies;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.ProblemException;
import org.parley.core.kernel.ProblemException.FieldProblem;

/// Everything that is wrong with a mapping, by field.
final class MappingCheck {

    /// Stores are reconciled, and rollups rebuilt, for runs that began within 25 months.
    private static final Duration OLDEST = Duration.ofDays(730);

    private static final String NO_START =
            "Give the start of the campaign, such as 2026-09-15T10:00:00";
    private static final int MOST_ARMS = 20;
    private static final int MOST_VALUES = 100;
    private static final int WHOLE = 10_000;
    private static final BigDecimal DEAREST = new BigDecimal("1e9");

    private final ResultMapping mapping;
    private final Instant now;
    private final MappingFaults faults = new MappingFaults();

    MappingCheck(ResultMapping mapping, Instant now) {
        this.mapping = mapping;
        this.now = now;
    }

    List<FieldProblem> problems() {
        SentCampaign campaign = mapping.campaign();
        if (campaign == null) {
            faults.add(
                    "campaign", "Say which campaign this is: name, source, externalId, at, zone");
        } else {
            campaign(campaign);
        }
        arms();
        Columns columns = mapping.columns();
        if (columns == null) {
            faults.add("columns", "Say which column tells what");
        } else {
            columns(columns);
        }
        formats();
        return faults.list();
    }

    private void campaign(SentCampaign campaign) {
        faults.name("campaign.name", campaign.name());
        faults.name("campaign.source", campaign.source());
        faults.name("campaign.externalId", campaign.externalId());
        faults.optionalName("campaign.purpose", campaign.purpose());
        faults.optionalName("campaign.costCentre", campaign.costCentre());
        if (zone(campaign.zone())) {
            began(campaign);
        }
        if (campaign.days() < 1 || campaign.days() > 90) {
            faults.add("campaign.attributionDays", "The attribution window is 1 to 90 days");
        }
        BigDecimal margin = campaign.margin();
        if (margin != null
                && (margin.signum() < 0
                        || margin.compareTo(BigDecimal.ONE) > 0
                        || margin.stripTrailingZeros().scale() > 5)) {
            faults.add(
                    "campaign.margin",
                    "The margin is a share between 0 and 1 with at most 5 decimals");
        }
        currency(campaign.currency());
    }

    private boolean zone(@Nullable String zone) {
        try {
            if (zone != null) {
                ZoneId.of(zone);
                return true;
            }
        } catch (DateTimeException _) {
            // answered below
        }
        faults.add("campaign.zone", "Give the time zone of the file, such as Europe/Madrid");
        return false;
    }

    private void began(SentCampaign campaign) {
        if (campaign.at() == null) {
            faults.add("campaign.at", NO_START);
            return;
        }
        try {
            Instant began = campaign.began();
            if (began.isAfter(now)) {
                faults.add("campaign.at", "The campaign has not begun; results are of the past");
            } else if (began.isBefore(now.minus(OLDEST))) {
                faults.add(
                        "campaign.at",
                        "The campaign began more than two years ago; figures that old are not checked"
                                + " against the ledger any more");
            }
        } catch (DateTimeException _) {
            faults.add("campaign.at", NO_START);
        }
    }

    private void currency(@Nullable String currency) {
        Columns columns = mapping.columns();
        boolean orders =
                columns != null && (columns.converted() != null || columns.revenue() != null);
        boolean money = orders || mapping.arms().stream().anyMatch(arm -> arm.cost() != null);
        if (currency == null) {
            if (money) {
                faults.add(
                        "campaign.currency",
                        "Costs and orders need a currency of ISO 4217, such as EUR");
            }
            return;
        }
        try {
            Currencies.of("campaign.currency", currency);
        } catch (ProblemException e) {
            faults.addAll(e.fields());
        }
    }

    private void arms() {
        List<SentArm> arms = mapping.arms();
        if (arms.isEmpty() || arms.size() > MOST_ARMS) {
            faults.add("arms", "A campaign has 1 to 20 arms");
            return;
        }
        Set<String> names = new HashSet<>();
        Set<String> values = new HashSet<>();
        long weights = 0;
        int holdouts = 0;
        for (int i = 0; i < arms.size(); i++) {
            SentArm arm = arms.get(i);
            String at = "arms[" + i + "]";
            faults.name(at + ".name", arm.name());
            if (!names.add(arm.name())) {
                faults.add(at + ".name", "Each arm has a name of its own");
            }
            String channel = arm.channel();
            if (channel == null) {
                holdouts++;
            } else if (!Channel.isName(channel)) {
                faults.add(at + ".channel", "A channel is a word such as email or sms");
            }
            armValues(at, arm, values);
            cost(at + ".cost", arm, arm.cost());
            weights += weight(at, arm);
        }
        if (arms.size() > 1 && weights != WHOLE) {
            faults.add(
                    "arms",
                    "The planned weights add up to 10,000; these add up to "
                            + weights
                            + ". Where nobody knows how the audience was split, import each arm as a"
                            + " campaign of its own: arms that were not split by chance cannot be"
                            + " compared");
        }
        if (holdouts > 1 || holdouts == arms.size()) {
            faults.add("arms", "There is at most one holdout, and something was sent to somebody");
        }
    }

    private long weight(String at, SentArm arm) {
        Integer weight = arm.weight();
        boolean several = mapping.arms().size() > 1;
        boolean fine =
                weight == null
                        ? !several
                        : weight >= 1 && (several ? weight <= WHOLE : weight == WHOLE);
        if (!fine) {
            faults.add(at + ".weight", "A weight is the planned share of 10,000, at least 1");
        }
        return weight == null ? 0 : weight;
    }

    private void armValues(String at, SentArm arm, Set<String> taken) {
        boolean several = mapping.arms().size() > 1;
        boolean column = mapping.columns() != null && mapping.columns().arm() != null;
        if (arm.values().isEmpty() && (several || column)) {
            faults.add(at + ".values", "Say what stands in the column of the arm");
        }
        faults.words(at + ".values", arm.values(), MOST_VALUES);
        for (String value : arm.values()) {
            if (!taken.add(ResultMapping.plain(value))) {
                faults.add(at + ".values", "One cell cannot mean two arms");
            }
        }
    }

    private void cost(String at, SentArm arm, @Nullable Cost cost) {
        if (cost == null) {
            return;
        }
        BigDecimal perMessage = cost.perMessage();
        BigDecimal total = cost.total();
        if (arm.channel() == null || (perMessage == null) == (total == null)) {
            faults.add(at, "A cost is per message or a total; the holdout has none");
        }
        amount(at + ".perMessage", perMessage, new BigDecimal(1_000_000));
        amount(at + ".total", total, DEAREST);
    }

    private void amount(String at, @Nullable BigDecimal amount, BigDecimal bound) {
        if (amount != null
                && (amount.signum() < 0
                        || amount.compareTo(bound) >= 0
                        || amount.stripTrailingZeros().scale() > 6)) {
            faults.add(at, "An amount is 0 or more, with at most 6 decimals, and below " + bound);
        }
    }

    private void columns(Columns columns) {
        if (columns.key().isEmpty()) {
            faults.add(
                    "columns", "Say by what column a contact is found: externalId, email or phone");
        }
        faults.optionalName("columns.externalId", columns.externalId());
        faults.optionalName("columns.email", columns.email());
        faults.optionalName("columns.phone", columns.phone());
        faults.optionalName("columns.arm", columns.arm());
        faults.optionalName("columns.order", columns.order());
        faults.optionalName("columns.revenue", columns.revenue());
        if (columns.arm() == null && mapping.arms().size() > 1) {
            faults.add("columns.arm", "Say which column tells the arm");
        }
        if (columns.region() != null && !columns.region().matches("[A-Z]{2}")) {
            faults.add("columns.region", "A region is a country such as GB");
        }
        fact("columns.sent", columns.sent(), null);
        if (columns.delivered() == null) {
            faults.add(
                    "columns.delivered",
                    "Say which column tells of delivery, or {\"as\": \"sent\"} where the tool tells"
                            + " nothing of it: most shares are shares of the delivered");
        }
        fact("columns.delivered", columns.delivered(), "sent");
        fact("columns.opened", columns.opened(), null);
        fact("columns.clicked", columns.clicked(), null);
        fact("columns.visited", columns.visited(), "click");
        fact("columns.replied", columns.replied(), null);
        fact("columns.optedOut", columns.optedOut(), null);
        fact("columns.converted", columns.converted(), null);
        Fact visited = columns.visited();
        if (visited != null && visited.as() == null) {
            faults.add(
                    "columns.visited",
                    "A visit is no event here. Leave the column out, or let it count as a click with"
                            + " \"as\": \"click\"");
        }
        if (columns.order() != null && columns.converted() == null && columns.revenue() == null) {
            faults.add("columns.order", "Orders need a column of conversions or of revenue");
        }
        if (columns.opened() != null
                && mapping.opens() == null
                && mapping.arms().stream().anyMatch(SentArm::email)) {
            faults.add(
                    "opens",
                    "Say \"people\" where the tool leaves out opens by machines, else \"raw\"");
        }
    }

    private void fact(String at, @Nullable Fact fact, @Nullable String otherwise) {
        if (fact == null) {
            return;
        }
        faults.optionalName(at + ".column", fact.column());
        faults.optionalName(at + ".time", fact.time());
        faults.words(at + ".yes", fact.yes(), MOST_VALUES);
        faults.words(at + ".no", fact.no(), MOST_VALUES);
        if (fact.as() != null && !fact.as().equals(otherwise)) {
            faults.add(at + ".as", "This cannot stand for something else");
        }
        boolean read = fact.column() != null || fact.time() != null;
        if (fact.asSent() == read) {
            faults.add(at, "Name the column, or the column of the time");
        }
        if (fact.column() == null && !(fact.yes().isEmpty() && fact.no().isEmpty())) {
            faults.add(at + ".column", "Name the column in which these cells stand");
        }
        Set<String> no =
                fact.no().stream()
                        .map(ResultMapping::plain)
                        .collect(Collectors.toUnmodifiableSet());
        if (fact.yes().stream().map(ResultMapping::plain).anyMatch(no::contains)) {
            faults.add(at, "One cell cannot mean yes and no");
        }
    }

    private void formats() {
        faults.timePattern("timeFormat", mapping.timeFormat(), "dd/MM/yyyy HH:mm");
        faults.addAll(NumberMarks.problems(mapping.decimal(), mapping.grouping()));
        if (mapping.orders() != null) {
            faults.optionalName("orders.store", mapping.orders().store());
        }
    }
}
