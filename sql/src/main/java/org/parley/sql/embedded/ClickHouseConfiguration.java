package org.parley.sql.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The files of one embedded ClickHouse: `data`, the password, and the configuration that is
/// written anew at each start.
final class ClickHouseConfiguration {
    // Those that keep their data here; not File, URL, Remote and the like.
    private static final List<String> ENGINES =
            List.of(
                    "Atomic",
                    "MergeTree",
                    "ReplacingMergeTree",
                    "SummingMergeTree",
                    "AggregatingMergeTree",
                    "CollapsingMergeTree",
                    "VersionedCollapsingMergeTree",
                    "CoalescingMergeTree",
                    "Memory",
                    "Log",
                    "TinyLog",
                    "Null",
                    "Set",
                    "`Join`",
                    "Dictionary");

    private static final List<String> AMONG_SHARDS =
            List.of("GRANT TABLE ENGINE ON Distributed", "GRANT REMOTE ON *.*");

    private final EmbeddedSettings settings;
    private final Path home;

    ClickHouseConfiguration(EmbeddedSettings settings) {
        this.settings = settings;
        this.home = settings.dataDirectory().resolve("clickhouse");
    }

    Path home() {
        return home;
    }

    Path portFile() {
        return home.resolve("port");
    }

    Path tcpPortFile() {
        return home.resolve("port.tcp");
    }

    Path file() {
        return home.resolve("config.xml");
    }

    String password() throws IOException {
        return Secrets.keptIn(home.resolve("parley.password"));
    }

    void write() throws IOException {
        Files.createDirectories(home.resolve("data"));
        Files.createDirectories(home.resolve("backups"));
        Files.deleteIfExists(portFile());
        Files.deleteIfExists(tcpPortFile());
        Files.writeString(file(), server());
        Files.writeString(home.resolve("users.xml"), users());
    }

    private String server() {
        return """
        <clickhouse>
          <path>%1$s/data/</path>
          <tmp_path>%1$s/data/tmp/</tmp_path>
          <user_files_path>%1$s/data/user_files/</user_files_path>
          <format_schema_path>%1$s/data/format_schemas/</format_schema_path>
          <users_config>%1$s/users.xml</users_config>
          <logger>
            <level>warning</level>
            <log>%2$s/clickhouse.log</log>
            <errorlog>%2$s/clickhouse.errors.log</errorlog>
            <size>20M</size>
            <count>3</count>
          </logger>
          <!-- clickhouse-local sets 2, and then warns a hundred times a second under load. -->
          <background_schedule_pool_size>16</background_schedule_pool_size>
          <max_server_memory_usage>%3$d</max_server_memory_usage>
          <mark_cache_size>268435456</mark_cache_size>
          <index_mark_cache_size>67108864</index_mark_cache_size>
          <uncompressed_cache_size>0</uncompressed_cache_size>
          <timezone>UTC</timezone>
          <backups>
            <allowed_path>%1$s/backups/</allowed_path>
          </backups>
        %4$s
        </clickhouse>
        """
                .formatted(
                        escaped(home),
                        escaped(settings.logs()),
                        settings.clickHouseMemoryBytes(),
                        settings.cluster() == null ? "" : settings.cluster().remoteServers());
    }

    private static String escaped(Path path) {
        return path.toString().replace("&", "&amp;").replace("<", "&lt;");
    }

    /// The engine's own session is always `default` without a password, so that user may do nothing
    /// but open the port. Ours may do everything in databases whose name begins with `parley`, and
    /// nothing with files, addresses or other servers.
    private String users() throws IOException {
        return """
        <clickhouse>
          <profiles>
            <default/>
            <parley>
              <async_insert>0</async_insert>
              <fsync_metadata>%d</fsync_metadata>
            </parley>
          </profiles>
          <quotas><default/></quotas>
          <users>
            <default>
              <password></password>
              <networks><ip>127.0.0.1</ip></networks>
              <profile>default</profile>
              <quota>default</quota>
              <grants>
                <query>GRANT SYSTEM LISTEN ON *.*</query>
              </grants>
            </default>
            <parley>
              <password_sha256_hex>%s</password_sha256_hex>
              <networks><ip>127.0.0.1</ip></networks>
              <profile>parley</profile>
              <quota>default</quota>
              <grants>
                <query>GRANT ALL ON parley*.*</query>
                <query>GRANT SELECT, SHOW ON system.*</query>
                <query>GRANT SELECT, SHOW ON INFORMATION_SCHEMA.*</query>
                <query>GRANT SELECT, SHOW ON information_schema.*</query>
                <query>GRANT CREATE TEMPORARY TABLE, KILL QUERY ON *.*</query>
                <query>GRANT SYSTEM FLUSH LOGS ON *.*</query>
                %s
              </grants>
            </parley>
          </users>
        </clickhouse>
        """
                .formatted(
                        settings.durable() ? 1 : 0,
                        Secrets.sha256Hex(password().getBytes(StandardCharsets.UTF_8)),
                        Stream.concat(
                                        ENGINES.stream().map("GRANT TABLE ENGINE ON %s"::formatted),
                                        settings.cluster() == null
                                                ? Stream.empty()
                                                : AMONG_SHARDS.stream())
                                .map("<query>%s</query>"::formatted)
                                .collect(Collectors.joining("\n                ")));
    }
}
