package org.parley.core.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.core.content.Rendering.MissingVariable;
import org.parley.core.content.Rendering.Rendered;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;
import org.parley.core.kernel.ProblemException.FieldProblem;

class LiquidRenderingTest {

    private static final Channel CHAT = new Channel("chat");

    private static final Map<String, Object> ANNA =
            Map.of(
                    "first_name",
                    "Anna",
                    "country",
                    "AT",
                    "points",
                    1200,
                    "balance",
                    12.5,
                    "vip",
                    true,
                    "empty",
                    "",
                    "blank",
                    "  \n",
                    "interests",
                    List.of("tea", "jazz"),
                    "address",
                    Map.of("city", "Wien"));

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "Hello => Hello",
                "Hello {{ first_name }}! => Hello Anna!",
                "{{first_name}} from {{ address.city }} => Anna from Wien",
                "{{ points }} and {{ balance }} and {{ vip }} => 1200 and 12.5 and true",
                "{{ last_name | default: \"friend\" }} => friend",
                "{{ last_name | upcase | default: \"friend\" }} => friend",
                "{{ last_name | append: \"!\" | default: \"you\" }} => you",
                "{{ last_name | default: \"you\" | append: \"!\" | upcase }} => YOU!",
                "{{ unset | default: \"friend\" }} => friend",
                "{{ spaces | default: \"friend\" }} => friend",
                "{{ nickname | default: first_name }} => Anna",
                "{{ nickname | default: last_name | default: \"friend\" }} => friend",
                "Hi{{ last_name | default: \"\" }}! => Hi!",
                "{{ first_name | default: \"friend\" }} => Anna",
                "{% if last_name %}Dear {{ last_name }}{% else %}Dear friend{% endif %} => Dear friend",
                "{% if unset %}Dear {{ unset }}{% else %}Dear friend{% endif %} => Dear friend",
                "{% if spaces %}x{% else %}y{% endif %} => y",
                "{% if first_name %}Dear {{ first_name }}{% endif %} => Dear Anna",
                "{% unless last_name %}no{% endunless %} => no",
                "{% if country == \"AT\" %}Servus{% elsif country == \"DE\" %}Moin{% endif %} => Servus",
                "{% if a == \"x\" or country == \"AT\" and vip %}yes{% endif %} => yes",
                "{% if points > 1000 %}gold{% endif %} => gold",
                "{% if missing > 1000 %}gold{% else %}none{% endif %} => none",
                "{% if missing < 1000 %}low{% else %}none{% endif %} => none",
                "{% if first_name > 5 %}a{% else %}b{% endif %} => b",
                "{% if interests contains \"tea\" %}tea{% endif %} => tea",
                "{% if first_name contains \"nn\" %}nn{% endif %} => nn",
                "{% if missing contains \"nn\" %}nn{% else %}none{% endif %} => none",
                "{% if missing == blank %}none{% endif %} => none",
                "{% if first_name != blank %}Hi {{ first_name }}{% endif %} => Hi Anna",
                "{% if last_name != blank %}{{ last_name }}{% else %}none{% endif %} => none",
                "{% if empty == spaces %}none{% endif %} => none",
                "{% case country %}{% when \"DE\" %}d{% when \"AT\", \"CH\" %}a{% else %}e{% endcase %} => a",
                "{% case missing %}{% when \"DE\" %}d{% else %}e{% endcase %} => e",
                "{% assign n = nickname | default: first_name %}{{ n }} => Anna",
                "{% capture g %}Hi {{ first_name }}{% endcapture %}{{ g }}, {{ g }} => Hi Anna, Hi Anna",
                "{% comment %}{{ nothing }}{% endcomment %}ok => ok",
                "{% raw %}{{ nothing }}{% endraw %} => {{ nothing }}",
                "{{ points | minus: 200 | divided_by: 10 }} => 100",
                "{{ balance | times: 2 | round }} => 25",
                "{{ \"2026-12-24\" | date: \"%d.%m.\" }} => 24.12.",
                "{{ interests }} first {{ interests | first }} => tea, jazz first tea",
                "{{ \"<b>\" }} & {{ first_name | prepend: \"<\" }} => <b> & <Anna",
            })
    void rendersWhatIsThere(String template, String expected) {
        assertThat(render(template)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "{{ last_name }} => last_name",
                "Hi {{ first_name }} {{ last_name }} => last_name",
                "{{ unset }} => unset",
                "{{ spaces }} => spaces",
                "{{ address.street }} => address.street",
                "{{ last_name | append: \"!\" }} => last_name",
                "{{ last_name | upcase }} => last_name",
                "{{ first_name | append: last_name }} => last_name",
                "{{ first_name | remove: \"Anna\" }} => first_name",
                "{{ nickname | default: last_name }} => nickname",
                "{% if country == \"AT\" %}{{ last_name }}{% endif %} => last_name",
                "{% if last_name %}a{% endif %}{{ last_name }} => last_name",
                "{% assign n = last_name | append: \"!\" %}{{ n }} => last_name",
                "{% assign n = last_name %}{% assign m = n %}{{ m }} => last_name",
                "{% capture g %}{{ last_name }}{% endcapture %}{{ g | default: \"x\" }} => last_name",
                "{{ first_name | divided_by: 2 }} => first_name",
                "{{ points | divided_by: 0 }} => points",
                "{{ address }} => address",
                "{{ size }} => size",
            })
    void namesWhatIsMissingInsteadOfLeavingAHole(String template, String missing) {
        assertThat(rendering(template)).isEqualTo(new MissingVariable(missing));
    }

    @Test
    void skipsWhatStandsInABranchThatIsNotTaken() {
        assertThat(render("{% if country == \"DE\" %}{{ last_name }}{% endif %}ok"))
                .isEqualTo("ok");
    }

    @Test
    void treatsAnExplicitNullAsAbsent() {
        Map<String, Object> values = new HashMap<>();
        values.put("first_name", null);

        assertThat(compile("{{ first_name }}").render(values, LinkTracker.NONE))
                .isEqualTo(new MissingVariable("first_name"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "Hi {{ first_name => line 1, column",
                "Hi {{ }} => line 1, column",
                "{% if a %}x => line 1, column",
                "{% endif %} => line 1, column",
                "{% if %}x{% endif %} => line 1, column",
                "{{ a | shout }} => There is no filter named shout",
                "{{ a | append }} => does not take 0 argument(s)",
                "{{ a | upcase: 1 }} => does not take 1 argument(s)",
                "{% for i in (1..10) %}x{% endfor %} => A message cannot use for",
                "{% for i in tags %}x{% endfor %} => A message cannot use for",
                "{% include 'x' %} => A message cannot use include",
                "{% tablerow i in tags %}x{% endtablerow %} => A message cannot use tablerow",
                "{% cycle 'a', 'b' %} => A message cannot use cycle",
                "{% increment a %} => A message cannot use increment",
                "{% ifchanged %}x{% endifchanged %} => A message cannot use ifchanged",
                "{{ a[0] }} => A message cannot use [...]",
                "{{ empty }} => empty is a word of the language, not a variable",
                "{{ [a] }} => A message cannot use [...]",
                "{% nonsense %} => line 1, column",
            })
    void refusesWhatTheDialectDoesNotKnow(String template, String detail) {
        assertThatThrownBy(() -> compile(template))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> {
                            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
                            FieldProblem problem = e.fields().getFirst();
                            assertThat(problem.field()).isEqualTo("content.body.text");
                            assertThat(problem.detail()).startsWith("line 1, column ");
                            assertThat(problem.detail()).contains(detail);
                        });
    }

    @Test
    void tellsLineAndColumnOfASyntaxError() {
        assertThatThrownBy(() -> compile("one\ntwo {{ a | shout }}"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e ->
                                assertThat(e.fields().getFirst().detail())
                                        .startsWith("line 2, column 10: "));
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 500, 3_000})
    void refusesDeepNestingInsteadOfOverflowingTheStack(int depth) {
        String parentheses = "{{ " + "(".repeat(depth) + "a" + ")".repeat(depth) + " }}";
        String conditions = "{% if a %}".repeat(depth) + "x" + "{% endif %}".repeat(depth);
        String chain = "{% if a" + " or a".repeat(depth) + " %}x{% endif %}";

        assertThatThrownBy(() -> compile(parentheses)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> compile(conditions)).isInstanceOf(ProblemException.class);
        if (depth > 100) {
            assertThatThrownBy(() -> compile(chain)).isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void refusesAValueThatDoublesItselfWithoutEnd() {
        String bomb =
                "{% assign a = first_name %}"
                        + "{% assign a = a | append: a %}".repeat(100)
                        + "{{ a }}";

        assertThat(rendering(bomb)).isInstanceOf(MissingVariable.class);
    }

    @Test
    void refusesANumberThatGrowsWithoutEnd() {
        String bomb =
                "{% assign a = balance %}" + "{% assign a = a | times: a %}".repeat(60) + "{{ a }}";

        assertThat(rendering(bomb)).isInstanceOf(MissingVariable.class);
        assertThat(rendering("{{ balance | round: 900000000 }}"))
                .isEqualTo(new MissingVariable("balance"));
    }

    @Test
    void refusesAValueThatIsTooLong() {
        assertThat(
                        compile("{{ first_name }}")
                                .render(Map.of("first_name", "x".repeat(2_001)), LinkTracker.NONE))
                .isEqualTo(new MissingVariable("first_name"));
    }

    @Test
    void keepsContactsApartWhenManyThreadsShareOneCompiledMessage() throws Exception {
        CompiledMessage compiled =
                compile(
                        "{% assign n = nick | default: name %}{% if vip %}*{% endif %}{{ n }}{{ name"
                                + " | append: n }}");
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Rendering>> work =
                    IntStream.range(0, 20_000)
                            .<Callable<Rendering>>mapToObj(i ->
                                    () ->
                                            compiled.render(
                                                    i % 2 == 0
                                                            ? Map.of("name", "n" + i, "vip", true)
                                                            : Map.of("name", "n" + i, "nick", "k"),
                                                    LinkTracker.NONE))
                            .toList();
            var results = threads.invokeAll(work);
            for (int i = 0; i < results.size(); i++) {
                assertThat(text(results.get(i).get()))
                        .isEqualTo(i % 2 == 0 ? "*n" + i + "n" + i + "n" + i : "kn" + i + "k");
            }
        }
    }

    @Test
    void listsTheVariablesThatItUses() {
        assertThat(
                        compile(
                                        "{{ first_name | default: nick }}{% if address.city == home %}x{% endif %}")
                                .variables())
                .containsExactly("address.city", "first_name", "home", "nick");
    }

    private static String render(String template) {
        return text(rendering(template));
    }

    private static String text(Rendering rendering) {
        assertThat(rendering).isInstanceOf(Rendered.class);
        return ((Rendered) rendering).message().content().body().text();
    }

    private static Rendering rendering(String template) {
        return compile(template).render(ANNA, LinkTracker.NONE);
    }

    private static CompiledMessage compile(String text) {
        return new MessageRenderer()
                .compile(new RichMessage(new Content(null, new Part.Text(text))), CHAT);
    }
}
