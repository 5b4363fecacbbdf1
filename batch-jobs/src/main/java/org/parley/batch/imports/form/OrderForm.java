package org.parley.batch.imports.form;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.batch.imports.csv.MalformedFileException;
import org.parley.core.contact.EmailAddresses;
import org.parley.core.contact.PhoneNumbers;
import org.parley.core.offer.CodeText;

/// Orders and refunds, one line of an order a row. Rows of one order need not stand together.
public final class OrderForm {

    private final PhoneNumbers phones;

    public OrderForm(PhoneNumbers phones) {
        this.phones = phones;
    }

    /// @param store where the file has no such column or cell
    /// @param currency likewise
    /// @throws MalformedFileException where the header is no header of orders
    public RowParser bind(
            List<String> names,
            @Nullable String store,
            @Nullable String currency,
            @Nullable String region,
            ZoneId zone) {
        Header header = new Header(names);
        List<String> required =
                new ArrayList<>(List.of("order_id", "placed_at", "sku", "quantity", "unit_price"));
        if (store == null) {
            required.addFirst("store");
        }
        if (currency == null) {
            required.add("currency");
        }
        header.require(required);
        Moments moments = new Moments(zone);
        return line -> parse(new Cells(header, line), store, currency, region, moments);
    }

    private ParsedRow parse(
            Cells cells,
            @Nullable String store,
            @Nullable String currency,
            @Nullable String region,
            Moments moments) {
        if (cells.isRejected()) {
            return ParsedRow.rejected(cells);
        }
        String shop = cells.key("store", store);
        String orderId = cells.key("order_id", null);
        if (cells.isRejected()) {
            return ParsedRow.rejected(cells);
        }
        OrderCells line = new OrderCells(cells, shop, orderId);
        line.kind = cells.required("kind", "sale", OrderForm::kind, "sale, refund or adjustment");
        line.refundOf = cells.optionalKey("refund_of");
        line.customer = cells.text("external_id");
        line.email = cells.optional("email", EmailAddresses::normalise, "an e-mail address");
        line.country =
                cells.optional("country", Codes::country, "an ISO 3166-1 country such as ES");
        String home = line.country != null ? line.country : region;
        line.phone =
                cells.optional(
                        "phone", p -> phones.normalise(p, home), "a phone number that exists");
        Instant placedAt =
                cells.required(
                        "placed_at", null, moments::read, "a time such as 2026-11-21T09:30:00Z");
        line.placedAt = placedAt;
        Currency money =
                cells.required(
                        "currency", currency, Codes::currency, "an ISO 4217 currency such as EUR");
        line.currency = money;
        line.sku = cells.key("sku", null);
        line.description = cells.text("description");
        line.codes = codes(cells.text("promo_codes"));
        line.readAmounts("quantity", "unit_price");
        return line.row();
    }

    /// In one order on all lines of an order.
    private static @Nullable List<String> codes(@Nullable String cell) {
        return cell == null ? null : CodeText.ofOrder(Arrays.stream(cell.split("\\s+")).sorted());
    }

    private static Optional<String> kind(String cell) {
        return switch (cell.toLowerCase(Locale.ROOT)) {
            case "sale" -> Optional.of("sale");
            case "refund" -> Optional.of("refund");
            case "adjustment" -> Optional.of("adjustment");
            default -> Optional.empty();
        };
    }
}
