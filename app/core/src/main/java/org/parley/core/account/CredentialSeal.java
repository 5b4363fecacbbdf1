package org.parley.core.account;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;

/// Seals credentials with AES-256-GCM (Tink) under a keyset that lives in a file outside of the
/// database. All nodes of an installation need the same file. Tink's keysets rotate: a file with
/// several keys opens what any of them sealed.
public final class CredentialSeal {

    private final Aead aead;

    private CredentialSeal(Aead aead) {
        this.aead = aead;
    }

    /// Reads the keyset, or makes one at the first start.
    ///
    /// @param file of mode 0600
    /// @throws IllegalStateException with a remedy when the file is no keyset
    public static CredentialSeal open(Path file) {
        try {
            AeadConfig.register();
            if (!Files.exists(file)) {
                create(file);
            }
            KeysetHandle keyset =
                    TinkJsonProtoKeysetFormat.parseKeyset(
                            Files.readString(file), InsecureSecretKeyAccess.get());
            return new CredentialSeal(keyset.getPrimitive(RegistryConfiguration.get(), Aead.class));
        } catch (IOException e) {
            throw new UncheckedIOException("The keyset " + file + " cannot be read", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    file
                            + " is not a keyset of Parley's. Put back the file that the accounts were"
                            + " saved with; without it their credentials must be entered again",
                    e);
        }
    }

    /// Whole or not at all, and never over a keyset that another process made meanwhile.
    private static void create(Path file) throws IOException, GeneralSecurityException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh =
                Files.createTempFile(
                        file.toAbsolutePath().getParent(),
                        "keyset",
                        ".new",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(
                    fresh,
                    TinkJsonProtoKeysetFormat.serializeKeyset(
                            KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM),
                            InsecureSecretKeyAccess.get()));
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException _) {
            // another process was first: its keyset counts
        } finally {
            Files.delete(fresh);
        }
    }

    /// @param place what the text belongs to; it opens for the same place only
    public byte[] seal(String text, String place) {
        try {
            return aead.encrypt(bytes(text), bytes(place));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Sealing failed", e);
        }
    }

    /// @throws GeneralSecurityException when it was sealed under another keyset or for another
    ///   place
    public String unseal(byte[] sealed, String place) throws GeneralSecurityException {
        return new String(aead.decrypt(sealed, bytes(place)), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
