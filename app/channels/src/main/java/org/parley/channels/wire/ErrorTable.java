package org.parley.channels.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.SendOutcome.Refused;

/// What a provider's refusals mean: the file `errors.txt` beside a class, one row a line, as `code
/// | words | class | gone | what the provider says`. Where one code stands for several things, the
/// provider's own words tell them apart.
public final class ErrorTable {

    private static final String FILE = "errors.txt";
    private static final int COLUMNS = 5;

    /// @param code the provider's own
    /// @param words that its description holds, in lower case; empty: any description
    /// @param gone whether it says that there is no such address
    /// @param note what it stands for
    public record Row(String code, String words, FailureClass failure, boolean gone, String note) {

        /// The code as the ledger keeps it, with the words where they decide.
        public String name() {
            return words.isEmpty() ? code : code + " " + words;
        }
    }

    private final List<Row> rows;

    private ErrorTable(List<Row> rows) {
        this.rows = rows;
    }

    /// @param owner a class in the package of the table
    public static ErrorTable beside(Class<?> owner) {
        try (InputStream in = owner.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("Not in this build: errors of " + owner);
            }
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ErrorTable of(String text) {
        return new ErrorTable(
                text.lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .map(ErrorTable::row)
                        .toList());
    }

    private static Row row(String line) {
        String[] cells = line.split("\\|", COLUMNS);
        if (cells.length < COLUMNS) {
            throw new IllegalStateException("Not a row of errors: " + line);
        }
        String gone = cells[3].strip();
        if (!gone.isEmpty() && !gone.equals("gone")) {
            throw new IllegalStateException("Neither gone nor empty: " + line);
        }
        return new Row(
                cells[0].strip(),
                cells[1].strip(),
                FailureClass.valueOf(cells[2].strip()),
                !gone.isEmpty(),
                cells[4].strip());
    }

    public List<Row> rows() {
        return rows;
    }

    public Optional<Row> find(String code) {
        return find(code, "");
    }

    /// The first row of this code whose words the description holds.
    public Optional<Row> find(String code, String description) {
        String said = description.toLowerCase(Locale.ROOT);
        return rows.stream()
                .filter(row -> row.code().equals(code) && said.contains(row.words()))
                .findFirst();
    }

    /// What the provider said as a refusal, with the code as the ledger keeps it.
    ///
    /// @param others the class of what is not listed
    public Refused refused(
            String code, String description, FailureClass others, @Nullable Duration retryAfter) {
        return find(code, description)
                .map(row -> new Refused(row.failure(), row.name(), description, retryAfter))
                .orElseGet(() -> new Refused(others, code, description, retryAfter));
    }

    /// @param name of a row, as in the ledger
    public boolean saysAddressIsGone(String name) {
        return rows.stream().anyMatch(row -> row.gone() && row.name().equals(name));
    }
}
