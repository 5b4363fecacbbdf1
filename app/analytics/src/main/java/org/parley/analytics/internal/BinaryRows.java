package org.parley.analytics.internal;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ClientConfigProperties;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseFormat;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Rows of a query as they come off the wire, in ClickHouse's RowBinary: the values of a row are
/// asked for one after another, in the order of the columns. A text that is that of the row above
/// is the same object. Memory does not grow with the number of rows. Not thread-safe.
public final class BinaryRows implements AutoCloseable {

    /// Longest silence: until the first row comes, all of them are sorted.
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final int BUFFER = 1 << 17;
    private static final int LENGTH_BITS = 28;

    /// Kept in another way, but the same on the wire.
    private static final String AS_TEXT = "LowCardinality(String)";

    private static final VarHandle SHORT = view(short[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle LONG = view(long[].class);

    private final QueryResponse response;
    private final InputStream in;
    private final Text[] above;
    private byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private int column;

    private BinaryRows(QueryResponse response, int columns) {
        this.response = response;
        this.in = response.getInputStream();
        this.above = new Text[columns];
        Arrays.fill(above, new Text(new byte[0], ""));
    }

    /// What a column last had.
    private record Text(byte[] bytes, String words) {}

    /// @param parameters of the query, by name
    /// @param columns name and type of each, as in `run Int32`: what comes otherwise is refused, as
    ///   bytes of another type would be taken for values
    public static BinaryRows of(
            Client clickHouse, String sql, Map<String, Object> parameters, List<String> columns)
            throws IOException {
        var settings =
                new QuerySettings()
                        .setFormat(ClickHouseFormat.RowBinaryWithNamesAndTypes)
                        // over several servers a sub-query is answered once, not by each in part
                        .serverSetting("distributed_product_mode", "global")
                        // both ends would work longer at it than the wire does without
                        .setOption(ClientConfigProperties.COMPRESS_SERVER_RESPONSE.getKey(), false);
        settings.setNetworkTimeout(PATIENCE.toMillis(), ChronoUnit.MILLIS);
        var rows =
                new BinaryRows(clickHouse.query(sql, parameters, settings).join(), columns.size());
        try {
            rows.expect(columns);
            return rows;
        } catch (IOException | RuntimeException e) {
            rows.close();
            throw e;
        }
    }

    private void expect(List<String> columns) throws IOException {
        var names = new ArrayList<String>();
        var count = varint();
        for (var i = 0; i < count; i++) {
            names.add(words(varint()));
        }
        var found = new ArrayList<String>();
        for (var name : names) {
            found.add(name + " " + words(varint()).replace(AS_TEXT, "String"));
        }
        if (!found.equals(columns)) {
            throw new IllegalStateException(
                    "ClickHouse gives %s instead of %s".formatted(found, columns));
        }
    }

    /// Goes to the next row, whose columns must all have been asked for before the one after it.
    public boolean next() throws IOException {
        column = 0;
        return position < limit || fill(1);
    }

    public int int32() throws IOException {
        need(Integer.BYTES);
        var value = (int) INT.get(buffer, position);
        position += Integer.BYTES;
        column++;
        return value;
    }

    public long int64() throws IOException {
        need(Long.BYTES);
        var value = (long) LONG.get(buffer, position);
        position += Long.BYTES;
        column++;
        return value;
    }

    /// Of at most 18 digits.
    ///
    /// @param scale of the column
    public BigDecimal decimal(int scale) throws IOException {
        return BigDecimal.valueOf(int64(), scale);
    }

    /// Of a column of type Date.
    public LocalDate day() throws IOException {
        need(Short.BYTES);
        var value = Short.toUnsignedInt((short) SHORT.get(buffer, position));
        position += Short.BYTES;
        column++;
        return LocalDate.ofEpochDay(value);
    }

    public String text() throws IOException {
        var length = varint();
        need(length);
        var known = above[column];
        if (!Arrays.equals(
                known.bytes(), 0, known.bytes().length, buffer, position, position + length)) {
            var bytes = Arrays.copyOfRange(buffer, position, position + length);
            known = new Text(bytes, new String(bytes, StandardCharsets.UTF_8));
            above[column] = known;
        }
        position += length;
        column++;
        return known.words();
    }

    private String words(int length) throws IOException {
        need(length);
        var words = new String(buffer, position, length, StandardCharsets.UTF_8);
        position += length;
        return words;
    }

    /// LEB128, as lengths are.
    private int varint() throws IOException {
        var value = 0;
        for (var shift = 0; shift < LENGTH_BITS; shift += 7) {
            need(1);
            var each = buffer[position++];
            value |= (each & 0x7f) << shift;
            if (each >= 0) {
                return value;
            }
        }
        throw new IOException("What came is no row");
    }

    private void need(int bytes) throws IOException {
        if (limit - position < bytes && !fill(bytes)) {
            throw new EOFException("The rows break off");
        }
    }

    /// @return false: the rows end before there are so many bytes
    private boolean fill(int bytes) throws IOException {
        var room = bytes > buffer.length ? new byte[bytes] : buffer;
        System.arraycopy(buffer, position, room, 0, limit - position);
        buffer = room;
        limit -= position;
        position = 0;
        while (limit < bytes) {
            var read = in.read(buffer, limit, buffer.length - limit);
            if (read < 0) {
                return false;
            }
            limit += read;
        }
        return true;
    }

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        try {
            response.close();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
