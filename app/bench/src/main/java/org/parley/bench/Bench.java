package org.parley.bench;

import java.io.PrintStream;

/// One benchmark, with its ceiling beside it in the same run.
public interface Bench {

    /// What it is called on the command line.
    String name();

    /// What it measures, in one line.
    String summary();

    /// Its options, one a line; empty for none.
    String options();

    /// Measures and prints. Leaves no process and no file behind.
    ///
    /// @return whether what it checks beside the speed held
    /// @throws IllegalArgumentException for an option that it does not know or whose value does not
    ///   fit; nothing was started
    boolean run(Arguments arguments, PrintStream out) throws Exception;
}
