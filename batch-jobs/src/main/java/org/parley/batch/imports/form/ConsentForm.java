package org.parley.batch.imports.form;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.parley.batch.imports.csv.MalformedFileException;

/// Consents: who, on which channel, for what, when, and what proves it.
public final class ConsentForm {

    // A grant from the future would outlive every withdrawal until then.
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

    private final Clock clock;

    public ConsentForm(Clock clock) {
        this.clock = clock;
    }

    /// @throws MalformedFileException where the header is no header of consents
    public RowParser bind(List<String> names, ZoneId zone) {
        Header header = new Header(names);
        header.require(
                List.of("external_id", "channel", "purpose", "state", "occurred_at", "source"));
        Moments moments = new Moments(zone);
        return line -> parse(new Cells(header, line), moments);
    }

    private ParsedRow parse(Cells cells, Moments moments) {
        if (cells.isRejected()) {
            return ParsedRow.rejected(cells);
        }
        String externalId = cells.key("external_id", null);
        String channel = cells.required("channel", null, Codes::channel, "a channel's name");
        String purpose = cells.key("purpose", null);
        String state = cells.required("state", null, ConsentForm::state, "granted or withdrawn");
        Instant at =
                cells.required(
                        "occurred_at", null, moments::read, "a time such as 2026-11-21T09:30:00Z");
        if (at != null && at.isAfter(clock.instant().plus(CLOCK_DIFFERENCE))) {
            cells.rejectRow("occurred_at", "Is in the future");
        }
        String source = cells.key("source", null);
        if (cells.isRejected() || at == null) {
            return ParsedRow.rejected(cells);
        }
        return ParsedRow.of(
                cells,
                externalId,
                channel,
                purpose,
                state,
                at.toString(),
                source,
                cells.text("method"),
                cells.text("wording"),
                cells.text("evidence"));
    }

    private static Optional<String> state(String cell) {
        return switch (cell.toLowerCase(Locale.ROOT)) {
            case "granted" -> Optional.of("granted");
            case "withdrawn" -> Optional.of("withdrawn");
            default -> Optional.empty();
        };
    }
}
