package org.parley.batch.imports.form;

import java.time.YearMonth;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.invoice.InvoiceLine.Place;
import org.parley.batch.imports.csv.CsvLine;
import org.parley.batch.imports.invoices.InvoiceMapping;
import org.parley.batch.imports.invoices.InvoiceMapping.InvoiceColumns;
import org.parley.batch.imports.invoices.InvoiceMapping.PlaceColumn;

/// Reads which messages a line of an invoice is of. What it leaves out is left open.
final class PlaceCells {

    private static final int LONGEST = 200;

    private final Word account;
    private final Word channel;
    private final Word country;
    private final Word category;

    PlaceCells(InvoiceColumns columns) {
        account = new Word(columns.account(), Optional::of, "an account");
        channel = new Word(columns.channel(), Codes::channel, "a channel such as viber");
        country = new Word(columns.country(), Codes::country, "a country such as DE");
        category =
                new Word(
                        columns.category(),
                        cell -> Optional.of(cell.toLowerCase(Locale.ROOT)),
                        "a category");
    }

    /// The columns that the file must have.
    Stream<String> columns() {
        return Stream.of(account, channel, country, category)
                .map(Word::column)
                .flatMap(Stream::ofNullable);
    }

    Place read(CsvLine csv, Cells cells, YearMonth month) {
        return new Place(
                account.read(csv, cells),
                channel.read(csv, cells),
                country.read(csv, cells),
                category.read(csv, cells),
                month);
    }

    private static final class Word {
        private final @Nullable PlaceColumn place;
        private final Map<String, String> values = new HashMap<>();
        private final Function<String, Optional<String>> spelling;
        private final String what;

        Word(
                @Nullable PlaceColumn place,
                Function<String, Optional<String>> spelling,
                String what) {
            this.place = place;
            this.spelling = spelling;
            this.what = what;
            if (place != null) {
                place.values()
                        .forEach((cell, word) -> values.put(InvoiceMapping.plain(cell), word));
            }
        }

        @Nullable String column() {
            return place == null ? null : place.column();
        }

        String read(CsvLine csv, Cells cells) {
            if (place == null) {
                return "";
            }
            String column = place.column();
            String cell = column == null ? place.value() : cells.text(column);
            String told = Objects.requireNonNullElse(cell, "");
            String word = values.getOrDefault(InvoiceMapping.plain(told), told);
            if (word.isEmpty()) {
                return "";
            }
            return spelling.apply(word)
                    .filter(spelt -> spelt.length() <= LONGEST)
                    .orElseThrow(() ->
                            InvoiceForm.bad(
                                    csv,
                                    "column %s is not %s. Say in the mapping what it stands for (values)."
                                            .formatted(column == null ? "-" : column, what)));
        }
    }
}
