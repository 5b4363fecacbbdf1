package org.parley.core.commerce;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.core.commerce.internal.OrderStore;
import org.parley.core.contact.EmailAddresses;
import org.parley.core.contact.PhoneNumbers;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.Page;
import org.parley.core.kernel.ProblemException;
import org.parley.core.kernel.ProblemException.FieldProblem;

/// Records orders and refunds, each once. Orders are immutable; corrections are refunds.
public final class Orders {

    private final OrderStore store;
    private final PhoneNumbers phones;

    public Orders(OrderStore store, PhoneNumbers phones) {
        this.store = store;
        this.phones = phones;
    }

    /// Records a sale in one transaction, joining the caller's.
    ///
    /// @throws ProblemException INVALID_REQUEST with every field that is wrong
    public OrderOutcome place(NewOrder order) {
        check(order);
        return store.place(
                order, MinorUnits.of(order.exactRevenue(), order.currency()), matchable(order));
    }

    /// Records a refund as a document of its own with negative revenue, in one transaction, joining
    /// the caller's. Refused where less is left of the sale. Imported files are books of elsewhere
    /// and taken as they stand: their refunds may come before their sale, name none, or exceed it.
    ///
    /// @throws ProblemException NOT_FOUND where the store has no such sale
    public OrderOutcome refund(NewRefund refund) {
        List<FieldProblem> problems = new ArrayList<>();
        need(problems, "refundId", refund.refundId());
        if (refund.amount().signum() <= 0) {
            problems.add(new FieldProblem("amount", "A refund is more than 0"));
        }
        decimals(problems, "amount", refund.amount(), 6);
        raise(problems);
        return store.refund(refund);
    }

    /// What is left of a sale. Its row stays locked until the caller's transaction ends, so that of
    /// two refunds told here, by webhook or API, not both take the same money. Imports do not wait.
    ///
    /// @return empty: the store has no such sale
    public Optional<SaleBalance> balance(String store, String orderId) {
        return this.store.balance(store, orderId);
    }

    /// Whether the number is taken by any order or refund of the store.
    public boolean knows(String store, String documentId) {
        return this.store.knows(store, documentId);
    }

    /// When the sale or refund of this number happened.
    ///
    /// @return empty: the number is free
    public Optional<Instant> placedAt(String store, String documentId) {
        return this.store.placedAt(store, documentId);
    }

    /// Sales, the latest recorded first.
    ///
    /// @param matched null: whether or not the customer is known
    /// @param before only sales with a smaller id; null: from the latest on
    /// @param limit at least 1
    public Page<RecordedSale> sales(@Nullable Boolean matched, @Nullable Long before, int limit) {
        List<RecordedSale> found =
                store.sales(matched, before == null ? Long.MAX_VALUE : before, limit + 1);
        return found.size() <= limit
                ? new Page<>(found, null)
                : new Page<>(found.subList(0, limit), Long.toString(found.get(limit - 1).id()));
    }

    /// The customer in the spelling that contacts are stored with.
    private CustomerRef matchable(NewOrder order) {
        CustomerRef said = order.customer();
        return new CustomerRef(
                said.externalId(),
                Optional.ofNullable(said.email()).flatMap(EmailAddresses::normalise).orElse(null),
                Optional.ofNullable(said.phone())
                        .flatMap(phone -> phones.normalise(phone, order.country()))
                        .orElse(null));
    }

    private static void check(NewOrder order) {
        List<FieldProblem> problems = new ArrayList<>();
        need(problems, "store", order.store());
        need(problems, "orderId", order.orderId());
        String country = order.country();
        if (country != null
                && !Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).contains(country)) {
            problems.add(new FieldProblem("country", "Not an ISO 3166-1 alpha-2 country"));
        }
        if (order.revenue() == null && order.lines().isEmpty()) {
            problems.add(new FieldProblem("lines", "An order needs lines or a revenue"));
        }
        decimals(
                problems,
                "revenue",
                Objects.requireNonNullElse(order.revenue(), BigDecimal.ZERO),
                6);
        checkCodes(problems, order.codes());
        for (int i = 0; i < order.lines().size(); i++) {
            checkLine(problems, "lines[" + i + "]", order.lines().get(i));
        }
        raise(problems);
    }

    private static void checkCodes(List<FieldProblem> problems, List<String> codes) {
        if (codes.size() > NewOrder.MOST_CODES) {
            problems.add(new FieldProblem("promoCodes", "An order has at most 20 codes"));
        }
        if (codes.stream().anyMatch(Orders::isNoCode)) {
            problems.add(
                    new FieldProblem(
                            "promoCodes", "A code has 1 to 64 characters, none of control"));
        }
    }

    private static boolean isNoCode(String code) {
        return code.isBlank()
                || code.length() > NewOrder.LONGEST_CODE
                || code.chars().anyMatch(Character::isISOControl);
    }

    private static void checkLine(List<FieldProblem> problems, String at, OrderLine line) {
        need(problems, at + ".sku", line.sku());
        decimals(problems, at + ".quantity", line.quantity(), 3);
        decimals(problems, at + ".unitPrice", line.unitPrice(), 6);
        if (line.amount().stripTrailingZeros().scale() > 6) {
            problems.add(new FieldProblem(at, "Quantity times price has more than 6 decimals"));
        }
    }

    private static void need(List<FieldProblem> problems, String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            problems.add(new FieldProblem(field, "Must be given"));
        }
    }

    private static void decimals(
            List<FieldProblem> problems, String field, BigDecimal value, int most) {
        if (value.stripTrailingZeros().scale() > most) {
            problems.add(new FieldProblem(field, "Has more than " + most + " decimals"));
        }
        if (value.abs().compareTo(new BigDecimal("1e12")) >= 0) {
            problems.add(new FieldProblem(field, "Must be less than 10^12"));
        }
    }

    private static void raise(List<FieldProblem> problems) {
        if (!problems.isEmpty()) {
            throw new ProblemException(
                    ErrorCode.INVALID_REQUEST, "The order cannot be recorded", problems);
        }
    }
}
