package org.parley.bench.relay;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.sql.postgres.tables.records.EventOutboxRecord;

/// Rows of `message_event` as RowBinary, written by hand: the columns in the order of the table,
/// numbers with the lowest byte first, strings behind their length (ClickHouse's documentation of
/// the format).
final class RowBytes {

    private static final int MICROS = 6;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 23);
    private final ByteBuffer number = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);

    static byte[] of(List<EventOutboxRecord> events, long batch) {
        RowBytes rows = new RowBytes();
        for (EventOutboxRecord event : events) {
            rows.write(event, batch);
        }
        return rows.bytes.toByteArray();
    }

    private void write(EventOutboxRecord event, long batch) {
        text(event.getKind());
        number(event.getRunId(), 4);
        number(event.getOrdinal(), 4);
        number(event.getId(), 8);
        number(batch, 8);
        number(event.getOccurredAt().toEpochMilli(), 8);
        number(event.getContactId(), 8);
        number(event.getArm(), 1);
        text(event.getChannel());
        text(event.getCountry());
        text(event.getLanguage());
        text(event.getReason());
        number(event.getLinkIndex(), 1);
        number(event.getMachine() ? 1 : 0, 1);
        number(millionths(event.getPrice()), 8);
        text(event.getCurrency() == null ? "" : event.getCurrency());
        text(event.getUserAgent());
        text(event.getNetwork());
        Long millis = event.getSinceAcceptedMs();
        number(millis == null ? 1 : 0, 1);
        if (millis != null) {
            number(millis, 4);
        }
        number(event.getRules(), 4);
        text(event.getJudgedBy());
        number(event.getAbout() == null ? 0 : event.getAbout(), 8);
    }

    private static long millionths(@Nullable BigDecimal price) {
        return price == null ? 0 : price.movePointRight(MICROS).longValueExact();
    }

    private void number(long value, int length) {
        number.putLong(0, value);
        bytes.write(number.array(), 0, length);
    }

    private void text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        int length = utf8.length;
        while (length > 127) {
            bytes.write((length & 127) | 128);
            length >>>= 7;
        }
        bytes.write(length);
        bytes.writeBytes(utf8);
    }
}
