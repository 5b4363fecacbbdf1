package org.parley.batch.imports.csv;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// The bytes of a file, decompressed where it is gzip by its content (names lie), and never more of
/// them than the limits allow.
final class Expansion extends InputStream {

    private static final long RATIO_FROM = 16L << 20;

    private final InputStream plain;
    private final Counted stored;
    private final FileLimits limits;
    private long expanded;

    private Expansion(InputStream plain, Counted stored, FileLimits limits) {
        this.plain = plain;
        this.stored = stored;
        this.limits = limits;
    }

    static InputStream open(Path file, FileLimits limits) throws IOException {
        Counted stored = new Counted(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
        try {
            stored.mark(4);
            byte[] magic = stored.readNBytes(4);
            stored.reset();
            stored.count = 0;
            return new Expansion(decoder(magic, stored), stored, limits);
        } catch (RuntimeException e) {
            stored.close();
            throw e;
        } catch (IOException e) {
            stored.close();
            throw translated(e);
        }
    }

    private static InputStream decoder(byte[] magic, InputStream stored) throws IOException {
        if (magic.length == 0) {
            throw new MalformedFileException(
                    "The file is empty; its first line must name the columns");
        }
        if (starts(magic, 0x1f, 0x8b)) {
            return new GZIPInputStream(stored, 1 << 16);
        }
        if (starts(magic, 'P', 'K', 3, 4)) {
            throw new MalformedFileException(
                    "The file is a zip archive or a spreadsheet; send CSV, plain or as gzip");
        }
        return stored;
    }

    private static boolean starts(byte[] magic, int... expected) {
        for (int i = 0; i < expected.length; i++) {
            if (i >= magic.length || (magic[i] & 0xff) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int n = read(one, 0, 1);
        return n < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int n;
        try {
            n = plain.read(into, offset, length);
        } catch (IOException e) {
            throw translated(e);
        }
        if (n > 0) {
            expanded += n;
            check();
        }
        return n;
    }

    private void check() {
        if (expanded > limits.expanded().toBytes()) {
            throw new MalformedFileException(
                    "The file is larger than "
                            + limits.expanded().toMegabytes()
                            + " MiB once decompressed; split it");
        }
        if (plain != stored
                && expanded > RATIO_FROM
                && expanded / Math.max(1, stored.count) > limits.ratio()) {
            throw new MalformedFileException(
                    "The file grows more than "
                            + limits.ratio()
                            + " times when it is decompressed; no real list does, send it uncompressed");
        }
    }

    private static IOException translated(IOException fault) {
        if (fault instanceof EOFException) {
            throw new MalformedFileException(
                    "The file is cut short: its gzip stream stops before its end; send it again",
                    fault);
        }
        if (fault instanceof ZipException) {
            throw new MalformedFileException(
                    "The gzip stream of the file is damaged; send it again", fault);
        }
        return fault;
    }

    @Override
    public void close() throws IOException {
        plain.close();
    }

    /// Counts what was taken from the disk.
    private static final class Counted extends FilterInputStream {

        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int n = super.read(into, offset, length);
            count += Math.max(0, n);
            return n;
        }
    }
}
