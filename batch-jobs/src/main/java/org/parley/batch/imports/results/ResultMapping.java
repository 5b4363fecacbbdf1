package org.parley.batch.imports.results;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.ProblemException.FieldProblem;

/// What a file of results does not say for itself: which campaign it is of, which arms that had,
/// and what its columns and cells mean. One without [#problems] is whole and makes sense.
///
/// @param timeFormat of times that are not ISO 8601, as `java.time` writes patterns, such as
///   `dd/MM/yyyy HH:mm`
/// @param decimal what stands before the decimals of an amount: a point (also where null) or a
///   comma
/// @param grouping what parts thousands; null: nothing
/// @param opens how far opens of e-mail can be believed; needed where such a column is mapped
/// @param orders null: the orders of the file have the source's own numbers
public record ResultMapping(
        SentCampaign campaign,
        List<SentArm> arms,
        Columns columns,
        @Nullable String timeFormat,
        @Nullable String decimal,
        @Nullable String grouping,
        @Nullable Opens opens,
        @Nullable ReportedOrders orders) {

    public ResultMapping {
        arms = arms == null ? List.of() : List.copyOf(arms);
    }

    /// The campaign as it was.
    ///
    /// @param source the tool that sent it; with `externalId` what the campaign is known by
    /// @param externalId what the tool calls it
    /// @param at when it began, ISO 8601; without an offset in `zone`
    /// @param zone IANA name, of `at` and of all times in the file without an offset
    /// @param attributionDays how long after a click an order is credited to it, 1 to 90; null: 7
    /// @param purpose of the consent that it relied on; null: marketing
    /// @param margin share of net revenue, 0 to 1; null: unknown
    /// @param currency ISO 4217, of costs and orders; needed where there are any
    public record SentCampaign(
            String name,
            String source,
            String externalId,
            String at,
            String zone,
            @Nullable Integer attributionDays,
            @Nullable String purpose,
            @Nullable String costCentre,
            @Nullable BigDecimal margin,
            @Nullable String currency) {

        public ZoneId zoneId() {
            return ZoneId.of(zone);
        }

        /// @throws DateTimeParseException where it is no time
        public Instant began() {
            try {
                return OffsetDateTime.parse(at).toInstant();
            } catch (DateTimeParseException _) {
                return LocalDateTime.parse(at).atZone(zoneId()).toInstant();
            }
        }

        public int days() {
            return attributionDays == null ? 7 : attributionDays;
        }

        public String purposeOrMarketing() {
            return purpose == null ? "marketing" : purpose;
        }
    }

    /// @param channel null: the holdout
    /// @param weight planned share of 10,000; null where there is one arm only
    /// @param values what stands in the column of the arm; not needed where there is one arm only
    /// @param cost null: unknown
    public record SentArm(
            String name,
            @Nullable String channel,
            @Nullable Integer weight,
            List<String> values,
            @Nullable Cost cost) {

        public SentArm {
            values = values == null ? List.of() : List.copyOf(values);
        }

        public boolean email() {
            return "email".equals(channel);
        }
    }

    /// What an arm's messages cost; either of them.
    ///
    /// @param total shared out evenly among the messages of the file that brings them; what later
    ///   files bring shares what is left, if anything
    public record Cost(@Nullable BigDecimal perMessage, @Nullable BigDecimal total) {}

    /// Which column tells what. Names are found whatever their case.
    ///
    /// @param region ISO 3166-1 country of phone numbers without a country code
    /// @param sent null: every recipient but the holdout was sent to
    /// @param delivered needed where anything was sent
    /// @param order the number of the order, as the store knows it
    /// @param revenue net of discount, tax and shipping
    public record Columns(
            @Nullable String externalId,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String region,
            @Nullable String arm,
            @Nullable Fact sent,
            @Nullable Fact delivered,
            @Nullable Fact opened,
            @Nullable Fact clicked,
            @Nullable Fact visited,
            @Nullable Fact replied,
            @Nullable Fact optedOut,
            @Nullable Fact converted,
            @Nullable String order,
            @Nullable String revenue) {

        /// The first by which a contact is found; empty: there is none.
        public String key() {
            return Stream.of(externalId, email, phone)
                    .flatMap(Stream::ofNullable)
                    .findFirst()
                    .orElse("");
        }
    }

    /// How a file says whether something happened, and when.
    ///
    /// @param column null: it happened where there is a time
    /// @param yes cells that say that it did, whatever their case; `*` is any other cell with text
    /// @param no cells that say that it did not; an empty cell always does unless it stands in
    ///   `yes`
    /// @param time column of its time; null: the time of the send
    /// @param as instead of a column: `sent` for a delivery that the tool tells nothing of but that
    ///   it sent, `click` (with a column) for a visit that is to count as one
    public record Fact(
            @Nullable String column,
            List<String> yes,
            List<String> no,
            @Nullable String time,
            @Nullable String as) {

        public Fact {
            yes = yes == null ? List.of() : List.copyOf(yes);
            no = no == null ? List.of() : List.copyOf(no);
        }

        public boolean asSent() {
            return "sent".equals(as);
        }

        /// The column that tells of it, be it by its time alone; null where none does.
        public static @Nullable String named(@Nullable Fact fact) {
            if (fact == null) {
                return null;
            }
            return fact.column() == null ? fact.time() : fact.column();
        }
    }

    /// @param store whose numbers the orders have; null: the source's own. An order that this store
    ///   has told of already is not recorded again
    public record ReportedOrders(@Nullable String store) {}

    /// How far opens of e-mail can be believed.
    public enum Opens {
        /// The tool left machines out, as far as it knows them.
        PEOPLE,
        /// It counts whatever loaded the picture: no person is read from it.
        RAW;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A cell as it is compared: case and space around it say nothing.
    public static String plain(String cell) {
        return cell.strip().toLowerCase(Locale.ROOT);
    }

    /// Everything that is wrong with it, by field and with the remedy; empty: it can be used.
    public List<FieldProblem> problems(Instant now) {
        return new MappingCheck(this, now).problems();
    }

    /// Store of the orders that the file tells of.
    public String store() {
        String named = orders == null ? null : orders.store();
        return named == null ? campaign.source() : named;
    }

    public boolean rawOpens() {
        return opens == Opens.RAW;
    }

    /// The planned share of an arm, of 10,000.
    public static int weight(SentArm arm) {
        Integer weight = arm.weight();
        return weight == null ? 10_000 : weight;
    }
}
