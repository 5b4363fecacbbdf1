package org.parley.sandbox.customer;

/// How likely customers do what, on one channel. Read, click, reply and opt-out are shares of the
/// delivered messages (clicks and replies happen among the readers only); an order is a share of
/// the clicks, a refund a share of the orders.
public record Propensities(
        double delivered,
        double read,
        double click,
        double reply,
        double optOut,
        double order,
        double refund) {
    public static final Propensities CHAT =
            new Propensities(0.96, 0.75, 0.22, 0.12, 0.01, 0.25, 0.08);
    public static final Propensities EMAIL =
            new Propensities(0.97, 0.25, 0.03, 0.002, 0.003, 0.20, 0.08);

    /// Messages arrive, nobody does anything: tests of receipts.
    public static final Propensities QUIET = new Propensities(1, 1, 0, 0, 0, 0, 0);

    /// Nothing comes back at all, not even a receipt: benchmarks of sending.
    public static final Propensities SILENT = new Propensities(0, 0, 0, 0, 0, 0, 0);

    public Propensities {
        share("delivered", delivered);
        share("read", read);
        share("click", click);
        share("reply", reply);
        share("optOut", optOut);
        share("order", order);
        share("refund", refund);
        if (click > read || reply > read || optOut > read) {
            throw new IllegalArgumentException("only readers click, reply or leave: " + this);
        }
    }

    private static void share(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be within 0 and 1, not " + value);
        }
    }
}
