package org.parley.server.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.parley.core.access.ApiKeys;
import org.parley.core.access.FirstMembers;
import org.parley.core.access.NewMember;
import org.parley.core.access.Role;
import org.parley.core.audit.AuditLog;
import org.parley.server.ParleySettings;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/// At the very first start: makes the first members and shows their passwords, once, on the console
/// only.
@Component
final class FirstStart implements ApplicationRunner {

    private final FirstMembers firstMembers;
    private final ApiKeys keys;
    private final ParleySettings settings;
    private final AuditLog audit;

    FirstStart(FirstMembers firstMembers, ApiKeys keys, ParleySettings settings, AuditLog audit) {
        this.audit = audit;
        this.firstMembers = firstMembers;
        this.keys = keys;
        this.settings = settings;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var added = firstMembers.addIfNobody();
        if (added.isEmpty()) {
            return;
        }
        added.forEach(one ->
                audit.record("system", "member.add", "member/" + one.member().email(), Map.of()));
        // Not through the log: that is kept in files.
        System.out.println(banner(added));
        if (settings.firstKeyFile() != null) {
            var key =
                    keys.create(
                            "First key", List.of(Role.ADMIN), added.getFirst().member().email());
            audit.record("system", "api-key.create", "api-key/" + key.key().prefix(), Map.of());
            write(Path.of(settings.firstKeyFile()), key.token());
        }
    }

    private String banner(List<NewMember> added) {
        var text = new StringBuilder();
        text.append("\n  ==== First start: these passwords are shown this once ====\n\n");
        for (var one : added) {
            text.append("    %-26s %s%n".formatted(one.member().email(), one.password()));
        }
        text.append("\n    Sign in at ").append(settings.publicUrl()).append("\n");
        text.append("  ===========================================================\n");
        return text.toString();
    }

    private static void write(Path file, String token) {
        try {
            var parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            // Created empty with its mode, so that the key is never readable by others.
            Files.deleteIfExists(file);
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, token + "\n", StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the first API key", e);
        }
    }
}
