package org.parley.core.channel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.core.carriage.ButtonRule;
import org.parley.core.carriage.Carriage;
import org.parley.core.carriage.Form;
import org.parley.core.carriage.OutsideWindow;
import org.parley.core.carriage.TextLimit;
import org.parley.core.content.ButtonKind;
import org.parley.core.content.PartKind;

/// The declarations as a table in Markdown, for people.
public final class CapabilityTable {

    private static final String NONE = "-";

    private CapabilityTable() {}

    /// One column a kind of account, in the order given.
    public static String of(Collection<ChannelType> types) {
        List<Capabilities> channels = types.stream().map(ChannelType::capabilities).toList();
        StringBuilder table = new StringBuilder();
        row(table, "", types.stream().map(ChannelType::title));
        row(table, "---", channels.stream().map(_ -> "---"));
        for (PartKind kind : PartKind.values()) {
            row(table, kind.noun(), channels.stream().map(it -> body(it.carriage(), kind)));
        }
        row(table, "buttons", channels.stream().map(it -> buttons(it.carriage())));
        row(table, "quick replies", channels.stream().map(it -> quickReplies(it.carriage())));
        row(table, "subject", channels.stream().map(CapabilityTable::subject));
        row(table, "without the window", channels.stream().map(CapabilityTable::outside));
        row(table, "answers in words", channels.stream().map(it -> yes(it.carriage().answers())));
        row(table, "receipts", channels.stream().map(CapabilityTable::receipts));
        row(table, "repeats recognised", channels.stream().map(it -> yes(it.idempotentSend())));
        row(
                table,
                "a person is",
                channels.stream()
                        .map(it ->
                                it.addresses().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
        row(
                table,
                "messages a second, by default",
                channels.stream().map(it -> Integer.toString(it.perSecond())));
        return table.toString();
    }

    private static void row(StringBuilder table, String name, Stream<String> cells) {
        table.append("| ")
                .append(name)
                .append(" | ")
                .append(cells.collect(Collectors.joining(" | ")))
                .append(" |\n");
    }

    private static String body(Carriage carriage, PartKind kind) {
        List<Form> forms =
                carriage.forms().stream().filter(form -> form.bodies().contains(kind)).toList();
        if (forms.isEmpty()) {
            return kind == PartKind.TEXT ? NONE : "simpler";
        }
        List<String> words = new ArrayList<>();
        String detail = detail(carriage, kind);
        if (detail != null) {
            words.add(detail);
        }
        forms.stream().map(form -> limit(form.text())).distinct().forEach(words::add);
        return String.join("; ", words);
    }

    private static @Nullable String detail(Carriage carriage, PartKind kind) {
        return switch (kind) {
            case CAROUSEL ->
                    carriage.carousel() == null
                            ? null
                            : carriage.carousel().min()
                                    + " to "
                                    + carriage.carousel().max()
                                    + " cards, each "
                                    + limit(carriage.carousel().card().text());
            case LIST ->
                    carriage.list() == null
                            ? null
                            : carriage.list().rows() + " rows of " + limit(carriage.list().title());
            case PRODUCT_LIST ->
                    carriage.products() == null
                            ? null
                            : carriage.products().products() + " products";
            case TEXT, IMAGE, VIDEO, AUDIO, FILE, LOCATION, CONTACT, CARD, PRODUCT, CATALOGUE -> {
                var rule = carriage.media().get(kind);
                yield rule == null || rule.types().isEmpty()
                        ? null
                        : rule.types().stream().sorted().collect(Collectors.joining(" "));
            }
        };
    }

    private static String limit(TextLimit limit) {
        return !limit.takesText()
                ? "no text"
                : limit.max() == Integer.MAX_VALUE ? "any length" : limit.told();
    }

    private static String buttons(Carriage carriage) {
        return told(carriage.forms().stream().map(Form::buttons));
    }

    private static String quickReplies(Carriage carriage) {
        return told(carriage.forms().stream().map(Form::quickReplies));
    }

    private static String told(Stream<ButtonRule> rules) {
        String told =
                rules.filter(rule -> rule.max() > 0)
                        .map(rule ->
                                rule.max()
                                        + " "
                                        + Arrays.stream(ButtonKind.values())
                                                .filter(rule.kinds()::contains)
                                                .map(kind -> kind.noun())
                                                .collect(Collectors.joining(", "))
                                        + " ("
                                        + limit(rule.label())
                                        + ")")
                        .distinct()
                        .collect(Collectors.joining("; or "));
        return told.isEmpty() ? NONE : told;
    }

    private static String subject(Capabilities channel) {
        var rule = channel.carriage().subject();
        return rule.needed() ? "needed" : rule.limit().takesText() ? limit(rule.limit()) : NONE;
    }

    private static String outside(Capabilities channel) {
        String hours =
                channel.serviceWindow() == null ? "" : channel.serviceWindow().toHours() + " h: ";
        OutsideWindow rule = channel.carriage().outside();
        return switch (rule) {
            case ANYTHING -> NONE;
            case TEMPLATE -> hours + "templates";
            case NOTHING -> hours + "nothing";
        };
    }

    private static String receipts(Capabilities channel) {
        return channel.deliveryReceipts()
                ? channel.readReceipts() ? "delivered, read" : "delivered"
                : channel.readReceipts() ? "read" : NONE;
    }

    private static String yes(boolean value) {
        return value ? "yes" : "no";
    }
}
