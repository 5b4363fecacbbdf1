package org.parley.server.web.orders;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.core.commerce.Currencies;
import org.parley.core.commerce.CustomerRef;
import org.parley.core.commerce.NewOrder;
import org.parley.core.commerce.NewRefund;
import org.parley.core.commerce.OrderLine;
import org.parley.core.commerce.OrderOutcome;
import org.parley.core.commerce.Orders;
import org.parley.core.commerce.RecordedSale;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.Page;
import org.parley.core.kernel.ProblemException;
import org.parley.core.offer.CodeText;
import org.parley.server.rest.Cursor;
import org.parley.server.rest.IdempotencyKeyRequired;
import org.parley.server.rest.Paging;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Orders and refunds as shops tell them. Amounts are decimal texts, so that no reader of JSON
/// makes floating point of them.
@RestController
@RequestMapping("/api/v1/orders")
final class OrderController {

    private static final String SOURCE = "api";
    // No exponent: a short text could stand for a billion digits.
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,15}(\\.\\d{1,6})?");

    private final Orders orders;

    OrderController(Orders orders) {
        this.orders = orders;
    }

    record Customer(@Nullable String externalId, @Nullable String email, @Nullable String phone) {}

    record Line(
            @NotBlank @Size(max = 200) String sku,
            @Nullable String description,
            @NotBlank String quantity,
            @NotBlank String unitPrice) {}

    /// @param revenue net of discount, tax and shipping; without it, the sum of the lines
    /// @param total what the customer paid, tax and shipping included, as shops send it; not
    ///   revenue, and not kept
    /// @param promoCodes that it was placed with; the first 20 of 1 to 64 characters are kept
    record OrderRequest(
            @NotBlank @Size(max = 200) String store,
            @NotBlank @Size(max = 200) String orderId,
            @Nullable Customer customer,
            @NotNull Instant placedAt,
            @NotBlank String currency,
            @Nullable String country,
            @Nullable String revenue,
            @Nullable String total,
            @Nullable List<@Valid Line> lines,
            @Nullable List<@NotNull String> promoCodes) {}

    record RefundRequest(
            @NotBlank @Size(max = 200) String refundId,
            @NotNull Instant refundedAt,
            @NotBlank String amount,
            @Nullable String reason) {}

    /// @param matched whether the customer is a known contact
    /// @param duplicate whether the very same was recorded before
    record Recorded(long id, boolean matched, boolean duplicate) {}

    /// @param revenue net of discount, tax and shipping, before refunds
    record SaleView(
            long id,
            String store,
            String orderId,
            boolean matched,
            Instant placedAt,
            @Nullable String country,
            String currency,
            String revenue,
            String source) {

        static SaleView of(RecordedSale sale) {
            return new SaleView(
                    sale.id(),
                    sale.store(),
                    sale.orderId(),
                    sale.matched(),
                    sale.placedAt(),
                    sale.country(),
                    sale.currency(),
                    sale.revenue().stripTrailingZeros().toPlainString(),
                    sale.source());
        }
    }

    /// Sales, the latest recorded first; with `matched=false` those whose customer is nobody we
    /// know, which are in no figure of a campaign.
    @GetMapping
    Page<SaleView> list(
            @RequestParam(required = false) @Nullable Boolean matched,
            @Valid @ParameterObject Paging paging) {
        Page<RecordedSale> page =
                Cursor.opaque(orders.sales(matched, Cursor.position(paging), paging.size()));
        return new Page<>(page.items().stream().map(SaleView::of).toList(), page.next());
    }

    /// 201 where it is new, 200 where the very same was known, 409 where its number is taken by
    /// another order.
    @PostMapping
    @IdempotencyKeyRequired
    ResponseEntity<Recorded> place(@Valid @RequestBody OrderRequest request) {
        Customer customer =
                Objects.requireNonNullElse(request.customer(), new Customer(null, null, null));
        List<Line> lines = Objects.requireNonNullElse(request.lines(), List.of());
        List<String> codes = Objects.requireNonNullElse(request.promoCodes(), List.of());
        String revenue = request.revenue();
        return answer(
                orders.place(
                        new NewOrder(
                                request.store(),
                                request.orderId(),
                                new CustomerRef(
                                        customer.externalId(), customer.email(), customer.phone()),
                                request.placedAt(),
                                Currencies.of("currency", request.currency()),
                                request.country(),
                                revenue == null ? null : decimal("revenue", revenue),
                                lines.stream().map(OrderController::line).toList(),
                                SOURCE,
                                CodeText.ofOrder(codes.stream()))));
    }

    /// 201 where it is new, 200 where the very same was known, 409 where its number is taken by
    /// another document or it is more than is left of the order.
    @PostMapping("/{store}/{orderId}/refunds")
    @IdempotencyKeyRequired
    ResponseEntity<Recorded> refund(
            @PathVariable String store,
            @PathVariable String orderId,
            @Valid @RequestBody RefundRequest request) {
        return answer(
                orders.refund(
                        new NewRefund(
                                store,
                                orderId,
                                request.refundId(),
                                request.refundedAt(),
                                decimal("amount", request.amount()),
                                request.reason(),
                                SOURCE)));
    }

    private static OrderLine line(Line line) {
        return new OrderLine(
                line.sku(),
                line.description(),
                decimal("lines.quantity", line.quantity()),
                decimal("lines.unitPrice", line.unitPrice()));
    }

    private static BigDecimal decimal(String field, String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw ProblemException.invalid(
                    field, "Give a decimal number as a text, such as \"12.34\"");
        }
        return new BigDecimal(text);
    }

    private static ResponseEntity<Recorded> answer(OrderOutcome outcome) {
        return switch (outcome) {
            case OrderOutcome.Placed(long id, boolean matched) ->
                    ResponseEntity.status(HttpStatus.CREATED)
                            .body(new Recorded(id, matched, false));
            case OrderOutcome.Duplicate(long id, boolean matched) ->
                    ResponseEntity.ok(new Recorded(id, matched, true));
            case OrderOutcome.Refused(String reason) ->
                    throw new ProblemException(ErrorCode.CONFLICT, reason);
        };
    }
}
