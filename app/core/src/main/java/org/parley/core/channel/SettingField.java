package org.parley.core.channel;

import org.jspecify.annotations.Nullable;

/// One setting of an account.
///
/// @param name lower case with dashes: `access-token`
/// @param title for people
/// @param secret kept encrypted, shown to nobody
/// @param required whether there is no account without it
/// @param fallback used when nothing is given; never for secrets
/// @param help where to find it, or what it is for
public record SettingField(
        String name,
        String title,
        boolean secret,
        boolean required,
        @Nullable String fallback,
        String help) {

    public static SettingField required(String name, String title, String help) {
        return new SettingField(name, title, false, true, null, help);
    }

    public static SettingField secret(String name, String title, String help) {
        return new SettingField(name, title, true, true, null, help);
    }

    /// A credential that only some set-ups need.
    public static SettingField optionalSecret(String name, String title, String help) {
        return new SettingField(name, title, true, false, null, help);
    }

    public static SettingField optional(String name, String title, String help) {
        return new SettingField(name, title, false, false, null, help);
    }

    public static SettingField usual(String name, String title, String fallback, String help) {
        return new SettingField(name, title, false, false, fallback, help);
    }
}
