package org.parley.sql.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Spells statements of one server for several, or for the cloud. Knows the forms that migrations
/// use and refuses others, so that nobody finds out in production that a statement reached one
/// server of five.
final class Spelling {

    private static final Pattern CHANGE =
            Pattern.compile("(?is)\\s*(create|alter|drop|insert|rename|truncate)\\b.*");

    private static final Pattern COMMENT = Pattern.compile("(?m)(^|\\s)--.*$");
    private static final Pattern FROM = Pattern.compile("(?i)\\bfrom\\s+(\\w+)");
    private static final Pattern ENGINE = Pattern.compile("(?i)\\bengine\\s*=\\s*(\\w*MergeTree)");
    private static final Pattern WINDOW =
            Pattern.compile("(?i)\\bnon_replicated_deduplication_window\\s*=\\s*(\\d+)");
    private static final Pattern FSYNC = Pattern.compile("(?i),\\s*fsync_\\w+\\s*=\\s*\\d+");
    private static final Pattern COLUMN = Pattern.compile("(?is)\\s*add column\\b.*");
    // What a column is stored by means nothing on a table that stores nothing.
    private static final Pattern STORAGE = Pattern.compile("(?is)\\s+(codec\\(|ttl\\s).*");

    // At the end of a statement that stores something or takes it away.
    private static final String SETTINGS = "(?<settings>(?:\\s+settings\\s.*)?)";
    private static final Pattern WITH_SETTINGS =
            Pattern.compile(
                    "(?is).*\\ssettings\\s+\\w+\\s*=\\s*\\w+(\\s*,\\s*\\w+\\s*=\\s*\\w+)*\\s*");

    /// An hour, the servers' default, is short for an incident.
    private static final int WINDOW_SECONDS = 7 * 24 * 3_600;

    /// Where a row lives. Events by blocks of ordinals as wide as a container of a roaring bitmap:
    /// a redelivery meets its first telling, one large run heats every server, and the
    /// cardinalities of the servers' bitmaps add up. Copies by their key, so that FINAL finds all
    /// versions. What views fill stays where its events are: those tables take no inserts through
    /// the cluster.
    private static final Map<String, String> HOME =
            Map.of(
                    "message_event", "cityHash64(run_id, intDiv(ordinal, 65536))",
                    "contact", "id",
                    "shop_order", "id",
                    "shop_order_line", "order_id");

    private final ClickHouseLayout layout;
    private final String everywhere;
    private final List<Rule> rules;

    /// @param form of a statement, whole
    private record Rule(Pattern form, Function<Matcher, List<String>> spelt) {}

    Spelling(ClickHouseLayout layout) {
        this.layout = layout;
        this.everywhere = layout.onCluster();
        this.rules =
                List.of(
                        rule(
                                "create table if not exists NAME(?<body>\\s*\\(.*\\)\\s*engine\\s*=.*)",
                                this::created),
                        rule(
                                "create table if not exists NAME as (?<other>\\w+)",
                                this::createdLike),
                        rule(
                                "create materialized view if not exists NAME to (?<target>\\w+) as(?<body>.*)",
                                this::createdView),
                        rule("create view if not exists NAME as(?<body>.*)", this::createdReading),
                        rule("drop view if exists NAME", this::droppedView),
                        rule("drop table if exists NAME" + SETTINGS, this::dropped),
                        rule(
                                "alter table NAME replace partition id (?<partition>'\\w+') from (?<other>\\w+)"
                                        + SETTINGS,
                                this::replaced),
                        rule("alter table NAME(?<body>\\s.*)", this::altered),
                        rule("insert into NAME(?<body>\\s+select.*)", this::inserted));
    }

    private static Rule rule(String form, Function<Matcher, List<String>> spelt) {
        return new Rule(
                Pattern.compile(
                        "(?is)" + form.replace(" ", "\\s+").replace("NAME", "(?<name>\\w+)")),
                spelt);
    }

    List<String> of(String statement) {
        String sql = COMMENT.matcher(statement).replaceAll("").strip();
        if (sql.contains("flyway_schema_history") || !CHANGE.matcher(sql).matches()) {
            return List.of(statement);
        }
        return layout.form().distributed() ? distributed(sql) : List.of(engine(sql));
    }

    private List<String> distributed(String sql) {
        for (Rule rule : rules) {
            Matcher match = rule.form().matcher(sql);
            if (match.matches()) {
                return rule.spelt().apply(match);
            }
        }
        throw new IllegalArgumentException(
                "No rule says what this is on several servers: "
                        + sql.lines().findFirst().orElse(""));
    }

