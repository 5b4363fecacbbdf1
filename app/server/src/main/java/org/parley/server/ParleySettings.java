package org.parley.server;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.batch.attribution.AttributionSettings;
import org.parley.batch.imports.ImportSettings;
import org.parley.sql.StoreAddress;
import org.parley.sql.migration.ClickHouseLayout;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// What an installation may choose; `application.yaml` explains each and holds the defaults. A
/// misspelt key is an error.
///
/// @param version of this build
/// @param node name of this process among those that share the stores
/// @param data directory for what is kept outside the stores, and for the embedded stores
/// @param publicUrl where people and providers reach this installation, without a slash at the end
/// @param sandbox whether the channels lead to the simulated world: labels everything that is shown
/// @param businessZone whose clock counts for contacts of whom no time zone is known, and parts
///   accounting months
/// @param keyset file of the keys that credentials are sealed with; null: `keyset.json` in `data`
/// @param channels accounts by kind, each a map of settings
/// @param firstKeyFile where the very first start writes an administrator's API key; null: nowhere
@Validated
@ConfigurationProperties(prefix = "parley", ignoreUnknownFields = false)
public record ParleySettings(
        @NotBlank String version,
        @Pattern(regexp = "[A-Za-z0-9._-]{1,80}") String node,
        @NotBlank String data,
        @NotNull URI publicUrl,
        boolean sandbox,
        @NotNull ZoneId businessZone,
        @Nullable String firstKeyFile,
        @Nullable String keyset,
        @Valid Store postgres,
        @Valid ClickHouse clickhouse,
        @Valid Jobs jobs,
        @Valid Dispatch dispatch,
        @Valid Limits limits,
        @Valid SignIn signIn,
        @Valid ImportSettings imports,
        @Valid AttributionSettings attribution,
        Map<String, Map<String, String>> channels) {

    public ParleySettings {
        if (!publicUrl.isAbsolute() || publicUrl.toString().endsWith("/")) {
            throw new IllegalArgumentException(
                    "parley.public-url (PARLEY_PUBLIC_URL) is an absolute address without a slash at"
                            + " the end, such as https://parley.example; it is "
                            + publicUrl);
        }
    }

    public Path dataDirectory() {
        return Path.of(data).toAbsolutePath().normalize();
    }

    public Path keysetFile() {
        return keyset == null || keyset.isBlank()
                ? dataDirectory().resolve("keyset.json")
                : Path.of(keyset).toAbsolutePath().normalize();
    }

    public boolean servedOverHttps() {
        return "https".equals(publicUrl.getScheme());
    }

    /// A store by its address.
    ///
    /// @param url JDBC address; empty: embedded in this process's data directory
    public record Store(String url, String user, String password) {

        public boolean embedded() {
            return url.isEmpty();
        }

        public StoreAddress address() {
            return new StoreAddress(url, user, password);
        }

        @Override
        public String toString() {
            return "Store[" + url + "]";
        }
    }

    /// ClickHouse by its address.
    ///
    /// @param url JDBC address; empty: embedded in this process's data directory
    /// @param layout how it keeps tables; one server, unless said otherwise
    /// @param cluster its name there, where the layout has several servers
    public record ClickHouse(
            String url,
            String user,
            String password,
            @NotNull ClickHouseLayout.Form layout,
            String cluster) {

        public ClickHouse {
            if (layout == ClickHouseLayout.Form.SHARDS) {
                throw new IllegalArgumentException(
                        "parley.clickhouse.layout (PARLEY_CLICKHOUSE_LAYOUT) shards is for tests:"
                                + " without Keeper a change of the schema reaches one server only."
                                + " Take replicated");
            }
            if (url.isEmpty() && layout != ClickHouseLayout.Form.SINGLE) {
                throw new IllegalArgumentException(
                        "parley.clickhouse.layout (PARLEY_CLICKHOUSE_LAYOUT) is for servers of your"
                                + " own; the embedded one, without PARLEY_CLICKHOUSE_URL, is single");
            }
        }

        public boolean embedded() {
            return url.isEmpty();
        }

        public StoreAddress address() {
            return new StoreAddress(url, user, password);
        }

        /// @throws IllegalArgumentException when it needs a cluster and none is named
        public ClickHouseLayout layoutOfTables() {
            return new ClickHouseLayout(layout, cluster);
        }

        @Override
        public String toString() {
            return "ClickHouse[" + url + "]";
        }
    }

    /// @param concurrent batch jobs that run at a time on this node
    /// @param stopPatience how long a stopping node waits for its jobs to reach a safe point
    /// @param reconcileAt time of day in UTC at which the stores are compared
    public record Jobs(
            @Min(1) @Max(64) int concurrent,
            @NotNull Duration stopPatience,
            @NotNull LocalTime reconcileAt) {}

    /// @param chunk recipients claimed, sent and settled together
    /// @param partitions ranges of a run that this node works on at a time
    /// @param runLease how long this node is believed alive without a sign; then others take its
    ///   runs
    public record Dispatch(
            @Min(1) @Max(5_000) int chunk,
            @Min(1) @Max(64) int partitions,
            @NotNull Duration runLease) {}

    /// @param body largest JSON or form body; webhooks have the limit of their provider
    /// @param codeMisses promo codes that nobody got, by caller and minute
    /// @param reconciliation most that each question may take when an invoice is compared
    public record Limits(
            @NotNull DataSize body, @Min(1) int codeMisses, @NotNull Duration reconciliation) {}

    /// @param attemptsPerAccount failed attempts on one account within the window
    /// @param attemptsPerAddress failed attempts from one network address within the window
    public record SignIn(
            @Min(1) int attemptsPerAccount,
            @Min(1) int attemptsPerAddress,
            @NotNull Duration window) {}
}
