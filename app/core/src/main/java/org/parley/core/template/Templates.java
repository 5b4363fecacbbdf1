package org.parley.core.template;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.Channels;
import org.parley.core.channel.InboundEvent.TemplateNews;
import org.parley.core.channel.NewTemplate;
import org.parley.core.channel.TemplateAdapter;
import org.parley.core.channel.TemplateAnswer;
import org.parley.core.channel.TemplateChange;
import org.parley.core.channel.TemplateReport;
import org.parley.core.channel.TemplateState;
import org.parley.core.content.Content;
import org.parley.core.content.LintFinding;
import org.parley.core.content.ProviderTemplate;
import org.parley.core.content.RichMessage;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;
import org.parley.core.kernel.ProblemException.FieldProblem;
import org.parley.core.template.internal.TemplateStore;
import org.parley.core.template.internal.TemplateStore.Place;

/// The templates of accounts whose provider approves them. What is known moves by the provider's
/// word only: its webhooks, its answer to a new one, and its list.
public final class Templates {

    private static final String UNLISTED = "not in the provider's list any more";

    /// By which a provider's clock may run behind ours: the judgement of a new template must not
    /// look older than the answer that it is looked at.
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final DSLContext dsl;
    private final Channels channels;
    private final Clock clock;

    public Templates(DSLContext dsl, Channels channels, Clock clock) {
        this.dsl = dsl;
        this.channels = channels;
        this.clock = clock;
    }

    /// News of one account's template.
    public record Heard(Channel channel, String account, TemplateNews news) {}

    /// What is known, by name and language. Asks nobody.
    ///
    /// @throws ProblemException NOT_FOUND when no account of this name has templates
    public List<KnownTemplate> list(String account) {
        TemplateAdapter adapter = adapter(account);
        return new TemplateStore(dsl).all(adapter.channel(), account);
    }

    /// Asks the provider for all of them.
    ///
    /// @throws ProblemException NOT_FOUND as above, UNAVAILABLE when no answer came, CONFLICT when
    ///   the provider refuses to tell
    public List<KnownTemplate> sync(String account) {
        TemplateAdapter adapter = adapter(account);
        // Webhooks tell whole seconds.
        Instant asked = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        // One that is handed in meanwhile may be missing in the list without being gone.
        List<KnownTemplate> before = list(account);
        List<TemplateReport> told = told(adapter.templates());
        List<TemplateReport> all = new ArrayList<>(told);
        all.addAll(unlisted(before, told));
        dsl.transaction(tx -> {
            TemplateStore store = new TemplateStore(tx.dsl());
            ordered(all).forEach(report -> keep(store, adapter, report, asked));
        });
        return list(account);
    }

    /// Asks the provider to look at a new one.
    ///
    /// @throws ProblemException as {@link #sync}; INVALID_REQUEST naming every field that is wrong;
    ///   NOT_SENDABLE with the provider's word when it does not take it
    public KnownTemplate create(String account, NewTemplate wanted) {
        List<FieldProblem> problems = wanted.problems();
        if (!problems.isEmpty()) {
            throw new ProblemException(
                    ErrorCode.INVALID_REQUEST, problems.getFirst().detail(), problems);
        }
        TemplateAdapter adapter = adapter(account);
        Instant asked = clock.instant().minus(GRACE);
        TemplateAnswer answer = adapter.create(wanted);
        if (answer instanceof TemplateAnswer.Refused(var code, var detail)) {
            throw new ProblemException(ErrorCode.NOT_SENDABLE, code + ": " + detail);
        }
        TemplateReport report = told(answer).getFirst();
        return dsl.transactionResult(tx -> {
            TemplateStore store = new TemplateStore(tx.dsl());
            return store.find(keep(store, adapter, report, asked)).orElseThrow();
        });
    }

    /// What the providers' words of a message's templates mean for sending it from this account:
    /// errors for those that would be refused.
    public List<LintFinding> lint(ChannelAdapter account, RichMessage message) {
        List<LintFinding> findings = new ArrayList<>();
        if (account instanceof TemplateAdapter adapter) {
            Map<String, Content> contents = new TreeMap<>();
            contents.put("content.", message.content());
            message.locales()
                    .forEach((tag, content) -> contents.put("locales." + tag + ".", content));
            contents.forEach((prefix, content) -> {
                ProviderTemplate template = content.templates().get(account.channel());
                if (template != null) {
                    findings.addAll(
                            lint(adapter, prefix + "templates." + account.channel(), template));
                }
            });
        }
        return findings;
    }

