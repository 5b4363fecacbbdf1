package org.parley.sandbox.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.parley.sandbox.customer.Person;

/// The demo world: who the shop's customers are, what they agreed to and what they bought, as the
/// CSV files that Parley imports. The same arguments give the same bytes.
///
/// @param contacts how many
/// @param until the history ends here
public record DemoData(long seed, int contacts, Instant until) {
    public static final int USUAL_CONTACTS = 5_000;
    public static final String CONTACTS_FILE = "contacts.csv";
    public static final String CONSENTS_FILE = "consents.csv";
    public static final String ORDERS_FILE = "orders.csv";

    public DemoData {
        if (contacts < 1 || contacts > 10_000_000) {
            throw new IllegalArgumentException("contacts must be within 1 and 10,000,000");
        }
    }

    /// Writes the three files into a directory, replacing older ones.
    public void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        csv(directory.resolve(CONTACTS_FILE), ContactRows.HEADER, ContactRows::write);
        csv(
                directory.resolve(CONSENTS_FILE),
                ConsentRows.HEADER,
                new ConsentRows(seed, until)::write);
        csv(directory.resolve(ORDERS_FILE), OrderRows.HEADER, new OrderRows(seed, until)::write);
    }

    /// The same people as customers of the sandbox, for its book.
    public List<Person> customers() {
        return world().map(DemoContact::asCustomer).toList();
    }

    /// Writes the rows of one contact.
    interface Rows {
        void write(DemoContact contact, Consumer<Object[]> row);
    }

    private Stream<DemoContact> world() {
        return IntStream.rangeClosed(1, contacts).mapToObj(n -> DemoContact.of(seed, n));
    }

    private void csv(Path file, String[] header, Rows rows) throws IOException {
        CSVFormat format =
                CSVFormat.RFC4180.builder().setHeader(header).setRecordSeparator("\n").get();
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
                CSVPrinter printer = new CSVPrinter(writer, format)) {
            world().forEach(contact -> rows.write(contact, row -> print(printer, row)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void print(CSVPrinter printer, Object[] row) {
        try {
            printer.printRecord(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
