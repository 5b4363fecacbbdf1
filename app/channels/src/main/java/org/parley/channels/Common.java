package org.parley.channels;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.parley.core.channel.AccountSettings;
import org.parley.core.channel.SettingField;

/// Settings that every kind of account has.
public final class Common {

    private static final String CONCURRENCY = "rate.concurrency";
    private static final String PER_SECOND = "rate.per-second";
    private static final String BASE_URI = "base-uri";

    private Common() {}

    /// A channel's own fields and the usual pace of its provider.
    public static List<SettingField> fields(
            int concurrency, int perSecond, SettingField... ownFields) {
        List<SettingField> all = new ArrayList<>(List.of(ownFields));
        Stream.of(
                        SettingField.usual(
                                CONCURRENCY,
                                "Sends in flight",
                                Integer.toString(concurrency),
                                "1 to 10,000"),
                        SettingField.usual(
                                PER_SECOND,
                                "Sends a second",
                                Integer.toString(perSecond),
                                "1 to 100,000; what the provider allows this account"))
                .forEach(all::add);
        return List.copyOf(all);
    }

    public static SettingField baseUri(URI usual) {
        return SettingField.usual(
                BASE_URI, "API address", usual.toString(), "differs for tests and gateways only");
    }

    public static URI baseUri(AccountSettings settings) {
        return settings.base(BASE_URI);
    }

    public static Pace pace(AccountSettings settings) {
        return new Pace(
                settings.number(CONCURRENCY, 1, 10_000), settings.number(PER_SECOND, 1, 100_000));
    }

    public static Secret secret(AccountSettings settings, String name) {
        return new Secret(settings.text(name));
    }
}