    /// Writes down what webhooks told, in their transaction.
    public static void hear(DSLContext tx, List<Heard> heard) {
        TemplateStore store = new TemplateStore(tx);
        // In one order everywhere, so that two processors never wait for each other in a circle.
        heard.stream()
                .sorted(
                        Comparator.comparing(Heard::channel)
                                .thenComparing(Heard::account)
                                .thenComparing(each -> each.news().name())
                                .thenComparing(each -> each.news().language()))
                .forEach(each ->
                        store.hear(
                                new Place(
                                        each.channel(),
                                        each.account(),
                                        each.news().name(),
                                        each.news().language()),
                                each.news().change(),
                                each.news().occurredAt()));
    }

    private List<LintFinding> lint(
            TemplateAdapter adapter, String part, ProviderTemplate template) {
        Channel channel = adapter.channel();
        String which = "Template " + template.name() + " (" + template.language() + ") ";
        KnownTemplate known =
                new TemplateStore(dsl)
                        .find(place(adapter, template.name(), template.language()))
                        .orElse(null);
        TemplateState state = known == null ? null : known.state();
        if (known == null || state == null) {
            return List.of(
                    LintFinding.warning(
                            channel,
                            part,
                            "approved",
                            "unknown",
                            which
                                    + "is not among those that account "
                                    + adapter.account()
                                    + " knows: ask the provider for its templates"));
        }
        String word = known.reason() == null ? "" : " (" + known.reason() + ")";
        return switch (state) {
            case APPROVED -> List.of();
            case PENDING ->
                    List.of(
                            LintFinding.warning(
                                    channel,
                                    part,
                                    "approved",
                                    state.wireName(),
                                    which
                                            + "is still looked at: until it is approved nobody gets it"));
            case PAUSED, REJECTED, DISABLED ->
                    List.of(
                            LintFinding.error(
                                    channel,
                                    part,
                                    "approved",
                                    state.wireName(),
                                    which + "is " + state.wireName() + " by the provider" + word));
        };
    }

    private static Place keep(
            TemplateStore store, TemplateAdapter adapter, TemplateReport report, Instant at) {
        Place place = place(adapter, report.name(), report.language());
        store.hear(place, new TemplateChange.Judged(report.state(), report.reason()), at);
        if (report.category() != null) {
            store.hear(place, new TemplateChange.Classified(report.category()), at);
        }
        if (report.quality() != null) {
            store.hear(place, new TemplateChange.Rated(report.quality()), at);
        }
        if (report.providerId() != null) {
            store.identify(place, report.providerId());
        }
        return place;
    }

    /// Those that a complete list lacks are gone.
    private static List<TemplateReport> unlisted(
            List<KnownTemplate> known, List<TemplateReport> told) {
        record Name(String name, String language) {}
        Set<Name> listed =
                told.stream()
                        .map(each -> new Name(each.name(), each.language()))
                        .collect(Collectors.toSet());
        return known.stream()
                .filter(each -> each.state() != TemplateState.DISABLED)
                .filter(each -> !listed.contains(new Name(each.name(), each.language())))
                .map(each ->
                        new TemplateReport(
                                each.name(),
                                each.language(),
                                null,
                                TemplateState.DISABLED,
                                UNLISTED,
                                null,
                                null))
                .toList();
    }

    /// In the order of {@link #hear}, so that neither waits for the other in a circle.
    private static List<TemplateReport> ordered(List<TemplateReport> reports) {
        return reports.stream()
                .sorted(
                        Comparator.comparing(TemplateReport::name)
                                .thenComparing(TemplateReport::language))
                .toList();
    }

    private static List<TemplateReport> told(TemplateAnswer answer) {
        return switch (answer) {
            case TemplateAnswer.Told(var templates) -> templates;
            case TemplateAnswer.Refused(var code, var detail) ->
                    throw new ProblemException(ErrorCode.CONFLICT, code + ": " + detail);
            case TemplateAnswer.NoAnswer(var detail) ->
                    throw new ProblemException(ErrorCode.UNAVAILABLE, detail);
        };
    }

    private static Place place(ChannelAdapter adapter, String name, String language) {
        return new Place(adapter.channel(), adapter.account(), name, language);
    }

    private TemplateAdapter adapter(String account) {
        return channels.all().stream()
                .filter(TemplateAdapter.class::isInstance)
                .map(TemplateAdapter.class::cast)
                .filter(adapter -> adapter.account().equals(account))
                .findFirst()
                .orElseThrow(() ->
                        new ProblemException(
                                ErrorCode.NOT_FOUND,
                                "No account "
                                        + account
                                        + " has a provider that approves templates"));
    }
}
