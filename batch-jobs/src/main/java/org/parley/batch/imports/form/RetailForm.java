package org.parley.batch.imports.form;

import static java.util.Map.entry;

import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.parley.batch.imports.csv.MalformedFileException;

/// The form of the Online Retail data set of the UCI Machine Learning Repository (doi
/// 10.24432/C5BW33): one line of an invoice a row, invoices that begin with C are cancellations,
/// with A adjustments; customers stand as `17850.0`, or not at all.
public final class RetailForm {

    private static final List<String> COLUMNS =
            List.of(
                    "InvoiceNo",
                    "StockCode",
                    "Description",
                    "Quantity",
                    "InvoiceDate",
                    "UnitPrice",
                    "CustomerID",
                    "Country");

    /// The shop's names of countries. Three of them are none: their orders keep the name only.
    private static final Map<String, String> COUNTRIES =
            Map.ofEntries(
                    entry("Australia", "AU"),
                    entry("Austria", "AT"),
                    entry("Bahrain", "BH"),
                    entry("Belgium", "BE"),
                    entry("Brazil", "BR"),
                    entry("Canada", "CA"),
                    entry("Cyprus", "CY"),
                    entry("Czech Republic", "CZ"),
                    entry("Denmark", "DK"),
                    entry("EIRE", "IE"),
                    entry("Finland", "FI"),
                    entry("France", "FR"),
                    entry("Germany", "DE"),
                    entry("Greece", "GR"),
                    entry("Hong Kong", "HK"),
                    entry("Iceland", "IS"),
                    entry("Israel", "IL"),
                    entry("Italy", "IT"),
                    entry("Japan", "JP"),
                    entry("Lebanon", "LB"),
                    entry("Lithuania", "LT"),
                    entry("Malta", "MT"),
                    entry("Netherlands", "NL"),
                    entry("Norway", "NO"),
                    entry("Poland", "PL"),
                    entry("Portugal", "PT"),
                    entry("RSA", "ZA"),
                    entry("Saudi Arabia", "SA"),
                    entry("Singapore", "SG"),
                    entry("Spain", "ES"),
                    entry("Sweden", "SE"),
                    entry("Switzerland", "CH"),
                    entry("USA", "US"),
                    entry("United Arab Emirates", "AE"),
                    entry("United Kingdom", "GB"));

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private RetailForm() {}

    /// @throws MalformedFileException where the header is another one
    public static RowParser bind(List<String> names, String store, Currency currency, ZoneId zone) {
        Header header = new Header(names);
        header.require(COLUMNS);
        Moments moments = new Moments(zone);
        return line -> parse(new Cells(header, line), store, currency, moments);
    }

    private static ParsedRow parse(Cells cells, String store, Currency currency, Moments moments) {
        if (cells.isRejected()) {
            return ParsedRow.rejected(cells);
        }
        String invoice = cells.key("InvoiceNo", null);
        if (cells.isRejected()) {
            return ParsedRow.rejected(cells);
        }
        OrderCells line = new OrderCells(cells, store, invoice);
        line.kind =
                switch (invoice.charAt(0)) {
                    case 'C' -> "refund";
                    case 'A' -> "adjustment";
                    default -> "sale";
                };
        line.customer =
                cells.optionalOrFall("CustomerID", RetailForm::customer, "a customer's number");
        line.countryName = cells.text("Country");
        line.country = line.countryName == null ? null : COUNTRIES.get(line.countryName);
        line.placedAt =
                cells.required(
                        "InvoiceDate", null, moments::read, "a time such as 2010-12-01 08:26:00");
        line.currency = currency;
        line.sku = cells.key("StockCode", null);
        line.description = cells.text("Description");
        line.readAmounts("Quantity", "UnitPrice");
        return line.row();
    }

    /// The file writes whole numbers as floating point.
    private static Optional<String> customer(String cell) {
        String number = cell.endsWith(".0") ? cell.substring(0, cell.length() - 2) : cell;
        return Optional.of(number).filter(n -> NUMBER.matcher(n).matches());
    }
}
