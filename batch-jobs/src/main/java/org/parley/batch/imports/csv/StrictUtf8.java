package org.parley.batch.imports.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Characters of a UTF-8 stream, a byte order mark dropped. Anything that is not UTF-8 text is
/// refused with the line where it stands, after all characters before it have been given; and so is
/// a record that does not end, before it fills the memory.
final class StrictUtf8 extends Reader {

    private final InputStream in;
    private final int recordLimit;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).flip();
    private @Nullable MalformedFileException fault;
    private boolean ended;
    private boolean begun;
    private long line = 1;
    private char last;
    private long given;
    private long recordStart;

    StrictUtf8(InputStream in, int recordLimit) {
        this.in = in;
        this.recordLimit = recordLimit;
    }

    /// The record that was being read is complete.
    void recordDone() {
        recordStart = given;
    }

    boolean endedWithLineBreak() {
        return last == '\n' || last == '\r';
    }

    boolean isAtEnd() {
        return ended && !bytes.hasRemaining();
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
        while (true) {
            if (fault != null) {
                throw fault;
            }
            CharBuffer out = CharBuffer.wrap(into, offset, length);
            CoderResult result = decoder.decode(bytes, out, ended);
            int n = accept(into, offset, out.position() - offset);
            if (result.isError()) {
                fault = noUtf8();
            }
            if (n > 0) {
                return n;
            }
            if (result.isUnderflow() && ended) {
                return -1;
            }
            if (result.isUnderflow()) {
                fill();
            }
        }
    }

    private MalformedFileException noUtf8() {
        boolean utf16 =
                given == 0
                        && bytes.remaining() >= 2
                        && ((bytes.get(bytes.position()) & 0xff) == 0xff
                                || (bytes.get(bytes.position()) & 0xff) == 0xfe);
        return new MalformedFileException(
                utf16
                        ? "The file is UTF-16; save it as UTF-8"
                        : "Line " + line + " is not UTF-8; save the file as UTF-8");
    }

    private void fill() throws IOException {
        bytes.compact();
        int n = in.read(bytes.array(), bytes.position(), bytes.remaining());
        ended = n < 0;
        bytes.position(bytes.position() + Math.max(0, n));
        bytes.flip();
    }

    /// Looks at what was decoded.
    ///
    /// @return how many characters of it are given on
    private int accept(char[] chars, int offset, int length) {
        int count = length;
        if (!begun && count > 0) {
            begun = true;
            if (chars[offset] == '\uFEFF') {
                count--;
                System.arraycopy(chars, offset + 1, chars, offset, count);
            }
        }
        for (int i = offset; i < offset + count; i++) {
            char c = chars[i];
            if (c == '\r' || (c == '\n' && last != '\r')) {
                line++;
            }
            if (c == 0) {
                fault =
                        new MalformedFileException(
                                "Line "
                                        + line
                                        + " holds a NUL: the file is binary or UTF-16, not UTF-8 text");
                return i - offset;
            }
            last = c;
        }
        given += count;
        if (given - recordStart > recordLimit) {
            throw new MalformedFileException(
                    "Line "
                            + line
                            + " is longer than "
                            + recordLimit
                            + " characters, or a quote opened before it is never closed");
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
