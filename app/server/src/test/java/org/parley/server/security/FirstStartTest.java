package org.parley.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.parley.core.access.ApiKeys;
import org.parley.core.access.FirstMembers;
import org.parley.core.access.Members;
import org.parley.core.access.Role;
import org.parley.core.access.SecretGenerator;
import org.parley.core.access.internal.ApiKeyStore;
import org.parley.core.access.internal.MemberStore;
import org.parley.core.audit.AuditLog;
import org.parley.core.audit.internal.AuditStore;
import org.parley.server.ParleySettings;
import org.parley.sql.testing.TestStores;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
final class FirstStartTest {

    @Test
    void theFirstStartMakesOneMemberARoleAndAKeyAndTheSecondNothing(
            @TempDir Path data, CapturedOutput output) throws Exception {
        var postgres = DSL.using(TestStores.freshPostgres(), SQLDialect.POSTGRES);
        var store = new MemberStore(postgres);
        var secrets = new SecretGenerator(new SecureRandom());
        var members = new Members(store, new SecurityConfiguration().passwordHashing(), secrets);
        var keys = new ApiKeys(new ApiKeyStore(postgres), secrets, Clock.systemUTC());
        var audit = new AuditLog(new AuditStore(postgres, new JsonMapper(), Clock.systemUTC()));
        var file = data.resolve("keys/first");
        var start = new FirstStart(new FirstMembers(members, store), keys, settings(file), audit);

        start.run(new DefaultApplicationArguments());
        assertThat(members.all())
                .hasSize(5)
                .allSatisfy(member -> assertThat(member.roles()).hasSize(1))
                .extracting(member -> member.email())
                .contains("admin@parley.example", "finance@parley.example");
        var password =
                output.getOut().replaceAll("(?s).*admin@parley.example +([a-z0-9]{20}).*", "$1");
        assertThat(members.authenticate("admin@parley.example", password)).isPresent();
        assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        var token = Files.readString(file).strip();
        assertThat(keys.verify(token))
                .hasValueSatisfying(key -> assertThat(key.roles()).isEqualTo(Set.of(Role.ADMIN)));
        assertThat(output.getAll()).doesNotContain(token);
        assertThat(audit.page(null, 10).items())
                .hasSize(6)
                .allSatisfy(entry -> assertThat(entry.actor()).isEqualTo("system"));

        Files.delete(file);
        start.run(new DefaultApplicationArguments());
        assertThat(members.all()).hasSize(5);
        assertThat(file).doesNotExist();
    }

    private static ParleySettings settings(Path firstKeyFile) {
        return new Binder(
                        List.of(
                                new MapConfigurationPropertySource(
                                        Map.of(
                                                "parley.version", "1",
                                                "parley.node", "test",
                                                "parley.data", "data",
                                                "parley.public-url", "http://localhost",
                                                "parley.first-key-file", firstKeyFile.toString()))))
                .bind("parley", ParleySettings.class)
                .get();
    }
}
