package org.parley.core.channel;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;
import org.parley.core.kernel.ProblemException.FieldProblem;

/// The settings of one account as a person gave them. Every reader notes what is wrong instead of
/// throwing, so that {@link #open} tells all of it at once.
public final class AccountSettings {

    private final String account;
    private final Map<String, SettingField> fields = new HashMap<>();
    private final Map<String, String> values = new HashMap<>();
    private final List<FieldProblem> problems = new ArrayList<>();

    /// @param account its name in our webhook address: 1 to 40 of a-z, 0-9 and -
    /// @param given by name; dashes and case do not count, so that environment variables fit
    public AccountSettings(String account, List<SettingField> known, Map<String, String> given) {
        this.account = account;
        if (!account.matches("[a-z0-9][a-z0-9-]{0,39}")) {
            problems.add(
                    new FieldProblem("name", "An account's name is 1 to 40 of a-z, 0-9 and -"));
        }
        for (SettingField field : known) {
            fields.put(plain(field.name()), field);
        }
        given.forEach((name, value) -> {
            SettingField field = fields.get(plain(name));
            if (field == null) {
                problems.add(
                        new FieldProblem(
                                "settings." + name,
                                "There is no such setting; there are "
                                        + known.stream().map(SettingField::name).toList()));
            } else if (value != null && !value.isBlank()) {
                values.put(plain(name), value.strip());
            }
        });
    }

    private static String plain(String name) {
        return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }

    /// Whether somebody meant to set up an account: a required setting is given.
    public boolean meant() {
        return fields.values().stream()
                .anyMatch(field -> field.required() && values.containsKey(plain(field.name())));
    }

    public String account() {
        return account;
    }

    /// What was given or is usual; empty, and noted, when it is required and missing.
    public String text(String name) {
        String value = optional(name);
        if (value != null) {
            return value;
        }
        if (field(name).required()) {
            wrong(name, "is missing: " + field(name).help());
        }
        return "";
    }

    public @Nullable String optional(String name) {
        return values.getOrDefault(plain(name), field(name).fallback());
    }

    /// An absolute address that ends with a slash, so that operations resolve below it.
    public URI base(String name) {
        String value = text(name);
        try {
            URI uri = URI.create(value.endsWith("/") ? value : value + "/");
            if (uri.isAbsolute() && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // told below
        }
        wrong(name, "is no absolute address such as https://host/");
        return URI.create("https://invalid.example/");
    }

    public int number(String name, int least, int most) {
        String value = text(name);
        if (value.matches("\\d{1,9}")) {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        }
        wrong(name, "is a whole number from " + least + " to " + most);
        return least;
    }

    public boolean flag(String name) {
        String value = text(name);
        if (!value.equals("true") && !value.equals("false")) {
            wrong(name, "is true or false");
        }
        return value.equals("true");
    }

    public void wrong(String name, String detail) {
        String place = "settings." + field(name).name();
        if (problems.stream().noneMatch(problem -> problem.field().equals(place))) {
            problems.add(new FieldProblem(place, field(name).title() + " " + detail));
        }
    }

    /// Makes the adapter, unless something is wrong with the settings.
    ///
    /// @param make may throw IllegalArgumentException with a sentence for people
    public <T> T open(Function<AccountSettings, T> make) {
        fields.values().stream().filter(SettingField::required).forEach(f -> text(f.name()));
        complain();
        try {
            T made = make.apply(this);
            complain();
            return made;
        } catch (IllegalArgumentException e) {
            complain();
            throw ProblemException.invalid("settings", String.valueOf(e.getMessage()));
        }
    }

    private void complain() {
        if (!problems.isEmpty()) {
            throw new ProblemException(
                    ErrorCode.INVALID_REQUEST,
                    "The account's settings are not complete or not right",
                    problems);
        }
    }

    private SettingField field(String name) {
        SettingField field = fields.get(plain(name));
        if (field == null) {
            throw new IllegalStateException("The channel declares no setting " + name);
        }
        return field;
    }
}
