package org.parley.core.content.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import liqp.TemplateParser;
import liqp.exceptions.IncompatibleTypeComparisonException;
import liqp.exceptions.LiquidException;
import liqp.nodes.AtomNode;
import liqp.nodes.LNode;
import liqp.org.antlr.v4.runtime.ParserRuleContext;
import liqp.parser.v4.NodeVisitor;
import liquid.parser.v4.LiquidParser;
import liquid.parser.v4.LiquidParser.AssignmentContext;
import liquid.parser.v4.LiquidParser.Continue_tagContext;
import liquid.parser.v4.LiquidParser.Cycle_tagContext;
import liquid.parser.v4.LiquidParser.Expr_eqContext;
import liquid.parser.v4.LiquidParser.Expr_relContext;
import liquid.parser.v4.LiquidParser.FilterContext;
import liquid.parser.v4.LiquidParser.For_arrayContext;
import liquid.parser.v4.LiquidParser.For_rangeContext;
import liquid.parser.v4.LiquidParser.Include_relative_tagContext;
import liquid.parser.v4.LiquidParser.Include_tagContext;
import liquid.parser.v4.LiquidParser.IndexContext;
import liquid.parser.v4.LiquidParser.Lookup_IdContext;
import liquid.parser.v4.LiquidParser.Lookup_StrContext;
import liquid.parser.v4.LiquidParser.Lookup_id_indexesContext;
import liquid.parser.v4.LiquidParser.Other_tagContext;
import liquid.parser.v4.LiquidParser.OutputContext;
import liquid.parser.v4.LiquidParser.Param_exprContext;
import liquid.parser.v4.LiquidParser.Param_expr_exprContext;
import liquid.parser.v4.LiquidParser.Simple_tagContext;
import liquid.parser.v4.LiquidParser.Table_tagContext;
import liquid.parser.v4.LiquidParser.Term_lookupContext;

/// Turns liqp's parse tree into nodes. Conditions, `case`, `capture`, `assign`, `comment` and `raw`
/// are allowed; loops and includes are not, so that the work of a rendering is bounded by the
/// template's length. Values are printed by our own nodes, because liqp's strict mode also throws
/// for variables that have a default or are only tested (bkiers/Liqp issues 104 and 167).
final class Dialect extends NodeVisitor {

    private final TemplateParser parser;
    private final SortedSet<String> variables = new TreeSet<>();

    Dialect(TemplateParser parser) {
        super(parser.insertions, parser.filters, parser.liquidStyleInclude);
        this.parser = parser;
    }

    SortedSet<String> variables() {
        return variables;
    }

    @Override
    public LNode visitOutput(OutputContext ctx) {
        LNode term = visit(ctx.term());
        if (isBlankWord(term)) {
            throw new LiquidException(
                    ctx.term().getText() + " is a word of the language, not a variable", ctx);
        }
        return new Printed(new Expression(term, filters(ctx.filter()), ctx.term().getText()));
    }

    @Override
    public LNode visitAssignment(AssignmentContext ctx) {
        return new Assigned(
                ctx.id().getText(),
                new Expression(visit(ctx.expr()), filters(ctx.filter()), ctx.expr().getText()));
    }

    @Override
    public LNode visitExpr_eq(Expr_eqContext ctx) {
        LNode left = visit(ctx.lhs);
        LNode right = visit(ctx.rhs);
        if (!isBlankWord(left) && !isBlankWord(right)) {
            return super.visitExpr_eq(ctx);
        }
        // An absent value is blank; to liqp it is nothing at all.
        LNode tested = isBlankWord(left) ? right : left;
        boolean wanted = ctx.op.getType() == LiquidParser.Eq;
        return context -> Blank.is(tested.render(context)) == wanted;
    }

    private static boolean isBlankWord(LNode term) {
        return AtomNode.EMPTY.equals(term) || AtomNode.BLANK.equals(term);
    }

    @Override
    public LNode visitExpr_rel(Expr_relContext ctx) {
        LNode compared = super.visitExpr_rel(ctx);
        LNode left = visit(ctx.lhs);
        LNode right = visit(ctx.rhs);
        // An absent value is neither more nor less than anything; liqp would take it for 0.
        return context -> {
            if (left.render(context) == null || right.render(context) == null) {
                return false;
            }
            try {
                return compared.render(context);
            } catch (IncompatibleTypeComparisonException _) {
                return false;
            }
        };
    }

    @Override
    public LNode visitTerm_lookup(Term_lookupContext ctx) {
        return switch (ctx.lookup()) {
            case Lookup_id_indexesContext named -> lookup(named);
            case Lookup_StrContext quoted -> {
                String text = quoted.Str().getText();
                yield remember(new Lookup(text.substring(1, text.length() - 1), List.of()));
            }
            case Lookup_IdContext indirect -> throw refused("[...]", indirect);
            default -> visit(ctx.lookup());
        };
    }

    private Lookup lookup(Lookup_id_indexesContext ctx) {
        List<String> members = new ArrayList<>();
        for (IndexContext index : ctx.index()) {
            if (index.Dot() == null) {
                throw refused("[...]", ctx);
            }
            members.add(index.id2().getText());
        }
        return remember(new Lookup(ctx.id().getText(), members));
    }

    private Lookup remember(Lookup lookup) {
        variables.add(lookup.path());
        return lookup;
    }

    private List<FilterCall> filters(List<FilterContext> chain) {
        return chain.stream().map(this::call).toList();
    }

    private FilterCall call(FilterContext ctx) {
        String name = ctx.Id().getText();
        AllowedFilter kind =
                AllowedFilter.named(name)
                        .orElseThrow(
                                () -> new LiquidException("There is no filter named " + name, ctx));
        List<LNode> arguments = new ArrayList<>();
        if (ctx.params() != null) {
            for (Param_exprContext each : ctx.params().param_expr()) {
                if (!(each instanceof Param_expr_exprContext plain)) {
                    throw new LiquidException("Filter " + name + " takes no named argument", ctx);
                }
                arguments.add(visit(plain.expr()));
            }
        }
        if (!kind.takes(arguments.size())) {
            throw new LiquidException(
                    "Filter " + name + " does not take " + arguments.size() + " argument(s)", ctx);
        }
        return new FilterCall(kind, parser.filters.get(name), arguments);
    }

    @Override
    public LNode visitSimple_tag(Simple_tagContext ctx) {
        throw refused(ctx.SimpleTagId().getText(), ctx);
    }

    @Override
    public LNode visitOther_tag(Other_tagContext ctx) {
        throw refused(ctx.BlockId().getText(), ctx);
    }

    @Override
    public LNode visitCycle_tag(Cycle_tagContext ctx) {
        throw refused("cycle", ctx);
    }

    @Override
    public LNode visitFor_array(For_arrayContext ctx) {
        throw refused("for", ctx);
    }

    @Override
    public LNode visitFor_range(For_rangeContext ctx) {
        throw refused("for", ctx);
    }

    @Override
    public LNode visitTable_tag(Table_tagContext ctx) {
        throw refused("tablerow", ctx);
    }

    @Override
    public LNode visitContinue_tag(Continue_tagContext ctx) {
        throw refused("continue", ctx);
    }

    @Override
    public LNode visitInclude_tag(Include_tagContext ctx) {
        throw refused("include", ctx);
    }

    @Override
    public LNode visitInclude_relative_tag(Include_relative_tagContext ctx) {
        throw refused("include_relative", ctx);
    }

    private static LiquidException refused(String tag, ParserRuleContext ctx) {
        return new LiquidException("A message cannot use " + tag, ctx);
    }
}
