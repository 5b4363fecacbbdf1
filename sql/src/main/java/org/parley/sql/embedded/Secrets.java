package org.parley.sql.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/// Random passwords kept beside the data they open, readable by their owner only.
final class Secrets {
    private static final int BYTES = 24;

    private Secrets() {}

    /// The password in the file; made at the first call.
    static String keptIn(Path file) throws IOException {
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        var random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        var secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        var draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(
                draft,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, secret);
        Files.move(draft, file);
        return secret;
    }

    static String sha256Hex(byte[] content) {
        return HexFormat.of().formatHex(digest("SHA-256").digest(content));
    }

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
