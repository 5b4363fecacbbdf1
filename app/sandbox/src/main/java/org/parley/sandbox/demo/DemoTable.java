package org.parley.sandbox.demo;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// Prints a run's report, one line an arm.
final class DemoTable {

    private static final List<String> HEAD =
            List.of(
                    "arm",
                    "assigned",
                    "sent",
                    "delivered",
                    "read",
                    "clicked",
                    "replied",
                    "ordered",
                    "revenue",
                    "cost",
                    "ROI",
                    "skipped");

    private DemoTable() {}

    static void print(JsonNode report, PrintStream out) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        for (JsonNode arm : report.get("arms")) {
            rows.add(row(arm));
        }
        int[] widths = new int[HEAD.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder("  ");
            for (int i = 0; i < row.size(); i++) {
                boolean left = i == 0 || i == row.size() - 1;
                line.append(("%" + (left ? "-" : "") + widths[i] + "s  ").formatted(row.get(i)));
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private static List<String> row(JsonNode arm) {
        JsonNode counts = arm.get("counts");
        JsonNode money = arm.path("money").path(0);
        List<String> cells = new ArrayList<>();
        cells.add(arm.get("name").stringValue());
        for (String count :
                List.of("assigned", "sent", "delivered", "read", "clicked", "replied", "ordered")) {
            cells.add("%,d".formatted(counts.path(count).asLong()));
        }
        cells.add(amount(money, "netMinor"));
        cells.add(amount(money, "costMinor"));
        JsonNode roi = money.path("roi");
        cells.add(
                roi.isMissingNode() || roi.isNull()
                        ? "-"
                        : "%s x"
                                .formatted(
                                        new BigDecimal(roi.asString())
                                                .setScale(1, RoundingMode.HALF_UP)));
        cells.add(skipped(arm.path("skippedByReason")));
        return cells;
    }

    private static String amount(JsonNode money, String field) {
        JsonNode minor = money.path(field);
        return minor.isMissingNode() || minor.isNull()
                ? "-"
                : String.format(
                        Locale.ROOT,
                        "%,.2f %s",
                        BigDecimal.valueOf(minor.longValue(), 2),
                        money.path("currency").asString());
    }

    private static String skipped(JsonNode reasons) {
        List<String> parts = new ArrayList<>();
        for (JsonNode reason : reasons) {
            parts.add(
                    "%s %,d"
                            .formatted(
                                    reason.get("reason").stringValue().replace('_', ' '),
                                    reason.get("count").asLong()));
        }
        return parts.isEmpty() ? "-" : String.join(", ", parts);
    }
}