    private List<String> created(Matcher statement) {
        String name = statement.group("name");
        return List.of(
                "create table if not exists %s%s%s"
                        .formatted(stored(name), everywhere, engine(statement.group("body"))),
                over(name));
    }

    private List<String> createdLike(Matcher statement) {
        String name = statement.group("name");
        return List.of(
                "create table if not exists %s%s as %s"
                        .formatted(stored(name), everywhere, stored(statement.group("other"))),
                over(name));
    }

    private List<String> createdView(Matcher statement) {
        return List.of(
                "create materialized view if not exists %s%s to %s as%s"
                        .formatted(
                                statement.group("name"),
                                everywhere,
                                stored(statement.group("target")),
                                readingStored(statement.group("body"))));
    }

    /// One that stores nothing: over the rows of all servers, and, for statements that each server
    /// does by itself, over its own.
    private List<String> createdReading(Matcher statement) {
        String name = statement.group("name");
        String body = statement.group("body");
        return List.of(
                "create view if not exists %s%s as%s"
                        .formatted(stored(name), everywhere, readingStored(body)),
                "create view if not exists %s%s as%s".formatted(name, everywhere, body));
    }

    private List<String> droppedView(Matcher statement) {
        return List.of("drop view if exists " + statement.group("name") + everywhere);
    }

    private List<String> dropped(Matcher statement) {
        String name = statement.group("name");
        String settings = statement.group("settings");
        return List.of(
                "drop table if exists " + name + everywhere + settings,
                "drop table if exists " + stored(name) + everywhere + settings);
    }

    private List<String> replaced(Matcher statement) {
        return List.of(
                "alter table %s%s replace partition id %s from %s%s"
                        .formatted(
                                stored(statement.group("name")),
                                everywhere,
                                statement.group("partition"),
                                stored(statement.group("other")),
                                statement.group("settings")));
    }

    private String stored(String table) {
        return layout.stored(table);
    }

    private String over(String table) {
        String home = HOME.containsKey(table) ? ", " + HOME.get(table) : "";
        return "create table if not exists %s%s as %s engine = Distributed('%s', currentDatabase(), %s%s)"
                .formatted(table, everywhere, stored(table), layout.cluster(), stored(table), home);
    }

    /// Each server computes from its own rows.
    private String readingStored(String select) {
        return FROM.matcher(select).replaceAll(table -> "from " + stored(table.group(1)));
    }

    private List<String> altered(Matcher statement) {
        String table = statement.group("name");
        String body = statement.group("body");
        List<String> statements = new ArrayList<>();
        statements.add("alter table %s%s%s".formatted(stored(table), everywhere, body));
        String columns =
                actions(body).stream()
                        .filter(action -> COLUMN.matcher(action).matches())
                        .map(action -> STORAGE.matcher(action).replaceAll("").strip())
                        .collect(Collectors.joining(", "));
        if (!columns.isEmpty()) {
            statements.add("alter table %s%s %s".formatted(table, everywhere, columns));
        }
        return statements;
    }

    /// Apart at the commas that stand in no bracket.
    private static List<String> actions(String body) {
        List<String> actions = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                actions.add(body.substring(start, i));
                start = i + 1;
            }
        }
        actions.add(body.substring(start));
        return actions;
    }

    /// With Keeper every server does its part of the one statement; without, each is told by
    /// itself.
    private List<String> inserted(Matcher statement) {
        String table = statement.group("name");
        String select = statement.group("body");
        // one clause of settings: two are an error
        String settings = WITH_SETTINGS.matcher(select).matches() ? "," : " settings";
        return List.of(
                layout.form().replicated()
                        ? "insert into %s%s%s parallel_distributed_insert_select = 2"
                                .formatted(table, select.stripTrailing(), settings)
                        : "insert into %s%s".formatted(stored(table), readingStored(select)));
    }

    private String engine(String sql) {
        if (!layout.form().replicated()) {
            return sql;
        }
        boolean named = layout.form().distributed();
        String engine =
                ENGINE.matcher(sql)
                        .replaceAll(found ->
                                "engine = " + (named ? "Replicated" : "") + found.group(1));
        String window = WINDOW.matcher(engine).replaceAll(Spelling::window);
        // the cloud's disks are not files of a server
        return named ? window : FSYNC.matcher(window).replaceAll("");
    }

    private static String window(MatchResult inserts) {
        return "replicated_deduplication_window = %s, replicated_deduplication_window_seconds = %d"
                .formatted(inserts.group(1), WINDOW_SECONDS);
    }
}
