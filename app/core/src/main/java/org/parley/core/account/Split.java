package org.parley.core.account;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parley.core.channel.ChannelType;
import org.parley.core.channel.SettingField;

/// The settings of an account by whether they may be shown.
record Split(Map<String, String> shown, Map<String, String> secret) {

    /// @param given by the field's name; null or blank: not given
    static Split of(ChannelType kind, Function<String, @Nullable String> given) {
        Map<String, String> shown = new TreeMap<>();
        Map<String, String> secret = new TreeMap<>();
        for (SettingField field : kind.fields()) {
            String value = given.apply(field.name());
            if (value != null && !value.isBlank()) {
                (field.secret() ? secret : shown).put(field.name(), value.strip());
            }
        }
        return new Split(shown, secret);
    }
}
