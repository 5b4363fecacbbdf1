package org.parley.core.content.internal;

import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import liqp.TemplateContext;
import liqp.TemplateParser;
import liqp.exceptions.LiquidException;
import liqp.nodes.AtomNode;
import liqp.nodes.LNode;
import liqp.parser.Flavor;

/// One parsed Liquid text. Immutable and thread-safe.
///
/// liqp's own `Template` is used for parsing only: its `render` walks the parse tree anew for every
/// call and keeps the values of the latest call in a field, which would mix up contacts that are
/// rendered at the same time.
public final class LiquidTemplate {

    /// Renders to nothing.
    public static final LiquidTemplate EMPTY =
            new LiquidTemplate(new AtomNode(""), new TreeSet<>());

    private static final int MAX_CHARACTERS = 10_000;
    private static final int MAX_TAGS = 200;
    private static final int MAX_TAG_CHARACTERS = 500;
    private static final int MAX_NESTING = 20;

    private static final Pattern TAG = Pattern.compile("\\{[{%].*?[}%]\\}", Pattern.DOTALL);
    private static final Pattern OPENS = Pattern.compile("\\{%-?\\s*(?:if|unless|case|capture)\\b");
    private static final Pattern CLOSES =
            Pattern.compile("\\{%-?\\s*end(?:if|unless|case|capture)\\b");

    private static final TemplateParser PARSER =
            new TemplateParser.Builder()
                    .withFlavor(Flavor.LIQUID)
                    .withErrorMode(TemplateParser.ErrorMode.STRICT)
                    .withStrictTypedExpressions(false)
                    .withLocale(Locale.ENGLISH)
                    .withDefaultTimeZone(ZoneOffset.UTC)
                    .build();

    private final LNode root;
    private final SortedSet<String> variables;

    private LiquidTemplate(LNode root, SortedSet<String> variables) {
        this.root = root;
        this.variables = variables;
    }

    /// @throws SyntaxFault with line and column
    public static LiquidTemplate parse(String source) {
        if (!source.contains("{{") && !source.contains("{%")) {
            return new LiquidTemplate(new AtomNode(source), new TreeSet<>());
        }
        bound(source);
        Dialect dialect = new Dialect(PARSER);
        try {
            LNode root = dialect.visit(PARSER.parse(source).getParseTree());
            return new LiquidTemplate(root, dialect.variables());
        } catch (LiquidException e) {
            throw new SyntaxFault(e.line, e.charPositionInLine + 1, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // liqp's own refusals, such as a number that is none
            throw new SyntaxFault(1, 1, String.valueOf(e.getMessage()));
        }
    }

    /// Names that it looks up.
    public SortedSet<String> variables() {
        return new TreeSet<>(variables);
    }

    /// @param present variables that have a value
    /// @throws MissingValueException when it would print a variable without a value
    public String render(Map<String, Object> present) {
        return String.valueOf(root.render(new TemplateContext(PARSER, present)));
    }

    // The parser descends once for every level, and a level costs only a few characters.
    private static void bound(String source) {
        if (source.length() > MAX_CHARACTERS) {
            throw new SyntaxFault(1, 1, "A template has at most " + MAX_CHARACTERS + " characters");
        }
        Matcher tag = TAG.matcher(source);
        int tags = 0;
        int depth = 0;
        while (tag.find()) {
            String text = tag.group();
            depth += OPENS.matcher(text).lookingAt() ? 1 : 0;
            depth -= CLOSES.matcher(text).lookingAt() ? 1 : 0;
            if (++tags > MAX_TAGS) {
                throw at(source, tag.start(), "A template has at most " + MAX_TAGS + " tags");
            }
            if (text.length() > MAX_TAG_CHARACTERS) {
                throw at(
                        source,
                        tag.start(),
                        "A tag has at most " + MAX_TAG_CHARACTERS + " characters");
            }
            if (depth > MAX_NESTING || text.chars().filter(c -> c == '(').count() > MAX_NESTING) {
                throw at(source, tag.start(), "At most " + MAX_NESTING + " levels of nesting");
            }
        }
    }

    private static SyntaxFault at(String source, int offset, String what) {
        String before = source.substring(0, offset);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new SyntaxFault(line, offset - before.lastIndexOf('\n'), what);
    }

    /// A text that is not of the dialect.
    public static final class SyntaxFault extends RuntimeException {

        private static final long serialVersionUID = 1L;

        SyntaxFault(int line, int column, String what) {
            super(
                    "line "
                            + line
                            + ", column "
                            + column
                            + ": "
                            + what.strip().lines().findFirst().orElse("not readable"));
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
